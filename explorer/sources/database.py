"""The catalogue's database, through a connection that cannot write."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from catalogue.models import Change

log = logging.getLogger(__name__)


class SourceError(Exception):
    """The catalogue cannot be read; the log says why, because a reader can do nothing about it."""


def connect(database_url: str) -> sa.Engine:
    """Return an engine for reading alone: the database itself refuses to write.

    :param database_url: as `config.read("DATABASE_URL")` has it; a SQLite path is relative to the working directory.
    """
    address = sa.make_url(database_url)
    if address.get_backend_name() == "sqlite":
        path = Path(address.database or "")
        return sa.create_engine("sqlite://", creator=lambda: open_sqlite(path), poolclass=sa.QueuePool)
    options = "-c default_transaction_read_only=on -c statement_timeout=20s"
    return sa.create_engine(address, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 5})


def newest_change(engine: sa.Engine) -> int:
    """Return the newest number of the change log: while it stays, nothing was written. :raises SourceError:"""
    with reading(engine) as connection:
        return connection.scalar(sa.select(sa.func.max(Change.seq))) or 0


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Lend a connection that sees the catalogue as it is at its first statement, whatever is written meanwhile.

    :raises SourceError:
    """
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            # The driver begins no transaction before a SELECT by itself.
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def version(connection: sa.Connection) -> str:
    """Return what names the state of the catalogue: the newest row of the change log, which every write adds to."""
    newest = connection.execute(sa.select(Change.seq, Change.at).order_by(Change.seq.desc()).limit(1)).one_or_none()
    return f"{newest.seq} {newest.at}" if newest else ""


def read_frame(connection: sa.Connection, statement: sa.Executable) -> pd.DataFrame:
    """Return what `statement` finds, a column a name, no rows or many."""
    rows = connection.execute(statement)
    # pandas takes plain tuples three times as fast as SQLAlchemy's rows.
    return pd.DataFrame([tuple(row) for row in rows], columns=list(rows.keys()))


def frame(engine: sa.Engine, statement: sa.Executable) -> pd.DataFrame:
    """Return what `statement` finds on a connection of its own. :raises SourceError:"""
    with reading(engine) as connection:
        return read_frame(connection, statement)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Lend a connection; whatever the database says against it becomes `SourceError`."""
    with answering(), engine.connect() as connection:
        yield connection


@contextmanager
def answering() -> Iterator[None]:
    """Turn whatever the database says against being asked into `SourceError`."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        log.error("The catalogue cannot be read: %s", error.orig)
        raise SourceError from error


def open_sqlite(path: Path) -> sqlite3.Connection:
    """Open the file at `path` for reading; one that is not there is not made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5, check_same_thread=False)
