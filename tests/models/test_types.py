"""Column types give back what was put in, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from catalogue.extensions import db
from catalogue.models import Account, AccountRole, Author, Book, now
from catalogue.models.prepared import Prepared


def test_an_instant_comes_back_in_utc_and_whole_seconds(app):
    written = datetime(2026, 1, 31, 10, 30, 15, 999_999, timezone(timedelta(hours=1)))
    with app.app_context():
        session = db.session()
        session.add(Account(name="ada", role=AccountRole.READER, password_hash="x", created_at=written))
        session.commit()
        session.expire_all()

        assert session.scalar(sa.select(Account.created_at)) == datetime(2026, 1, 31, 9, 30, 15, tzinfo=UTC)


def test_the_present_is_in_utc_and_whole_seconds():
    assert now().tzinfo is UTC
    assert now().microsecond == 0


def test_keys_sort_by_code_point_on_both_databases(app, client):
    for name in ("b", "A", "a b", "ab", "é", "_", "Z"):
        client.post("/api/subjects", json={"name": name})

    with app.app_context():
        keys = db.session().scalars(sa.select(db.metadata.tables["subject"].c.key).order_by("key")).all()

    assert keys == sorted(keys)


def test_a_prepared_statement_answers_as_the_session_does(app, client):
    client.post("/api/books", json={"title": "Œuvre", "extra": {"é": [1, None]}, "published": "-0700"})
    statement = sa.select(Book.id, Book.title, Book.extra, Book.publication_year, Book.created_at, Book.isbn)
    statement = statement.where(Book.id == sa.bindparam("book_id"))

    with app.app_context():
        expected = db.session().execute(statement, {"book_id": 1}).one()
        prepared = Prepared(statement)
        assert prepared.first(db.engine, book_id=1) == list(expected)
        assert prepared.first(db.engine, book_id=2) is None


def test_a_prepared_statement_fails_as_the_session_does(app):
    with app.app_context():
        broken = Prepared(sa.select(sa.column("nothing")).select_from(sa.table("nowhere")))
        for _ in range(2):
            with pytest.raises(sa.exc.DBAPIError):
                broken.first(db.engine)
        assert Prepared(sa.select(Author.id)).first(db.engine) is None
