"""Values as files write them, each column by its kind."""

from typing import Any

import pytest

from catalogue.domain.identifiers import Identifier
from catalogue.domain.items import ItemStatus
from catalogue.formats.columns import COLUMN_READERS
from catalogue.formats.mending import mend

TAKEN = {
    "published": [
        ("le 3 août 2004", "2004-08-03"),
        ("August 3rd, 2004", "2004-08-03"),
        ("3 Aug 2004", "2004-08-03"),
        ("Tue, 03 Aug 2004 10:00:00 GMT", "2004-08-03"),
        ("03/08/2004", "2004-08-03"),
        ("08/23/2004", "2004-08-23"),
        ("2004/8/3", "2004-08-03"),
        ("3.8.2004", "2004-08-03"),
        ("20040803", "2004-08-03"),
        ("08/2004", "2004-08"),
        ("août 2004", "2004-08"),
        ("1er janvier 1900", "1900-01-01"),
        ("cop. 2004", "2004"),
        ("©2004", "2004"),
        ("[ca 2004]", "2004"),
        ("2004-", "2004"),
        ("1998 (rééd. 2004)", "1998"),
        ("52 av. J.-C.", "-0052"),
        (1091491200000, "2004-08-03"),
        ({"year": 2004, "month": 8}, "2004-08"),
        ({"date-parts": [[2004, 8, 3]]}, "2004-08-03"),
        ("31/02/2004", "2004"),
        ("n.d.", None),
        ("1998-2004", None),
    ],
    "page_count": [
        ("240 pages", 240),
        ("1 vol. (240 p.)", 240),
        ("240 p. : ill. en coul. ; 21 cm", 240),
        ("XII-240 p.", 240),
        ("[8]-240-[4] p.", 240),
        ("240 p.-[16] p. de pl.", 240),
        ("3 vol. (100, 120, 20 p.)", 240),
        ("env. 240 p", 240),
        ("240 pages; 8.2 x 5.4 inches", 240),
        ("non paginé", None),
        ("1 DVD (1 h 30)", None),
    ],
    "language": [
        ("Néerlandais", "nl"),
        ("espagnol", "es"),
        ("Deutsch", "de"),
        ("español", "es"),
        ("fr_FR", "fr-FR"),
        ("ger", "de"),
        ("fre;eng", "fr"),
        ("Italien / Français", "it"),
        (["por", "fre"], "pt"),
        ({"key": "/languages/spa"}, "es"),
        ("Russe (traduction)", "ru"),
        ("Klingon!", None),
    ],
    "isbn": [
        ('="2070360024"', "9782070360024"),
        ("ISBN 2-07-036002-4 (rel.) : 12 EUR", "9782070360024"),
        ("978-2-07-036002-4 ; 978-2-07-061275-8", "9782070360024"),
        ("2070360025, 9782070360024", "9782070360024"),
        ([{"type": "ISBN_10", "identifier": "2070360024"}], "9782070360024"),
        ({"isbn13": {"id": "9782070360024"}}, "9782070360024"),
        ("9782070360024.0", "9782070360024"),
        (9782070360024.0, "9782070360024"),
        ("12,50 EUR", None),
        ("123-345", None),
    ],
    "cover_url": [
        ("https://example.org/l'été.jpg", "https://example.org/l'%C3%A9t%C3%A9.jpg"),
        ("https://example.org/a b.jpg?x=é", "https://example.org/a%20b.jpg?x=%C3%A9"),
        ("https://example.org/%C3%A9.jpg", "https://example.org/%C3%A9.jpg"),
        ("https://éditions.example/1.jpg", "https://xn--ditions-9xa.example/1.jpg"),
        ({"small": "https://example.org/s.jpg", "large": "https://example.org/l.jpg"}, "https://example.org/l.jpg"),
        (["https://example.org/1.jpg", "https://example.org/2.jpg"], "https://example.org/1.jpg"),
        ({"url": "https://example.org/1.jpg", "width": 100}, "https://example.org/1.jpg"),
    ],
    "series_number": [("T. 4", "4"), ("vol. 12", "12"), ("n°7", "7"), ("#3", "3"), (2.0, "2"), ("Livre II", "II")],
    "series": [
        ("Blake et Mortimer, tome 3", "Blake et Mortimer"),
        ("Que sais-je ? ; 1234", "Que sais-je ?"),
        ("Discworld (#12)", "Discworld"),
        ("Folio n° 77", "Folio"),
        ({"titre": "Folio", "numero": 77}, "Folio"),
        ([{"name": "Folio", "position": 77}], "Folio"),
        ("Les Cahiers rouges", "Les Cahiers rouges"),
        ("null", None),
    ],
    "dewey": [
        (["843.92", "22"], "843.92"),
        ("843,92", "843.92"),
        ("[843/.92]", "843.92"),
        ("843.92 (21)", "843.92"),
        (84, "084"),
    ],
    "publisher": [
        (["Seuil"], "Seuil"),
        ({"id": 4, "nom": "Seuil", "ville": "Paris"}, "Seuil"),
        ([{"name": "Seuil"}, {"name": "Points"}], "Seuil"),
        ("[s.n.]", None),
        ("Arles (Bouches-du-Rhône) : Actes Sud, 2018", "Actes Sud"),
        ("Paris : Seuil, DL 2018", "Seuil"),
        ("Lyon : Éd. du Cosmogone", "Éd. du Cosmogone"),
        ("#N/A", None),
        ("Payot &amp; Rivages", "Payot & Rivages"),
    ],
    "subjects": [
        ("Roman, Policier", ("Roman", "Policier")),
        ("Roman|Policier", ("Roman", "Policier")),
        ("Guerre mondiale, 1939-1945", ("Guerre mondiale, 1939-1945",)),
        ([{"id": 1, "libelle": "Roman"}, {"id": 2, "libelle": "N/A"}], ("Roman",)),
        ({"name": "Roman"}, ("Roman",)),
        ("-", None),
    ],
    "title": [
        ({"en": "The Plague", "fr": "La Peste"}, "La Peste"),
        ({"en": "The Plague", "de": "Die Pest"}, "The Plague"),
        ({"rendered": "La Peste"}, "La Peste"),
        ("L&#39;&Eacute;t&eacute;", "L'Été"),
        ("<b>La Peste</b>", "La Peste"),
        ("?", "?"),
        ("undefined", None),
    ],
    "description": [
        ("<p>Alger.</p><p>Un&nbsp;été.</p>", "Alger.\nUn\u00a0été."),
        ("5 < 6 & 7 > 2", "5 < 6 & 7 > 2"),
        ("Non renseigné", None),
    ],
}


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [(column, value, taken) for column, rows in TAKEN.items() for value, taken in rows],  # type: ignore[attr-defined]
)
def test_a_column_takes(column: Any, value: Any, expected: Any) -> None:
    assert COLUMN_READERS[column](value).value == expected


@pytest.mark.parametrize(
    ("series", "number"), [("Blake et Mortimer, tome 3", "3"), ("Folio ; 77", "77"), ({"name": "F", "index": 2}, "2")]
)
def test_the_number_of_a_series_goes_with_it(read_one: Any, series: Any, number: Any) -> None:
    assert read_one(titre="A title", serie=series).record.series_number == number


def test_other_isbns_are_kept(read_one: Any) -> None:
    told = ["2-07-036002-4", "978-2-07-061275-8"]
    record = read_one(titre="A title", isbn=told).record
    assert (record.isbn, record.extra) == ("9782070360024", {})
    assert record.identifiers == (Identifier("isbn", "9782070612758"),)
    assert read_one(titre="A title", isbn=["2070360024", "9782070360024"]).record.identifiers == ()


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("sâerie", "série"),
        ("premiáere fois", "première fois"),
        ("Rhãone", "Rhône"),
        ("Benoãit", "Benoît"),
        ("ðCa, alors !", "Ça, alors !"),
        ("sÂerie", "série"),
        ("Ã‰tranger", "Étranger"),
        ("Les Misérables â€“ tome 1", "Les Misérables – tome 1"),
        ("Exup\u00c3\u00a9ry", "Exupéry"),
        ("l'âge", "l'âge"),
        ("João e Maria não", "João e Maria não"),
        ("mãe", "mãe"),
        ("Männer", "Männer"),
        ("Málaga", "Málaga"),
        ("Näv 04", "Näv 04"),
        ("Đặng Thùy Trâm", "Đặng Thùy Trâm"),
    ],
)
def test_letters_are_mended_where_it_is_certain(spoilt: Any, meant: Any) -> None:
    assert mend(spoilt) == meant


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"statut": "Disponible"}, "available"),
        ({"statut": "en rayon"}, "available"),
        ({"status": "On Shelf"}, "available"),
        ({"statut": "empruntable"}, "available"),
        ({"statut": "En prêt"}, "on_loan"),
        ({"status": "checked out"}, "on_loan"),
        ({"statut": "prêté jusqu'au 3 mai"}, "on_loan"),
        ({"statut": "Perdu"}, "lost"),
        ({"statut": "non rendu"}, "lost"),
        ({"status": "missing"}, "missing"),
        ({"statut": "au pilon"}, "withdrawn"),
        ({"statut": "désherbé"}, "withdrawn"),
        ({"statut": "à la reliure"}, "in_repair"),
        ({"status": "damaged"}, "in_repair"),
        ({"statut": "indisponible"}, "to_check"),
        ({"statut": "exclu du prêt"}, "on_site_only"),
        ({"statut": "pas disponible"}, "to_check"),
        ({"statut": "inconnu"}, "to_check"),
        ({"statut": "X7"}, "to_check"),
        ({"statut": 3}, "to_check"),
        ({"disponible": True}, "available"),
        ({"available": False}, "to_check"),
        ({"emprunte": True}, "on_loan"),
        ({"emprunt": {"lecteur": "A", "retour": None}}, "on_loan"),
        ({"emprunt": {"lecteur": None}}, "available"),
        ({"disponible": False, "statut": "perdu"}, "lost"),
        ({"statut": "en rayon", "disponible": False}, "to_check"),
        ({"etat": "bon état"}, "available"),
        ({"statut": None}, "available"),
        ({}, "available"),
    ],
)
def test_a_status_is_known_by_its_meaning(read_one: Any, told: Any, status: Any) -> None:
    (item,) = read_one(titre="A title", exemplaires=[{"code_barres": "1", **told}]).items
    assert item.status is ItemStatus(status)


@pytest.mark.parametrize(
    ("told", "n", "call_number"),
    [
        ({"exemplaires": 4}, 4, None),
        ({"quantite": "2"}, 2, None),
        ({"nb_exemplaires": "3 ex.", "cote": "843 ZOL"}, 3, "843 ZOL"),
        ({"exemplaires": [{"cote": "843 ZOL"}, {"cote": "R ZOL"}]}, 2, "843 ZOL"),
        ({"stock": 0}, 0, None),
        ({"exemplaires": 1_000_000}, 0, None),
    ],
)
def test_copies_without_barcodes_are_told(read_one: Any, told: Any, n: Any, call_number: Any) -> None:
    outcome = read_one(told, titre="A title")
    assert len(outcome.unnumbered) == n
    assert all(item.call_number in {call_number, "R ZOL"} for item in outcome.unnumbered)
    assert outcome.items == ()


def test_long_texts_end() -> None:
    longs = [
        "<p " * 60_000,
        "&amp;" * 40_000,
        "â" * 200_000,
        "1-" * 100_000,
        "[" * 200_000,
        "tome " * 40_000,
        "9" * 200_000,
    ]
    longs += ["x" * 200_000 + " ; 1", "978" + "-" * 200_000, "12 p. " * 30_000, "juin " * 40_000, " / " * 60_000]
    for text in longs:
        for read in COLUMN_READERS.values():
            read(text)
            read([text])


@pytest.mark.parametrize(
    ("record", "columns"),
    [
        ({"editeur": "Paris : Seuil, 2004"}, {"publisher": "Seuil", "published": "2004"}),
        ({"editeur": "Paris : Seuil, 2004", "annee": 2005}, {"publisher": "Seuil", "published": "2005"}),
        ({"publication": "Paris : Seuil, DL 2004"}, {"publisher": "Seuil", "published": "2004"}),
        ({"publication": "Paris : Seuil, DL 2004", "publisher": "Points"}, {"publisher": "Points"}),
        ({"serie": "Tintin, tome 4", "tome": 5}, {"series": "Tintin", "series_number": "5"}),
    ],
)
def test_what_a_value_says_besides_fills_columns_that_nothing_else_does(
    read_one: Any, record: Any, columns: Any
) -> None:
    found = read_one(record, titre="A title").record
    assert {column: getattr(found, column) for column in columns} == columns


def test_a_title_with_its_series(read_one: Any) -> None:
    record = read_one(titre="Nana (Les Rougon-Macquart, #9)").record
    assert (record.title, record.series, record.series_number) == ("Nana", "Les Rougon-Macquart", "9")
    assert record.extra == {"titre": "Nana (Les Rougon-Macquart, #9)"}
    assert read_one(titre="Nana (roman)").record.title == "Nana (roman)"
