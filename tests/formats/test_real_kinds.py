"""What files of real libraries and programs are like: one small made-up record for each kind of oddity seen there."""

from typing import Any

import pytest

from catalogue.domain.outcome import Parsed, Rejected
from catalogue.formats.people import read_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Duras (Marguerite)", ["Marguerite Duras"]),
        ("Vigny (Alfred de)", ["Alfred de Vigny"]),
        ("Eliot T. S.", ["T. S. Eliot"]),
        ("Morin J., Petit A.", ["J. Morin", "A. Petit"]),
        ("Morin, Jeanne, R.", ["Jeanne R. Morin"]),
        ("MORIN Jeanne - PETIT Anne", ["Jeanne Morin", "Anne Petit"]),
        ("MORIN Jeanne   PETIT Anne", ["Jeanne Morin", "Anne Petit"]),
        ("Marie-Claude Morin", ["Marie-Claude Morin"]),
        ("Anne Petit?", ["Anne Petit"]),
        ("Alan McPHERSON", ["Alan McPherson"]),
        ("Dumas, Alexandre, fils", ["Alexandre Dumas fils"]),
        ("Jean, comte de Rieux", ["Jean, comte de Rieux"]),
        ("Petit (", ["Petit"]),
        ("????", []),
    ],
)
def test_names_as_programs_write_them(text: Any, names: Any) -> None:
    assert [somebody.name for somebody in read_people(text).value or ()] == names


def test_a_name_of_a_library_catalogue_tells_years_and_role() -> None:
    (somebody,) = read_people("Doré, Gustave (1832-1883). Illustrateur").value
    assert (somebody.name, somebody.role.value, somebody.birth_year, somebody.death_year) == (
        *("Gustave Doré", "illustrator"),
        *(1832, 1883),
    )


@pytest.mark.parametrize(
    ("fields", "statuses"),
    [
        ({"disponible": True}, ["available"]),
        ({"disponible": False}, ["to_check"]),
        ({"emprunté": True}, ["on_loan"]),
        ({"emprunt": {"user": {"$oid": "5"}, "date": None}}, ["on_loan"]),
        ({"Disponible": "1", "Emprunteur": "Léa Morin"}, ["on_loan"]),
        ({"cote": "R ZOL", "statut": "en magasin"}, ["available"]),
        ({"statut": "lu"}, []),
        ({"status": "PUBLISH"}, []),
        ({"lieu": "Paris"}, []),
        ({"total": 3, "available": 2}, ["available", "available", "to_check"]),
        ({"copiesTotal": 2, "copiesAvailable": 0}, ["to_check", "to_check"]),
        ({"total": 12.5}, []),
        ({"Owned Copies": "2"}, ["available", "available"]),
    ],
)
def test_copies_without_barcodes(read_one: Any, fields: Any, statuses: Any) -> None:
    outcome = read_one({"titre": "Nana", **fields})
    assert [item.status.value for item in outcome.unnumbered] == statuses
    assert outcome.items == ()


def test_a_number_of_copies_includes_those_with_barcodes(read_one: Any) -> None:
    outcome = read_one(title="Nana", copies="2", barcode={"1": "0012"})
    assert (len(outcome.items), len(outcome.unnumbered)) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"Auteur(s)": "Zola"}, "authors", ("Zola",)),
        ({"Auteur·rice·s": "Zola"}, "authors", ("Zola",)),
        ({"Collection": "Folio", "N° dans la collection": 12}, "series_number", "12"),
        ({"series": "Rougon", "series_index": "9.0"}, "series_number", "9"),
        ({"series": ["Les Rougon (9)"]}, "series_number", "9"),
        ({"comments": "<p>Un texte</p>"}, "description", "Un texte"),
        ({"Publication Year": "2016", "Date": "2016-05"}, "published", "2016-05"),
        ({"pubdate": "0101-01-01T00:00:00+00:00"}, "published", None),
        ({"date": "????"}, "published", None),
        ({"editor": "Pocket"}, "publisher", "Pocket"),
        ({"publisher": "Apress; 2nd edition"}, "publisher", "Apress"),
        ({"genre": "BD / Roman graphique"}, "subjects", ("BD", "Roman graphique")),
        ({"subject": [["Paris", "Fiction"]]}, "subjects", ("Paris -- Fiction",)),
        ({"Thème général": "Arts"}, "subjects", ("Arts",)),
        ({"autor": "Ana Ruiz"}, "authors", ("Ana Ruiz",)),
        ({"año": 1967}, "published", "1967"),
        ({"Verlag": "Suhrkamp"}, "publisher", "Suhrkamp"),
    ],
)
def test_fields_as_programs_write_them(read_one: Any, fields: Any, column: Any, value: Any) -> None:
    assert getattr(read_one({"titre": "Nana", **fields}).record, column) == value


def test_somebody_whose_part_is_told_elsewhere_is_no_mere_contributor(read_one: Any) -> None:
    record = read_one(
        title="Nana",
        secondaryauthor="Ann Smith",
        authors=[{"fl": "Émile Zola"}, {"fl": "Ann Smith", "role": "Translator"}],
    ).record
    assert [(one.name, one.role.value) for one in record.contributors] == [("Ann Smith", "translator")]


def test_fields_that_say_nothing_are_not_kept(read_one: Any) -> None:
    assert read_one(titre="Nana", lu=None, avis="", notes=[], plus={}, prix=0).record.extra == {"prix": 0}


def test_a_blank_guard_of_a_spreadsheet_is_nothing(read: Any) -> None:
    (outcome,) = read('Title,ISBN\nNana,"="""""\n')
    assert isinstance(outcome, Parsed)
    assert (outcome.record.isbn, outcome.record.extra) == (None, {})


def test_an_empty_record_is_refused_alone(read: Any) -> None:
    assert [type(outcome) for outcome in read('[{"titre": "Nana"}, {}]')] == [Parsed, Rejected]


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("non disponible", "to_check"),
        ("not available", "to_check"),
        ("disponible à l'emprunt", "available"),
        ("prêt en cours", "on_loan"),
        ("sur étagère", "available"),
        ("IN_STOCK", "available"),
        ("CHECKED_OUT", "on_loan"),
        ("due 3 May", "on_loan"),
        ("rentré", "available"),
        ("non rentré", "to_check"),
    ],
)
def test_words_for_a_status(read_one: Any, status: Any, meaning: Any) -> None:
    (item,) = read_one(titre="Nana", exemplaires=[{"code_barre": "7", "statut": status}]).items
    assert item.status.value == meaning


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"copyright": "c1998"}, "published", "1998"),
        ({"publish_year": ["1951", "1960"]}, "published", "1951"),
        ({"pages": "env. 320"}, "page_count", 320),
        ({"print_length": "320 pages"}, "page_count", 320),
        ({"langue": "Langue française"}, "language", "fr"),
        ({"langue": "bilingue français-anglais"}, "language", "fr"),
        ({"langue": "und"}, "language", None),
        ({"Éditions": "Seuil"}, "publisher", "Seuil"),
        ({"publisher": "Paris: Seuil, 1999"}, "publisher", "Seuil"),
        ({"id": "9782070360024"}, "isbn", "9782070360024"),
        (
            {"industryIdentifiers": [{"type": "OTHER", "identifier": "X:3"}, {"identifier": "2070360024"}]},
            *("isbn", "9782070360024"),
        ),
        ({"vedettes_matieres": "Chats"}, "subjects", ("Chats",)),
        ({"4e de couverture": "Un texte"}, "description", "Un texte"),
        ({"series": "(Rougon, #3)"}, "series", "Rougon"),
        ({"titre": "Nana [Texte imprimé]"}, "title", "Nana"),
        ({"author": [{"name": {"$t": "Zola"}}]}, "authors", ("Zola",)),
    ],
)
def test_values_as_files_write_them(read_one: Any, fields: Any, column: Any, value: Any) -> None:
    assert getattr(read_one({"titre": "Nana", **fields}).record, column) == value


@pytest.mark.parametrize("empty", ["{}", '{"books": [], "authors": []}', '{"total": 0, "livres": []}'])
def test_a_file_of_empty_lists_holds_nothing(read: Any, empty: Any) -> None:
    assert read(empty) == []


def test_books_by_their_titles_in_several_categories(read: Any) -> None:
    outcomes = read('{"Roman": {"Nana": {"auteur": "Zola"}}, "Essai": {"Propos": {"auteur": "Alain"}}}')
    assert [(outcome.record.title, outcome.record.subjects) for outcome in outcomes] == [
        *(("Nana", ("Roman",)), ("Propos", ("Essai",))),
    ]
