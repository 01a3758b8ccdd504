"""The database: how its engine is made, what each kind needs on connecting, its migrations, and whether it is ready."""

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
from catalogue.folders import program_folder
from catalogue.private_files import close_to_others, make_file

log = logging.getLogger(__name__)

MIGRATIONS = program_folder("migrations")
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOCK_SECONDS = 30
"""How long a writer waits for the writers before it."""


class Commands(AppGroup):
    """`flask --app catalogue.app …`, where `db` is Flask-Migrate."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return ["db", *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None when there is none of that name."""
        if cmd_name == "db":
            tie_migrations(current_app)
        return super().get_command(ctx, cmd_name)


def engine_options(url: sa.URL) -> dict[str, Any]:
    """Return how the engine for `url` is made."""
    options: dict[str, Any] = {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "hide_parameters": True,  # They hold what readers look for, and hashes of passwords; a trace goes to the log.
    }
    if url.get_backend_name() == "sqlite":
        # Transactions end before a connection goes back to the pool, so nothing is left to reset.
        return options | {"connect_args": {"timeout": LOCK_SECONDS}, "pool_reset_on_return": None}
    return options | {
        "connect_args": {"connect_timeout": 5, "options": f"-c lock_timeout={LOCK_SECONDS}s"},
        "pool_pre_ping": True,
    }


def prepare(engine: sa.Engine) -> None:
    """Have SQLite begin transactions when SQLAlchemy says so, keep foreign keys, and survive a power cut.

    Its files are for our own user: those made from now on with mode 0600, those of before closed to others.
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
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        driver_connection: Any = connection.connection.driver_connection
        try:
            driver_connection.execute(f"BEGIN {how}")
        except sqlite3.Error as error:  # SQLAlchemy wraps what its own statements meet, and not what an event does.
            raise sa.exc.DBAPIError.instance("BEGIN", None, error, sqlite3.Error, dialect=engine.dialect) from error


def keep_private(engine: sa.Engine, path: Path) -> None:
    """Have the file of an SQLite database, and its journals, read by nobody else."""
    if str(path).startswith("file:"):
        return  # An address with its own way of opening.
    for suffix in ("", "-wal", "-shm"):
        close_to_others(path.with_name(path.name + suffix))

    @sa.event.listens_for(engine, "do_connect")
    def on_do_connect(*_: object) -> None:
        make_file(path)  # SQLite would give it the umask's mode; it gives its journals the mode of the file.


def tie_migrations(app: Flask) -> None:
    """Let Flask-Migrate work on `app`; with Alembic it takes 12 MB that no web worker needs, so it is loaded here."""
    from flask_migrate import Migrate

    Migrate(app, app.extensions["sqlalchemy"], directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)


def upgrade(revision: str = "head") -> None:
    """Bring the tables of the application up to what the program needs, or to an earlier revision.

    :raises NewerDatabase: when a newer program brought them further than that.
    """
    from flask_migrate import upgrade as migrate

    with current_app.extensions["sqlalchemy"].engine.connect() as connection:
        reason = reason_newer(read_revision(connection) or "")
    if reason:
        raise NewerDatabase(reason)
    tie_migrations(current_app)
    migrate(revision=revision)


def newest_revision() -> str:
    """Return the revision of the tables that the program needs: migrations are named by their numbers."""
    return known_revisions()[-1]


def known_revisions() -> list[str]:
    """Return the revisions of the tables that the program knows, oldest first."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def reason_not_ready(engine: sa.Engine) -> str | None:
    """Return why the database cannot serve, None when it can; what the database itself said goes to the log."""
    try:
        with engine.connect() as connection:
            revision = read_revision(connection)
    except sa.exc.SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        log.info("The database does not answer: %s", said)  # A command says the reason, and no more than that.
        if getattr(getattr(error, "orig", None), "sqlite_errorcode", None) in DAMAGED:
            return f"The database file is damaged ({said}): restore the last backup (docs/operations.md)."
        return "The database does not answer."
    if revision is None:
        return "The database is empty: run “catalogue db upgrade”."
    return reason_newer(revision) or reason_older(revision)


def read_revision(connection: sa.Connection) -> str | None:
    """Return the revision of the tables, None when there are none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def reason_newer(revision: str) -> str | None:
    """Return why tables of this revision cannot be used by a program that is older, None when it is not."""
    newest = newest_revision()
    if revision <= newest:
        return None
    return (
        f"The database is at revision {revision}, newer than this program, which knows revisions up to {newest}:"
        " run the version of the program that it was upgraded with, or a newer one."
    )


def reason_older(revision: str) -> str | None:
    """Return why tables of this revision cannot be used by a program that is newer, None when it is not."""
    newest = newest_revision()
    if revision == newest:
        return None
    return f"The database is at revision {revision}, the program at {newest}: run “catalogue db upgrade”."
