"""The database: how its engine is made, what each kind needs on connecting, its migrations, and whether it is ready."""

from sqlite3 import Connection as SqliteConnection
from typing import Any

import click
import orjson
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup

from catalogue.folders import program_folder

MIGRATIONS = program_folder("migrations")
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
    }
    if url.get_backend_name() == "sqlite":
        # Transactions end before a connection goes back to the pool, so nothing is left to reset.
        return options | {"connect_args": {"timeout": LOCK_SECONDS}, "pool_reset_on_return": None}
    return options | {
        "connect_args": {"connect_timeout": 5, "options": f"-c lock_timeout={LOCK_SECONDS}s"},
        "pool_pre_ping": True,
    }


def prepare(engine: sa.Engine) -> None:
    """Have SQLite begin transactions when SQLAlchemy says so, keep foreign keys, and survive a power cut."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: SqliteConnection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -8192")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        driver_connection: Any = connection.connection.driver_connection
        driver_connection.execute(f"BEGIN {how}")


def tie_migrations(app: Flask) -> None:
    """Let Flask-Migrate work on `app`; with Alembic it takes 12 MB that no web worker needs, so it is loaded here."""
    from flask_migrate import Migrate

    Migrate(app, app.extensions["sqlalchemy"], directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)


def upgrade() -> None:
    """Bring the tables of the application up to what the program needs."""
    from flask_migrate import upgrade as migrate_to_newest

    tie_migrations(current_app)
    migrate_to_newest()


def newest_revision() -> str:
    """Return the revision of the tables that the program needs: migrations are named by their numbers."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def reason_not_ready(engine: sa.Engine) -> str | None:
    """Return why the database cannot serve, None when it can."""
    newest = newest_revision()
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return "The database is empty: run “catalogue db upgrade”."
            found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.SQLAlchemyError:
        return "The database does not answer."
    if found != newest:
        return f"The database is at revision {found}, the program at {newest}: run “catalogue db upgrade”."
    return None
