"""People in imports: one person is one heading, whatever the form of the name."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.domain.headings import AuthorRecord
from catalogue.extensions import db
from catalogue.models import Author
from catalogue.services import ingest
from catalogue.services.headings import authors
from catalogue.store import change_log
from tests.factories import make_outcome


def person(position: Any, name: Any, *years: Any) -> Any:
    return replace(make_outcome(position, f"T{position}", authors=(name,)), years=((name, *years),) if years else ())


@pytest.fixture
def headings(reading: Any) -> Any:
    """The headings of all authors with their years."""

    def read() -> Any:
        with reading() as session:
            columns = (Author.name, Author.birth_year, Author.death_year, Author.n_books)
            return [tuple(row) for row in session.execute(sa.select(*columns).order_by(Author.id))]

    return read


def test_forms_with_and_without_years_are_one_heading(import_file: Any, headings: Any) -> None:
    import_file([person(1, "Ana Lima"), person(2, "Ana Lima", 1950, None), person(3, "ana lima", None, 2001)])
    assert headings() == [("Ana Lima", 1950, 2001, 3)]


def test_years_come_to_a_heading_from_a_later_piece(app: Flask, headings: Any) -> None:
    with app.app_context():
        session = db.session()
        report = None
        for piece in ([person(1, "ANA LIMA")], [person(2, "Ana Lima", 1950, None)], [person(3, "LIMA ANA")]):
            change_log.open_write(session)
            report = ingest.ingest(session, piece, source="file", actor="import", report=report)
            session.commit()
    assert headings() == [("Ana Lima", 1950, None, 3)]


def test_people_of_other_years_are_others(import_file: Any, headings: Any) -> None:
    import_file([person(1, "Jean Martin", 1900, 1950), person(2, "Jean Martin", 1970, None), person(3, "Jean Martin")])
    assert headings() == [("Jean Martin", 1900, 1950, 2), ("Jean Martin (1970-....)", 1970, None, 1)]


def test_a_heading_that_is_there_keeps_its_years(import_file: Any, headings: Any, writing: Any) -> None:
    with writing() as session:
        authors.create(session, AuthorRecord(name="Jean Martin", birth_year=1900), actor="ada")
        session.execute(sa.update(Author).values(created_at=datetime(2020, 1, 1, tzinfo=UTC)))
    import_file([person(1, "Jean Martin", 1900, 1950), person(2, "Jean Martin", 1970, None)])
    assert headings() == [("Jean Martin", 1900, None, 1), ("Jean Martin (1970-....)", 1970, None, 1)]


def test_a_name_in_capitals_joins_another_form_and_else_stays(import_file: Any, headings: Any) -> None:
    import_file([person(1, "ANA LIMA"), person(2, "MELO RUI"), person(3, "Rui Melo"), person(4, "JO NO")])
    assert headings() == [("ANA LIMA", None, None, 1), ("Rui Melo", None, None, 2), ("JO NO", None, None, 1)]
