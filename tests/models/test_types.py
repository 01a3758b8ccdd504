"""Column types give back what was put in, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db
from catalogue.models import Account, AccountRole, now


def test_an_instant_comes_back_in_utc_and_whole_seconds(app: Flask) -> None:
    written = datetime(2026, 1, 31, 10, 30, 15, 999_999, timezone(timedelta(hours=1)))
    with app.app_context():
        session = db.session()
        session.add(Account(name="ada", role=AccountRole.READER, password_hash="x", created_at=written))
        session.commit()
        session.expire_all()

        assert session.scalar(sa.select(Account.created_at)) == datetime(2026, 1, 31, 9, 30, 15, tzinfo=UTC)


def test_the_present_is_in_utc_and_whole_seconds() -> None:
    assert now().tzinfo is UTC
    assert now().microsecond == 0


def test_keys_sort_by_code_point_on_both_databases(app: Flask, client: FlaskClient) -> None:
    for name in ("b", "A", "a b", "ab", "é", "_", "Z"):
        client.post("/api/subjects", json={"name": name})

    with app.app_context():
        keys = db.session().scalars(sa.select(db.metadata.tables["subject"].c.key).order_by("key")).all()

    assert keys == sorted(keys)
