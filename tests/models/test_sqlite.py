"""What each SQLite connection is set to."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from catalogue import database
from catalogue.app import create_app
from catalogue.database import LOCK_SECONDS, upgrade
from catalogue.extensions import db


@pytest.fixture
def sqlite_app(tmp_path: Path) -> Iterator[Any]:
    """The application on a fresh SQLite file."""
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}", "SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        yield app
        db.engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", LOCK_SECONDS * 1000)],
)
def test_every_connection_is_set(sqlite_app: Any, pragma: Any, expected: Any) -> None:
    with sqlite_app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected


@pytest.fixture
def umask_of_strangers() -> Iterator[Any]:
    """A umask that closes nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes_in(folder: Any) -> Any:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_database_and_index_are_for_our_own_user_whatever_the_umask(umask_of_strangers: Any, tmp_path: Path) -> None:
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}", "SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        app.test_client().post("/api/books", json={"title": "T"})
        assert app.test_client().get("/api/search?q=t").status_code == 200
        modes = modes_in(tmp_path)
        db.engine.dispose()

    assert modes == {
        **dict.fromkeys(("catalogue.db", "catalogue.db-wal", "catalogue.db-shm"), 0o600),
        "catalogue.index": 0o700,
    }


def test_a_database_of_before_is_closed_to_others_and_not_to_its_group(umask_of_strangers: Any, tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").touch(0o644)
    (tmp_path / "catalogue.index").mkdir(0o755)
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}", "SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        app.test_client().get("/api/search?q=t")
        db.engine.dispose()

    assert modes_in(tmp_path) == {"catalogue.db": 0o640, "catalogue.index": 0o750}


def test_a_savepoint_can_be_rolled_back(sqlite_app: Any) -> None:
    with sqlite_app.app_context(), db.engine.connect() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO subject (name, key, sort_key, n_books, revision, created_at, updated_at) "
                "VALUES ('kept', 'kept', '', 0, 1, '2026-01-31', '2026-01-31')"
            )
        )
        savepoint = connection.begin_nested()
        connection.execute(sa.text("UPDATE subject SET name = 'lost'"))
        savepoint.rollback()
        assert connection.execute(sa.text("SELECT name FROM subject")).scalar() == "kept"
        connection.rollback()
        assert connection.execute(sa.text("SELECT count(*) FROM subject")).scalar() == 0


def test_a_writer_who_waits_in_vain_is_asked_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_local_mode: Any
) -> None:
    """As long as a restore of a large catalogue takes, say."""
    monkeypatch.setattr(database, "LOCK_SECONDS", 0)
    path = tmp_path / "catalogue.db"
    app = in_local_mode(create_app({"DATABASE_URL": f"sqlite:///{path}", "SECRET_KEY": "only-for-tests-" * 3}))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = app.test_client().post("/api/books", json={"title": "T"})
        read = app.test_client().get("/api/books")
    with app.app_context():
        db.engine.dispose()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert read.status_code == 200


def test_a_writer_has_the_lock_from_its_beginning(sqlite_app: Any) -> None:
    def try_to_write() -> None:
        path = sqlite_app.config["SQLALCHEMY_DATABASE_URI"].database
        with sqlite3.connect(path, timeout=0, isolation_level=None) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        other.close()

    with sqlite_app.app_context():
        connection = db.engine.connect().execution_options(sqlite_begin="IMMEDIATE")
        with connection, connection.begin(), ThreadPoolExecutor(1) as pool:
            pool.submit(try_to_write).result()
