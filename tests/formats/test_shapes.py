"""The list of books is found wherever it stands in a file, whatever stands beside it."""

import io
import json
from itertools import pairwise
from typing import Any

import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed, Rejected


def find_titles(content: Any) -> Any:
    """The titles of a file, the path to its list, what else it holds."""
    text = content if isinstance(content, str) else json.dumps(content)
    records = formats.read(io.BytesIO(text.encode()), "books.json")
    outcomes = list(records)
    assert [outcome.position for outcome in outcomes] == list(range(1, len(outcomes) + 1))
    titles = [outcome.record.title if isinstance(outcome, Parsed) else outcome.reason for outcome in outcomes]
    return titles, records.path, list(records.others)


A, B = {"titre": "Thérèse Raquin"}, {"titre": "Le Horla"}
BOTH = ["Thérèse Raquin", "Le Horla"]


@pytest.mark.parametrize(
    ("document", "path", "others"),
    [
        ({"ouvrages": [A, B]}, "ouvrages", []),
        ({"meta": {"page": 1}, "resultats": {"notices": [A, B]}}, "resultats.notices", ["meta (1)"]),
        ({"data": {"library": {"books": [A, B]}}, "status": "ok"}, "data.library.books", ["status"]),
        ({"abonnes": [{"nom": "Petit"}], "livres": [A, B]}, "livres", ["abonnes (1)"]),
        ({"dvd": [{"title": "Alien", "director": "Scott"}], "livres": [A, B]}, "livres", ["dvd (1)"]),
        ({"title": "Nos lectures", "books": [A | {"auteur": "Zola"}, B]}, "books", ["title"]),
        ({"edges": [{"node": A}, {"node": B}]}, "edges", []),
        ([{"livre": A, "note": 4}, {"livre": B}], "", []),
        ([{"_index": "b", "_source": A}, {"_index": "b", "_source": B}], "", []),
        ({"b1": A, "b2": B}, "", []),
        ({"catalogue": {"x-1": A, "x-2": B}, "version": 2}, "catalogue", ["version"]),
        ([[A], [B]], "", []),
        ({"pages": [{"docs": [A]}, {"docs": [B]}]}, "pages.docs", []),
        ({"titre": ["Thérèse Raquin", "Le Horla"], "annee": [1867, 1887]}, "", []),
        ({"columns": ["titre"], "data": [["Thérèse Raquin"], ["Le Horla"]]}, "", []),
        ([["annee", "titre"], [1867, "Thérèse Raquin"], [1887, "Le Horla"]], "", []),
        ({"Thérèse Raquin": {"auteur": "Zola", "annee": 1867}, "Le Horla": {"auteur": "Maupassant"}}, "", []),
    ],
)
def test_a_list_is_found(document: Any, path: Any, others: Any) -> None:
    assert find_titles(document) == (BOTH, path, others)


@pytest.mark.parametrize("between", ["\n", " ", "", ",\n", ",", "\n\n", "\r\n", "\n\x1e", ";\n"])
@pytest.mark.parametrize("indent", [None, 2])
def test_objects_stand_one_after_the_other(between: Any, indent: Any) -> None:
    text = between.join(json.dumps(book, indent=indent) for book in (A, B))
    assert find_titles(text)[0] == BOTH
    assert find_titles("\x1e" + text + between)[0] == BOTH


@pytest.mark.parametrize(
    "text",
    [
        '[{"titre": "Thérèse Raquin"},\n {"titre": "Le Horla"},\n]',
        '{"livres": [{"titre": "Thérèse Raquin", "tags": ["a",],}, {"titre": "Le Horla"}]}',
        '[{"titre": "Thérèse Raquin", "note": NaN}, {"titre": "Le Horla", "note": -Infinity}]',
        '[{"titre": "Thérèse Raquin"}]\n[{"titre": "Le Horla"}]\n',
        '{"livre": {"titre": "Thérèse Raquin"}}\n{"livre": {"titre": "Le Horla"}}\n',
        '{"docs": [{"titre": "Thérèse Raquin"}]}\n{"docs": [{"titre": "Le Horla"}]}\n',
    ],
)
def test_json_as_hands_and_programs_write_it(text: Any) -> None:
    assert find_titles(text)[0] == BOTH


@pytest.mark.parametrize("document", [{"livres": []}, {"total": 0, "items": []}, {"data": {"books": []}}, []])
def test_an_empty_list_holds_no_books(document: Any) -> None:
    assert find_titles(document)[0] == []


def read(document: Any) -> Any:
    return [outcome.record for outcome in formats.read(io.BytesIO(json.dumps(document).encode()), "books.json")]


def test_the_keys_of_several_lists_are_subjects() -> None:
    one, other = read({"bandes_dessinees": [A], "polar": [B | {"genre": "nouvelle"}]})
    assert (one.subjects, other.subjects) == (("bandes dessinees",), ("nouvelle", "polar"))


def test_what_stands_around_a_list_is_said_of_its_books() -> None:
    documents = (
        [{"genre": "Conte", "livres": [A, B]}],
        {"auteurs": [{"nom": "Émile Zola", "livres": [A]}, {"nom": "Guy de Maupassant", "livres": [B]}]},
    )
    assert [record.subjects for record in read(documents[0])] == [("Conte",)] * 2
    assert [record.authors for record in read(documents[1])] == [("Émile Zola",), ("Guy de Maupassant",)]


def test_what_wraps_a_record_is_kept() -> None:
    (record,) = read([{"livre": A, "rayon": 7, "titre_court": "TR"}])
    assert record.extra == {"rayon": 7, "titre_court": "TR"}


def test_a_key_is_the_isbn_or_the_number_of_what_stands_under_it() -> None:
    outcomes = list(formats.read(io.BytesIO(json.dumps({"978-2-07-036002-4": A, "17": B}).encode()), "books.json"))
    assert [(outcome.record.isbn, outcome.wanted_id) for outcome in outcomes] == [("9782070360024", None), (None, 17)]


@pytest.mark.parametrize(
    "book",
    [
        {"titre": "Contes", "auteur": "Grimm", "chapitres": [{"titre": "Raiponce"}, {"titre": "Cendrillon"}]},
        {"titre": "Contes", "exemplaires": [{"code_barres": "1"}], "suites": [{"titre": "Autres contes"}]},
        {"titre": "Contes", "editeur": {"nom": "Seuil"}, "serie": {"titre": "Folio"}},
    ],
)
def test_a_book_with_parts_that_have_titles_is_one_book(book: Any) -> None:
    assert find_titles(book)[0] == ["Contes"]
    assert find_titles([book])[0] == ["Contes"]


def test_a_file_without_titles_tells_its_fields() -> None:
    outcomes = list(formats.read(io.BytesIO(b'[{"t": "Nana", "a": "Zola"}, {"t": "B"}]'), "books.json"))
    assert all(isinstance(outcome, Rejected) for outcome in outcomes)
    assert [outcome.names for outcome in outcomes] == [("t", "a"), ("t",)]


def test_people_and_loans_are_no_books() -> None:
    titles, _, _ = find_titles([{"name": "Paul", "email": "p@example.org"}])
    assert titles == ["Paul"]  # Nothing else is in the file, and a name may be a title.
    assert find_titles({"users": [{"name": "Paul", "age": 7}], "works": [{"name": "Nana", "auteur": "Zola"}]})[0] == [
        "Nana"
    ]


def test_hostile_depth_and_breadth_end() -> None:
    deep = "[" * 900 + "]" * 900
    wide = json.dumps({f"k{n}": {"a": {"b": n}} for n in range(4000)})
    for text in (f'{{"a": {deep}}}', wide, "{" + ",".join(f'"{n}": []' for n in range(4000)) + "}"):
        assert len(find_titles(text)[0]) <= 1


def test_positions_follow_the_file() -> None:
    titles = find_titles({"a": [{"titre": f"A{n}", "isbn": ""} for n in range(30)], "b": [{"titre": "B", "isbn": ""}]})[
        0
    ]
    assert all(int(one[1:]) + 1 == int(other[1:]) for one, other in pairwise(titles[:-1]))
    assert titles[-1] == "B"
