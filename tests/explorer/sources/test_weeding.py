"""The weeding list: which books its rules choose, on SQLite and PostgreSQL alike."""

from typing import Any

import pandas as pd
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.services import items
from explorer.sources import weeding
from explorer.sources.database import snapshot
from explorer.sources.weeding import Rules


@pytest.fixture
def add_held(session: Session, add_book: Any) -> Any:
    """Store a book with a copy of each status: `add_held("Germinal", "available", "lost", published="1885")`."""
    barcodes = iter(range(1000))

    def add(title: str, *statuses: str, **fields: Any) -> int:
        book_id = add_book(title, **fields)
        for status in statuses:
            record = ItemRecord(barcode=str(next(barcodes)), call_number="843", status=ItemStatus(status))
            items.create(session, book_id, record, actor="test")
        return book_id

    return add


@pytest.fixture
def titles(engine: Any, keep: Any) -> Any:
    """The titles that rules choose, as a list; what is counted is that many."""

    def titles(rules: Rules, n: int = 10) -> list[str]:
        keep()
        with snapshot(engine) as connection:
            found = weeding.books(connection, rules, n)
            assert len(found) == min(n, weeding.count(connection, rules))
        return found["title"].tolist()

    return titles


def test_older_books_come_first_and_those_without_a_year_never(add_held: Any, titles: Any) -> None:
    add_held("New", "available", published="2020")
    add_held("Old", "available", published="1950")
    add_held("Older", "available", published="1900")
    add_held("Undated", "available")

    assert titles(Rules(before=2020)) == ["Older", "Old"]
    assert titles(Rules(before=2020), n=1) == ["Older"]


def test_a_class_is_chosen_by_its_beginning(add_held: Any, titles: Any) -> None:
    for dewey in ("840", "843", "843.914", "844", "850", "900", "999.9"):
        add_held(dewey, "available", published="1950", dewey=dewey)

    assert titles(Rules(2000, dewey="84")) == ["840", "843", "843.914", "844"]
    assert titles(Rules(2000, dewey="843.9")) == ["843.914"]
    assert titles(Rules(2000, dewey="9")) == ["900", "999.9"]


def test_copies_are_counted(add_held: Any, titles: Any) -> None:
    add_held("None", published="1950")
    add_held("One", "available", published="1951")
    add_held("Two", "available", "on_loan", published="1952")

    assert titles(Rules(2000, least_items=0)) == ["None", "One", "Two"]
    assert titles(Rules(2000, least_items=1)) == ["One", "Two"]
    assert titles(Rules(2000, least_items=2)) == ["Two"]


def test_one_copy_in_the_state_is_enough(add_held: Any, titles: Any) -> None:
    add_held("Both", "available", "lost", published="1950")
    add_held("Here", "available", published="1951")

    assert titles(Rules(2000, status=ItemStatus.LOST)) == ["Both"]


def test_a_row_says_what_to_take_to_the_shelf(engine: Any, add_held: Any, keep: Any) -> None:
    book_id = add_held(
        "Germinal", "available", "lost", authors=("Émile Zola",), published="1885", publisher="Fasquelle", dewey="843"
    )
    keep()

    with snapshot(engine) as connection:
        found = weeding.books(connection, Rules(2000), 1)

    assert dict(found.dtypes.astype(str)) == weeding.TYPES
    assert found.iloc[0].drop(["acquired_on", "branch"]).tolist() == [
        book_id, "Germinal", "Émile Zola", "Fasquelle", 1885, "843", "843", 2, 1
    ]  # fmt: skip
    assert pd.isna(found.loc[0, "acquired_on"])  # type: ignore[arg-type]


def test_nothing_found_has_the_columns_all_the_same(engine: Any, app: Flask) -> None:
    with snapshot(engine) as connection:
        assert weeding.books(connection, Rules(2000), 5).columns.tolist() == list(weeding.TYPES)
