"""The database: engine options, connection set-up for SQLite, migrations, and readiness."""

import logging
import sqlite3
from pathlib import Path
from typing import Any

import click
import orjson
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup

from catalogue.errors import NewerDatabase
from catalogue.private_files import close_to_others, make_file
from catalogue.program_folders import find_program_folder

log = logging.getLogger(__name__)

MIGRATIONS = find_program_folder("migrations")
DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOCK_SECONDS = 30
"""How long a writer waits for a lock."""


class FlaskCommands(AppGroup):
    """The commands of `flask --app catalogue.app …`, with `db` from Flask-Migrate."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return ["db", *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None when there is none of that name."""
        if cmd_name == "db":
            init_migrations(current_app)
        return super().get_command(ctx, cmd_name)


def build_engine_options(url: sa.URL) -> dict[str, Any]:
    """Return the keyword arguments of `create_engine` for `url`."""
    options: dict[str, Any] = {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "hide_parameters": True,  # Parameters hold queries of readers and password hashes, and tracebacks are logged.
    }
    if url.get_backend_name() == "sqlite":
        # Transactions end before a connection returns to the pool, so there is nothing to reset.
        return options | {"connect_args": {"timeout": LOCK_SECONDS}, "pool_reset_on_return": None}
    return options | {
        "connect_args": {"connect_timeout": 5, "options": f"-c lock_timeout={LOCK_SECONDS}s"},
        "pool_pre_ping": True,
    }


def configure_engine(engine: sa.Engine) -> None:
    """Configure SQLite: explicit transactions, foreign keys, durability on power loss; nothing for PostgreSQL.

    Database files are private: new ones get mode 0600, existing ones lose the permissions of others.
    """
    if engine.dialect.name != "sqlite":
        return
    keep_private(engine, Path(engine.url.database or ""))

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -8192")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        driver_connection: Any = connection.connection.driver_connection
        try:
            driver_connection.execute(f"BEGIN {mode}")
        except sqlite3.Error as error:  # SQLAlchemy wraps errors of its own statements, not those of event handlers.
            raise sa.exc.DBAPIError.instance("BEGIN", None, error, sqlite3.Error, dialect=engine.dialect) from error


def keep_private(engine: sa.Engine, path: Path) -> None:
    """Make an SQLite file and its journals readable by our own user only."""
    if str(path).startswith("file:"):
        return  # An SQLite URI, which says itself how to open it.
    for suffix in ("", "-wal", "-shm"):
        close_to_others(path.with_name(path.name + suffix))

    @sa.event.listens_for(engine, "do_connect")
    def on_do_connect(*_: object) -> None:
        make_file(path)  # SQLite would apply the umask; journals get the mode of the database file.


def init_migrations(app: Flask) -> None:
    """Set up Flask-Migrate for `app`; imported here because it takes 12 MB that no web worker needs."""
    from flask_migrate import Migrate

    Migrate(app, app.extensions["sqlalchemy"], directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)


def upgrade(revision: str = "head") -> None:
    """Migrate the database of the current application to `revision`.

    :raises NewerDatabase: when a newer version of the program has migrated it further.
    """
    from flask_migrate import upgrade as migrate

    with current_app.extensions["sqlalchemy"].engine.connect() as connection:
        reason = explain_newer(read_revision(connection) or "")
    if reason:
        raise NewerDatabase(reason)
    init_migrations(current_app)
    migrate(revision=revision)


def find_newest_revision() -> str:
    """Return the newest revision that the program knows."""
    return list_known_revisions()[-1]


def list_known_revisions() -> list[str]:
    """Return the revisions that the program knows, oldest first; the file names of migrations begin with them."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def explain_not_ready(engine: sa.Engine) -> str | None:
    """Return why the database is not ready, None when it is; the message of the driver goes to the log."""
    try:
        with engine.connect() as connection:
            revision = read_revision(connection)
    except sa.exc.SQLAlchemyError as error:
        message = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        log.info("The database does not answer: %s", message)
        if getattr(getattr(error, "orig", None), "sqlite_errorcode", None) in DAMAGE_CODES:
            return f"The database file is damaged ({message}): restore the last backup (docs/operations.md)."
        return "The database does not answer."
    if revision is None:
        return "The database is empty: run “catalogue db upgrade”."
    return explain_newer(revision) or explain_older(revision)


def read_revision(connection: sa.Connection) -> str | None:
    """Return the revision of the database, None when it has no tables."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def explain_newer(revision: str) -> str | None:
    """Return why this program is too old for a database at `revision`, None when it is not."""
    newest = find_newest_revision()
    if revision <= newest:
        return None
    return (
        f"The database is at revision {revision}, newer than this program, which knows revisions up to {newest}:"
        " run the version of the program that it was upgraded with, or a newer one."
    )


def explain_older(revision: str) -> str | None:
    """Return why a database at `revision` must be migrated first, None when it is up to date."""
    newest = find_newest_revision()
    if revision == newest:
        return None
    return f"The database is at revision {revision}, the program at {newest}: run “catalogue db upgrade”."
