"""What is counted, on SQLite and PostgreSQL alike."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.query.filters import Part
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.models import Book
from catalogue.services import items
from explorer.sources import collection
from explorer.sources.collection import Totals
from explorer.sources.database import snapshot


@pytest.fixture
def count_books(engine: Any, keep: Any) -> Any:
    """Count with a function of the collection what the test has stored: `counted(collection.years)`."""

    def count_books(count: Any, *arguments: Any) -> Any:
        keep()
        with snapshot(engine) as connection:
            return count(connection, *arguments)

    return count_books


def rows(frame: pd.DataFrame) -> list[tuple]:  # type: ignore[type-arg]
    return [tuple(None if pd.isna(value) else value for value in row) for row in frame.itertuples(index=False)]


def test_totals_tell_copies_from_those_on_the_shelf(session: Session, add_book: Any, count_books: Any) -> None:
    book_id = add_book("Germinal", authors=("Émile Zola",), subjects=("Mines", "Roman"))
    items.create(session, book_id, ItemRecord(barcode="1"), actor="test")
    items.create(session, book_id, ItemRecord(barcode="2", status=ItemStatus.ON_LOAN), actor="test")

    assert count_books(collection.totals) == Totals(n_books=1, n_items=2, n_available=1, n_authors=1, n_subjects=2)


def test_an_empty_catalogue_has_frames_with_columns_and_no_rows(count_books: Any, app: Flask) -> None:
    assert count_books(collection.totals) == Totals(0, 0, 0, 0, 0)
    assert count_books(collection.years).columns.tolist() == ["publication_year", "n_books"]
    assert count_books(collection.classes).columns.tolist() == ["hundred", "publication_year", "n_books"]
    assert count_books(collection.branches).columns.tolist() == ["location", "n_items", "n_available"]
    assert count_books(collection.completeness)["n_all"].tolist() == [0] * len(Part)


def test_years_count_books_and_those_without_a_year(add_book: Any, count_books: Any) -> None:
    for published in ("1942", "1942-05-19", "-0700", None):
        add_book(published=published)

    years = count_books(collection.years)

    assert years.dtypes.tolist() == [pd.Int64Dtype(), pd.Int64Dtype()]
    assert set(rows(years)) == {(-700, 1), (1942, 2), (None, 1)}


def test_classes_are_counted_by_their_first_digit_and_year(add_book: Any, count_books: Any) -> None:
    for dewey, published in (("843", "1942"), ("823.912", "1942"), ("004", "2001"), (None, "2001"), ("500", None)):
        add_book(dewey=dewey, published=published)

    assert set(rows(count_books(collection.classes))) == {(8, 1942, 2), (0, 2001, 1), (None, 2001, 1), (5, None, 1)}


def test_languages_begin_with_the_one_of_most_books(add_book: Any, count_books: Any) -> None:
    for language in ("en", "fr", "fr", None):
        add_book(language=language)

    found = rows(count_books(collection.languages))

    assert found[0] == ("fr", 2)
    assert set(found[1:]) == {("en", 1), (None, 1)}


def test_months_count_from_their_first_instant_to_that_of_the_next(
    session: Session, add_book: Any, count_books: Any
) -> None:
    instants = [datetime(2026, 1, 31, 23, 59, 59), datetime(2026, 2, 1), datetime(2026, 2, 28), datetime(2026, 3, 1)]
    for instant in instants:
        book_id = add_book()
        session.execute(sa.update(Book).where(Book.id == book_id).values(created_at=instant.replace(tzinfo=UTC)))
    starts = collection.latest_months(2, datetime(2026, 2, 10, tzinfo=UTC))

    months = count_books(collection.months, starts)

    assert [(f"{month:%Y-%m}", n) for month, n in rows(months)] == [("2026-01", 1), ("2026-02", 2)]


def test_names_come_with_the_books_that_they_wrote(add_book: Any, count_books: Any) -> None:
    add_book(authors=("Terry Pratchett",), contributors=(Contributor("Patrick Marcel", Role.TRANSLATOR),))
    add_book(
        authors=("Neil Gaiman",), contributors=(Contributor("Patrick Marcel", Role.TRANSLATOR),), subjects=("Dieux",)
    )

    assert rows(count_books(collection.authors, 2)) == [("Neil Gaiman", 1), ("Terry Pratchett", 1)]
    assert rows(count_books(collection.subjects, 9)) == [("Dieux", 1)]


def test_spellings_of_a_publisher_are_one(add_book: Any, count_books: Any) -> None:
    for publisher in ("Éditions du Seuil", "EDITIONS DU SEUIL", "Grasset", None):
        add_book(publisher=publisher)

    (first, n_first), second = rows(count_books(collection.publishers, 9))

    assert first.casefold() in {"éditions du seuil", "editions du seuil"}
    assert (n_first, second) == (2, ("Grasset", 1))


def test_branches_tell_how_many_of_their_copies_are_there(session: Session, add_book: Any, count_books: Any) -> None:
    book_id = add_book()
    for barcode, location, status in (
        ("1", "Centre", ItemStatus.AVAILABLE),
        ("2", "Centre", ItemStatus.LOST),
        ("3", None, ItemStatus.AVAILABLE),
    ):
        items.create(session, book_id, ItemRecord(barcode=barcode, location=location, status=status), actor="test")

    assert rows(count_books(collection.branches)) == [("Centre", 2, 1), (None, 1, 1)]


def test_completeness_counts_the_records_that_have_each_part(session: Session, add_book: Any, count_books: Any) -> None:
    add_book("Bare")
    full = {"isbn": "9782070360024", "publisher": "Gallimard", "published": "1972", "language": "fr", "dewey": "843"}
    about = {"description": "Un récit.", "cover_url": "https://covers.example/1.jpg", "page_count": 185}
    book_id = add_book(
        "Full", authors=("Albert Camus",), subjects=("Roman", "Absurde"), series="Folio", **full, **about
    )
    items.create(session, book_id, ItemRecord(barcode="1"), actor="test")
    items.create(session, book_id, ItemRecord(barcode="2"), actor="test")

    assert rows(count_books(collection.completeness)) == [(part.value, 1, 2) for part in Part]


def test_each_figure_is_one_statement(engine: Any, add_book: Any, count_books: Any) -> None:
    add_book()
    sent = []
    sa.event.listen(engine, "before_cursor_execute", lambda *heard: sent.append(heard[2]))

    for count in (
        collection.totals,
        collection.years,
        collection.classes,
        collection.branches,
        collection.completeness,
    ):
        sent.clear()
        count_books(count)
        assert len([statement for statement in sent if statement != "BEGIN"]) == 1
