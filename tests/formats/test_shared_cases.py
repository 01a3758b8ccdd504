"""Small inputs from real files, tried on the catalogue by others: each gives the value that is right."""

import json
import os
from typing import Any

import pytest

from catalogue.domain.items import ItemStatus
from catalogue.domain.outcome import Parsed
from catalogue.domain.roles import Role
from tests.conftest import SHARED_DATA

PATH = SHARED_DATA.parent / "cases" / "import.json"
CASES: list[dict[str, Any]] = json.loads(PATH.read_bytes()) if PATH.is_file() else []

SHAPES = {
    "01": ({"kind": "x", "totalItems": 2, "items": [{"id": n, "volumeInfo": {"title": f"T{n}"}} for n in "ab"]}, 2),
    "03": ({"1": {"title": "Nana", "author": "Zola"}, "2": {"title": "La Peste"}}, 2),
    "05": ({"roman": [{"id": 1, "title": "Nana"}], "essai": [{"id": 2, "title": "La Peste"}]}, 2),
    "06": (
        {
            "liste": [{"id": 1, "title": "Nana"}],
            "auteurs": [{"id": 0, "author": "Zola"}],
            "editeurs": [{"id": 0, "editor": "X"}],
        },
        1,
    ),
    "08": ({"books": []}, 0),
    "11": ({"responseHeader": {}, "response": {"docs": [{"id": "1", "title": "Nana"}]}}, 1),
    "12": (
        {
            "books": [{"id": 1, "title": "Nana"}],
            "users": [{"id": 1, "name": "A"}],
            "loans": [{"id": 1, "bookId": 1}],
        },
        1,
    ),
    "16": ('{\n  "title": "Nana"\n}\n{\n  "title": "La Peste"\n}\n', 2),
    "19": ([{"book": {"title": "Nana", "author": "Zola"}}], 1),
    "27": (
        {
            "records": {
                "/books/OL1M": {
                    "data": {"title": "Nana", "authors": [{"name": "Zola"}], "publishers": [{"name": "Seuil"}]}
                }
            }
        },
        1,
    ),
    "30": ([{"datasetid": "x", "recordid": "abc1", "fields": {"titre": "Nana", "auteur": "Zola"}}], 1),
}
"""Files that the cases describe in words, by their number, and how many books are in each."""

COLUMNS = {"publisher": "publisher", "subject": "subjects", "annee": "published"}
WORDED = {
    "no publisher, no author": {"publisher": None, "authors": (), "published": None},
    "none": {"publisher": None, "subjects": (), "series": None},
    "fr (or a documented refusal)": {"language": "fr"},
    "a year, 2004 or 1998": {"published": "1998"},
    "publisher Gallimard": {"publisher": "Gallimard"},
    "publisher Gallimard, the rest kept": {"publisher": "Gallimard", "extra": {"editeur": ["Gallimard", "Folio"]}},
    "subject Roman": {"subjects": ("Roman",)},
    "subject roman": {"subjects": ("roman",)},
    "series Série X, number 4": {"series": "Série X", "series_number": "4"},
    "series_number 3": {"series": "Série X", "series_number": "3"},
    "series Série X, number 5": {"series": "Série X", "series_number": "5"},
    "Angels & Demons": {"title": "Angels & Demons"},
    "Un texte": {"description": "Un texte"},
    "title Max est dans la lune (statement of responsibility apart)": {
        "title": "Max est dans la lune",
        "authors": ("Dominique de Saint-Mars",),
    },
    "fr": {"language": "fr"},
    "nl": {"language": "nl"},
    "a Creole or set aside": {"language": None, "extra": {"langue": "creole"}},
    "1998-06-04": {"published": "1998-06-04"},
    "1987-03-12": {"published": "1987-03-12"},
    "186": {"page_count": 186},
    "356": {"page_count": 356},
}
"""What a case expects in words, as columns of the book."""


def test_the_cases_are_at_hand() -> None:
    if not CASES and not os.environ.get("CI"):
        pytest.skip("the folder of shared cases is not at hand")
    assert len(CASES) == 116


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['kind'][7:]}" for n, case in enumerate(CASES)])
def test_a_case_gives_what_is_right(case: Any, read: Any, read_one: Any) -> None:
    if case["kind"] in {"import/shapes of file", "import/duplicates"}:
        check_file(case, read)
        return
    told = case["input"]["record"]
    is_titled = bool({"title", "titre"} & told.keys()) or case["kind"] == "import/names: title"
    outcome = read_one(told if is_titled else {"title": "A title"} | told)
    if column := case["input"].get("column"):
        check_column(outcome, column, case["expect"])
    elif items_of(told):
        check_item(outcome, case["expect"])
    else:
        check_record(outcome, case["expect"])


def items_of(told: dict[str, Any]) -> bool:
    return isinstance(told.get("exemplaires"), list) or "code_barre" in told


def check_column(outcome: Parsed, column: str, expected: Any) -> None:
    found = getattr(outcome.record, column)
    assert (list(found) if isinstance(found, tuple) else found) == expected


def check_item(outcome: Parsed, expected: str) -> None:
    (item,) = outcome.items
    match expected:
        case "call number none":
            assert item.call_number is None
        case "2019-03-12":
            assert item.acquired_on
            assert item.acquired_on.isoformat() == expected
        case "on_loan or at least not available":
            assert item.status is not ItemStatus.AVAILABLE
        case _:
            assert item.status.value == expected


def check_record(outcome: Parsed, expected: Any) -> None:
    record = outcome.record
    match expected:
        case "3 copies known in some way, or a note in the docs":
            assert len(outcome.unnumbered) == 3
        case "Goscinny author, Uderzo illustrator":
            assert record.authors == ("Goscinny",)
            assert [(one.name, one.role) for one in record.contributors] == [("Uderzo", Role.ILLUSTRATOR)]
        case "Sempé illustrator":
            assert [(one.name, one.role) for one in record.contributors] == [("Sempé", Role.ILLUSTRATOR)]
        case _:
            for column, value in WORDED[str(expected)].items():  # type: ignore[attr-defined]
                assert getattr(record, column) == value


def check_file(case: dict[str, Any], read: Any) -> None:
    number = case["input"][:2]
    if number == "36":
        outcomes = read(json.dumps([{"a": 1, "b": 2}, {"a": 2, "c": 3}]))
        assert [outcome.names for outcome in outcomes] == [("a", "b"), ("a", "c")]
    elif case["kind"] == "import/duplicates":
        first, second = read(json.dumps([{"title": "Nana", "author": "Zola"}] * 2))
        assert first.digest == second.digest
    else:
        content, n_books = SHAPES[number]
        outcomes = read(content if isinstance(content, str) else json.dumps(content))
        assert all(isinstance(outcome, Parsed) for outcome in outcomes), outcomes
        assert len(outcomes) == n_books
