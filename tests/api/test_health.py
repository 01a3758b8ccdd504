"""Liveness and readiness."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.api import health
from catalogue.app import create_app
from catalogue.database import upgrade
from catalogue.errors import NewerDatabase
from catalogue.extensions import db
from catalogue.services import indexing
from catalogue.services.indexing import LiveIndex


@pytest.mark.parametrize(
    ("path", "said"),
    [("/health/live", {"status": "live"}), ("/health/ready", {"status": "ready", "changes_not_searched_yet": 0})],
)
def test_a_service_that_works_says_so(client: Any, path: Any, said: Any) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.json) == (200, said)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_of_another_revision_is_not_ready(app: Flask, client: Any) -> None:
    with app.app_context(), db.engine.begin() as connection:
        held = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        answer = client.get("/health/ready")
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = :held"), {"held": held})

    assert answer.status_code == 503
    assert (
        answer.json["reason"] == f"The database is at revision 0001, the program at {held}: run “catalogue db upgrade”."
    )


def test_a_database_of_a_newer_program_is_not_to_be_upgraded(app: Flask, client: Any) -> None:
    with app.app_context():
        with db.engine.begin() as connection:
            held = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        try:
            answer = client.get("/health/ready")
            with pytest.raises(NewerDatabase, match="newer than this program"):
                upgrade()
        finally:
            with db.engine.begin() as connection:
                connection.execute(sa.text("UPDATE alembic_version SET version_num = :held"), {"held": held})

    assert answer.status_code == 503
    assert "at revision 9999, newer than this program" in answer.json["reason"]
    assert answer.headers["Retry-After"] == "5"
    assert "upgrade”" not in answer.json["reason"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"\0" * 8192, "file is not a database"), (None, "database disk image is malformed")]
)
def test_a_damaged_file_is_called_so_in_the_log_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: Any, said: Any
) -> None:
    """SQLite's own word for it is what its keeper can look up."""
    path = tmp_path / "catalogue.db"
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", "SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        db.engine.dispose()
        intact = path.read_bytes()
        path.write_bytes(content or intact[: len(intact) // 3])

        answer = app.test_client().get("/health/ready")

        db.engine.dispose()
    assert answer.json["reason"].startswith(f"The database file is damaged ({said})")
    assert said in caplog.text


def test_a_full_disk_is_not_ready(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "MIN_FREE_BYTES", 1 << 62)

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json["reason"].startswith("The disk of ")


def test_an_index_that_cannot_follow_is_not_ready_until_it_can(
    client: Any,
    live: LiveIndex,
    monkeypatch: pytest.MonkeyPatch,
    add_book: Any,
    session: Session,
    full_disk: Any,
) -> None:
    live.current()
    add_book()
    session.commit()
    with full_disk():
        answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert "could not be brought up to date" in answer.json["reason"]
    monkeypatch.setattr(indexing, "RETRY_SECONDS", 0)
    assert client.get("/health/ready").json == {"status": "ready", "changes_not_searched_yet": 0}
