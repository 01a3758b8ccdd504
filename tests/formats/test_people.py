"""People as files name them: in texts, lists, objects and fields of their own."""

from typing import Any

import pytest

from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.formats.people import read_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Saint-Exupéry, Antoine de", ["Antoine de Saint-Exupéry"]),
        ("LE CLÉZIO, Jean-Marie", ["Jean-Marie Le Clézio"]),
        ("Annie ERNAUX", ["Annie Ernaux"]),
        ("O'CONNOR Flannery", ["Flannery O'Connor"]),
        ("ERNAUX ANNIE", ["ERNAUX ANNIE"]),
        ("J.K. Rowling", ["J.K. Rowling"]),
        ("Rowling, J. K.", ["J. K. Rowling"]),
        ("García Lorca, Federico", ["Federico García Lorca"]),
        ("Boulle, Pierre ; Verne, Jules", ["Pierre Boulle", "Jules Verne"]),
        ("Pierre Boulle | Jules Verne", ["Pierre Boulle", "Jules Verne"]),
        ("Pierre Boulle/Jules Verne", ["Pierre Boulle", "Jules Verne"]),
        ("Terry Pratchett and Neil Gaiman", ["Terry Pratchett", "Neil Gaiman"]),
        ("Boulle, Pierre et Verne, Jules", ["Pierre Boulle", "Jules Verne"]),
        (
            "Anna Gavalda, Delphine de Vigan et David Foenkinos",
            ["Anna Gavalda", "Delphine de Vigan", "David Foenkinos"],
        ),
        ("Smith, A. B., Jones, C.", ["A. B. Smith", "C. Jones"]),
        ("Martin Luther King, Jr.", ["Martin Luther King Jr."]),
        ("Ministère de la Culture et de la Communication", ["Ministère de la Culture et de la Communication"]),
        ("Université Lyon 2, Département de lettres", ["Université Lyon 2, Département de lettres"]),
        ("Ed McBain", ["Ed McBain"]),
        ("Lu Xun", ["Lu Xun"]),
        ("par Colette", ["Colette"]),
        ("Voltaire", ["Voltaire"]),
        ("N/A", []),
        ("Collectif", []),
        ("ill.", []),
        ("507f1f77bcf86cd799439011", []),
        ("/authors/OL23919A", []),
        ("42", []),
    ],
)
def test_a_text_names_people(text: Any, names: Any) -> None:
    assert [somebody.name for somebody in read_people(text).value or ()] == names


@pytest.mark.parametrize(
    ("text", "name", "birth", "death"),
    [
        ("Colette (1873-1954)", "Colette", 1873, 1954),
        ("Ernaux, Annie (1940-....)", "Annie Ernaux", 1940, None),
        ("Ernaux, Annie, 1940-", "Annie Ernaux", 1940, None),
        ("Platon (0428-0348 av. J.-C.)", "Platon", -428, -348),
        ("Homère (08..-08..)", "Homère", None, None),
        ("Agatha Christie 1890-1976", "Agatha Christie", 1890, 1976),
    ],
)
def test_years_are_no_part_of_a_name(text: Any, name: Any, birth: Any, death: Any) -> None:
    (somebody,) = read_people(text).value
    assert (somebody.name, somebody.birth_year, somebody.death_year) == (name, birth, death)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("trad. par Ana Lima", Role.TRANSLATOR),
        ("traduit du portugais par Ana Lima", Role.TRANSLATOR),
        ("Ana Lima (Traductrice)", Role.TRANSLATOR),
        ("ill. d'Ana Lima", Role.ILLUSTRATOR),
        ("illustrations Ana Lima", Role.ILLUSTRATOR),
        ("Lima, Ana (1950-), illustratrice", Role.ILLUSTRATOR),
        ("préface d'Ana Lima", Role.INTRODUCTION),
        ("postface de Ana Lima", Role.AFTERWORD),
        ("adapté par Ana Lima", Role.ADAPTER),
        ("lu par Ana Lima", Role.NARRATOR),
        ("sous la direction de Ana Lima", Role.EDITOR),
        ("scénario Ana Lima", Role.AUTHOR),
        ("couleurs, Ana Lima", Role.COLORIST),
    ],
)
def test_a_text_tells_what_somebody_did(text: Any, role: Any) -> None:
    (somebody,) = read_people(text).value
    assert (somebody.name, somebody.role) == ("Ana Lima", role)


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Ana Lima"},
        {"nom": "Lima", "prenom": "Ana", "nationalite": "portugaise"},
        {"first": "Ana", "last": "Lima"},
        {"given": "Ana", "family": "Lima", "ORCID": "x"},
        {"id": 7, "fullName": "Ana Lima", "photo": "a.jpg"},
        {"_id": {"$oid": "5"}, "Prénom": "Ana", "Nom": "LIMA"},
        {"@type": "Person", "name": "Ana Lima", "url": "https://example.org"},
        {"author": {"key": "/a/1", "name": "Ana Lima"}},
        {"literal": "Ana Lima"},
        {"personal_name": "Lima, Ana", "birth_date": "1950"},
    ],
)
def test_an_object_names_somebody_by_any_usual_parts(told: Any) -> None:
    assert [somebody.name for somebody in read_people([told]).value] == ["Ana Lima"]


def test_years_and_roles_of_an_object_are_taken() -> None:
    (somebody,) = read_people(
        {"name": "Ana Lima", "naissance": "12/03/1950", "deathYear": 2001, "fonction": "traductrice"}
    ).value
    assert (somebody.birth_year, somebody.death_year, somebody.role) == (1950, 2001, Role.TRANSLATOR)


@pytest.mark.parametrize(
    "told", [{"$oid": "65cd"}, {"$ref": "people", "$id": 7}, {"id": 7}, {"_id": "a"}, 7, True, [["A"]]]
)
def test_a_reference_is_no_name(told: Any) -> None:
    assert read_people([told]).value is None
    assert not read_people([told]).is_whole


@pytest.mark.parametrize(
    ("record", "authors", "contributors"),
    [
        ({"Author Last Name": "Lima", "Author First Name": "Ana"}, ("Ana Lima",), ()),
        ({"nom_auteur": "LIMA", "prenom_auteur": "Ana"}, ("Ana Lima",), ()),
        ({"first_name": "Ana", "last_name": "Lima"}, ("Ana Lima",), ()),
        ({"auteur1": "Ana Lima", "auteur2": "Rui Melo"}, ("Ana Lima", "Rui Melo"), ()),
        ({"auteur": "Ana Lima", "coauteur": "Rui Melo"}, ("Ana Lima", "Rui Melo"), ()),
        ({"nom_traducteur": "Lima", "prénom_traducteur": "Ana"}, (), (("Ana Lima", "translator"),)),
        ({"auteurs": "Rui Melo ; ill. Ana Lima"}, ("Rui Melo",), (("Ana Lima", "illustrator"),)),
        ({"authors": [{"name": "Ana Lima", "role": "editor"}]}, (), (("Ana Lima", "editor"),)),
        ({"contributeurs": "Ana Lima"}, (), (("Ana Lima", "contributor"),)),
        ({"scénariste": "Rui Melo", "coloriste": "Ana Lima"}, ("Rui Melo",), (("Ana Lima", "colorist"),)),
        ({"illustrations": "en couleur, 12 planches"}, (), ()),
        ({"illustrations": True}, (), ()),
    ],
)
def test_fields_name_people(read_one: Any, record: Any, authors: Any, contributors: Any) -> None:
    found = read_one(record, titre="A title").record
    assert found.authors == authors
    assert found.contributors == tuple(Contributor(name, Role(role)) for name, role in contributors)


@pytest.mark.parametrize(
    ("title", "expected", "authors"),
    [
        ("Le chat / Ana Lima", "Le chat", ("Ana Lima",)),
        ("Le chat / Ana Lima ; trad. par Rui Melo", "Le chat", ("Ana Lima",)),
        ("Le chat / d'après Ana Lima ; texte Rui Melo", "Le chat", ("Rui Melo",)),
        ("Pile / Face", "Pile / Face", ()),
        ("Love story / histoire d'amour", "Love story / histoire d'amour", ()),
    ],
)
def test_a_title_is_cut_before_its_statement_of_responsibility(
    read_one: Any, title: Any, expected: Any, authors: Any
) -> None:
    record = read_one(titre=title).record
    assert (record.title, record.authors) == (expected, authors)
    assert record.extra == ({} if title == expected else {"titre": title})


def test_a_statement_of_others_than_the_authors_is_part_of_the_title(read_one: Any) -> None:
    assert read_one(titre="Black / White Fang", auteur="Jack London").record.title == "Black / White Fang"


def test_long_texts_end() -> None:
    for text in (
        "Ana, " * 40_000,
        "a et " * 40_000,
        "(" * 200_000,
        "A" * 200_000,
        "trad. par " * 20_000,
        "A B-" * 50_000,
    ):
        assert read_people(text).value is None or read_people(text[:2000])
        assert read_people([text[:1900]]) is not None
