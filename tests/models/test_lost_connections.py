"""A database that goes away while a request is answered, and comes back."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.app import create_app
from catalogue.extensions import db
from catalogue.models import Account


@pytest.fixture
def lossy_app(database_url: str, app: Flask, tmp_path: Path) -> Flask:  # type: ignore[misc]
    """The application on PostgreSQL, with two views that lose their connection half-way."""
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite is within the process")
    environ = {"DATABASE_URL": database_url, "CATALOGUE_INDEX_DIR": str(tmp_path), "SECRET_KEY": "only-for-tests-" * 3}
    lossy = create_app(environ)

    @lossy.get("/api/lost-then-asked")
    def lost_then_asked() -> Any:
        session = db.session()
        cut_connection_of(session)
        return str(session.scalars(sa.select(Account.id)).all())

    @lossy.get("/api/lost-at-the-end")
    def lost_at_the_end() -> Any:
        cut_connection_of(db.session())
        return "answered"

    yield lossy
    with lossy.app_context():
        db.engine.dispose()


def cut_connection_of(session: Session) -> None:
    """End the server's side of the connection that a session holds, as a killed server does."""
    pid = session.scalar(sa.select(sa.func.pg_backend_pid()))
    with db.engine.connect() as other:
        other.scalar(sa.select(sa.func.pg_terminate_backend(pid, 5000)))


def test_a_connection_lost_within_a_request_is_a_503_once(lossy_app: Any) -> None:
    client = lossy_app.test_client()
    assert client.get("/api/books").status_code == 200

    lost = client.get("/api/lost-then-asked")

    assert (lost.status_code, lost.mimetype) == (503, "application/problem+json")
    assert lost.headers["Retry-After"] == "5"
    assert client.get("/api/books").status_code == 200


def test_a_connection_lost_after_the_answer_was_made_does_not_take_it_back(lossy_app: Any) -> None:
    client = lossy_app.test_client()

    assert client.get("/api/lost-at-the-end").text == "answered"
    assert client.get("/api/books").status_code == 200


def test_idle_connections_of_before_are_replaced_unnoticed(lossy_app: Any) -> None:
    client = lossy_app.test_client()
    assert [client.get(path).status_code for path in ("/api/books", "/", "/api/books/1")] == [200, 200, 404]
    with lossy_app.app_context():
        others = sa.text(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        server = sa.create_engine(db.engine.url)
        with server.connect() as connection:
            connection.execute(others)
        server.dispose()

    assert [client.get(path).status_code for path in ("/api/books", "/", "/api/books/1")] == [200, 200, 404]
