"""Prepared reads answer and fail as the session does."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db
from catalogue.models import Author, Book
from catalogue.store.prepared import Prepared


def test_a_prepared_statement_answers_as_the_session_does(app: Flask, client: FlaskClient) -> None:
    client.post("/api/books", json={"title": "Œuvre", "extra": {"é": [1, None]}, "published": "-0700"})
    statement = sa.select(Book.id, Book.title, Book.extra, Book.publication_year, Book.created_at, Book.isbn)
    statement = statement.where(Book.id == sa.bindparam("book_id"))

    with app.app_context():
        expected = db.session().execute(statement, {"book_id": 1}).one()
        prepared = Prepared(statement)
        assert prepared.read_first(db.engine, book_id=1) == list(expected)
        assert prepared.read_first(db.engine, book_id=2) is None


def test_a_prepared_statement_fails_as_the_session_does(app: Flask) -> None:
    with app.app_context():
        broken = Prepared(sa.select(sa.column("nothing")).select_from(sa.table("nowhere")))
        for _ in range(2):
            with pytest.raises(sa.exc.DBAPIError):
                broken.read_first(db.engine)
        assert Prepared(sa.select(Author.id)).read_first(db.engine) is None
