"""The catalogue as data sets, on SQLite and PostgreSQL alike."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.headings import AuthorRecord
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.models import Account, Token
from catalogue.services import items
from catalogue.services.headings import authors
from explorer.frames.kinds import ColumnKind, kind_of
from explorer.messages.pages import DATA, TABLES
from explorer.sources import tables


def test_a_book_is_joined_with_its_authors_subjects_and_copies(
    engine: Any, session: Session, add_book: Any, keep: Any
) -> None:
    book_id = add_book(
        "De bons présages",
        authors=("Terry Pratchett", "Neil Gaiman"),
        contributors=(Contributor("Patrick Marcel", Role.TRANSLATOR),),
        subjects=("Roman", "Humour"),
        published="1995-03",
        dewey="823.914",
    )
    places = [("Centre", "2020-05-01", ItemStatus.AVAILABLE), ("Annexe", "2018-01-31", ItemStatus.ON_LOAN)]
    for number, (location, day, status) in enumerate(places):
        record = ItemRecord(barcode=str(number), location=location, status=status, acquired_on=date.fromisoformat(day))
        items.create(session, book_id, record, actor="test")
    keep()

    book = tables.read(engine, "books").frame.iloc[0]

    assert book[["authors", "first_author", "n_authors"]].tolist() == [
        "Terry Pratchett; Neil Gaiman",
        "Terry Pratchett",
        2,
    ]
    assert book[["subjects", "first_subject", "n_subjects"]].tolist() == ["Roman; Humour", "Roman", 2]
    assert book[["n_items", "n_available", "locations"]].tolist() == [2, 1, "Annexe; Centre"]
    assert [day.date().isoformat() for day in book[["first_acquired_on", "last_acquired_on"]]] == [
        "2018-01-31",
        "2020-05-01",
    ]
    assert book[["publication_year", "dewey", "dewey_hundred"]].tolist() == [1995, "823.914", "800"]


def test_a_book_with_nothing_has_missing_values_and_counts_of_none(engine: Any, add_book: Any, keep: Any) -> None:
    add_book("Anonymous")
    keep()

    book = tables.read(engine, "books").frame.iloc[0]

    assert book[["authors", "subjects", "locations", "dewey_hundred", "first_acquired_on"]].isna().all()
    assert book[["n_authors", "n_subjects", "n_items", "n_available"]].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("name", tables.NAMES)
def test_an_empty_catalogue_has_the_columns_and_no_rows(engine: Any, app: Flask, name: Any) -> None:
    data_set = tables.read(engine, name)

    assert (len(data_set.frame), data_set.n_rows) == (0, 0)
    assert data_set.frame.shape[1] == data_set.n_columns > 2


@pytest.mark.parametrize("name", tables.NAMES)
def test_of_a_large_table_rows_are_drawn(engine: Any, session: Session, add_book: Any, keep: Any, name: Any) -> None:
    for n in range(12):
        headings: Any = {"authors": (f"Author {n}",), "subjects": (f"Subject {n}",), "series": f"Series {n}"}
        items.create(session, add_book(f"Book {n}", **headings), ItemRecord(barcode=str(n)), actor="test")
    keep()

    drawn = tables.read(engine, name, 5)

    assert (len(drawn.frame), drawn.is_sample) == (5, True)
    assert drawn.n_rows >= 12
    assert not drawn.frame.duplicated().any()


def test_numbers_are_numbers_and_instants_have_their_zone(engine: Any, add_book: Any, keep: Any) -> None:
    add_book("Dated", published="1990")
    add_book("Undated")
    keep()

    frame = tables.read(engine, "book").frame

    assert frame["publication_year"].dtype == pd.Int64Dtype()
    assert kind_of(frame["created_at"]) is ColumnKind.DATE
    assert str(frame["created_at"].dtype.tz) == "UTC"


def test_what_tells_on_the_staff_is_no_data_set() -> None:
    assert not {Account.__tablename__, Token.__tablename__} & set(tables.NAMES)
    assert {"actor", "before"} == tables.PRIVATE


def test_a_write_makes_another_version(engine: Any, session: Session, add_book: Any, keep: Any) -> None:
    before = {name: tables.version(engine, name) for name in tables.NAMES}
    add_book("New")
    keep()

    assert all(tables.version(engine, name) != before[name] for name in tables.NAMES)


def test_a_heading_that_no_book_bears_makes_another_version_too(engine: Any, session: Session, keep: Any) -> None:
    before = tables.version(engine, "author")
    authors.create(session, AuthorRecord(name="Nobody yet"), actor="ada")
    keep()

    assert tables.version(engine, "author") != before


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_data_set_and_every_column_has_a_name_on_the_page(engine: Any, app: Flask, language: Any) -> None:
    assert set(DATA[language].tables) == set(tables.NAMES)
    for name in tables.NAMES:
        columns = tables.read(engine, name).frame.columns
        shown = [TABLES[language].names[column] for column in columns]
        assert len(set(shown)) == len(shown)
