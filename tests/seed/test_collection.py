"""The demonstration collection: what it promises can be counted."""

import json
from collections import Counter
from typing import Any

import pytest
from sqlalchemy.orm import Session

from catalogue import formats
from catalogue.cli.demonstration import BOOKS, load
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.outcome import Parsed
from catalogue.domain.text import heading_key
from catalogue.services import books, collection


@pytest.fixture(scope="module")
def raw() -> Any:
    return json.loads(BOOKS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parsed() -> Any:
    with BOOKS.open("rb") as file:
        return list(formats.read(file, BOOKS.name))


def test_there_are_books_enough_numbered_from_one(raw: Any) -> None:
    assert len(raw) >= 200
    assert [book["id"] for book in raw] == list(range(1, len(raw) + 1))


def test_every_record_is_stored_as_it_stands(raw: Any, parsed: Any) -> None:
    for book, outcome in zip(raw, parsed, strict=True):
        assert isinstance(outcome, Parsed)
        items = [
            {name: value for name, value in item.as_json().items() if name in told}
            for item, told in zip(outcome.items, book["items"], strict=True)
        ]
        wire = outcome.record.as_json() | {"id": outcome.wanted_id, "items": items}
        assert {name: wire[name] for name in book} == book
        assert outcome.record.extra == {}


def test_every_isbn_is_written_in_13_digits_and_stands_once(raw: Any) -> None:
    isbns = [book["isbn"] for book in raw if "isbn" in book]
    assert [parse_isbn(isbn) for isbn in isbns] == isbns
    assert len(set(isbns)) == len(isbns)


def test_every_barcode_stands_once(raw: Any) -> None:
    barcodes = [item["barcode"] for book in raw for item in book["items"]]
    assert len(set(barcodes)) == len(barcodes)


def test_no_item_is_older_than_its_book(parsed: Any) -> None:
    for outcome in parsed:
        for item in outcome.items:
            assert item.acquired_on.year >= (outcome.record.publication_year or 0)


def test_books_stand_at_two_branches_some_in_several_copies(parsed: Any) -> None:
    assert {item.location for outcome in parsed for item in outcome.items} == {"Centre", "Les Tilleuls"}
    assert sum(len(outcome.items) > 1 for outcome in parsed) > 50


def test_most_books_are_french_and_some_are_not(parsed: Any) -> None:
    languages = Counter(outcome.record.language for outcome in parsed)
    assert languages["fr"] > len(parsed) / 2
    assert set(languages) == {"fr", "en", "es", "de", "it"}


def test_a_name_is_written_in_one_way(parsed: Any) -> None:
    records = [outcome.record for outcome in parsed]
    for names in (
        [name for record in records for name in (*record.authors, *(each.name for each in record.contributors))],
        [name for record in records for name in record.subjects],
        [record.publisher for record in records],
        [record.series for record in records if record.series],
    ):
        assert len({heading_key(name) for name in names}) == len(set(names))


def test_descriptions_have_french_spaces(raw: Any) -> None:
    for book in raw:
        for mark in ";:!?»":
            assert f" {mark}" not in book["description"]
            assert f"\u00a0{mark}" not in book["description"]


def test_numbers_of_the_file_are_numbers_of_the_catalogue(session: Session, raw: Any) -> None:
    report = load(session, actor="test")
    assert (report.n_created, report.rejected) == (len(raw), [])
    assert books.get(session, 1).title == raw[0]["title"]
    assert books.get(session, len(raw)).title == raw[-1]["title"]


def test_seeding_twice_changes_nothing(session: Session) -> None:
    load(session, actor="test")
    before = collection.count(session)
    assert load(session, actor="test") is None
    assert collection.count(session) == before


def test_a_catalogue_that_was_emptied_is_not_filled_again(session: Session, add_book: Any) -> None:
    books.delete(session, add_book(), actor="test")
    assert load(session, actor="test") is None
