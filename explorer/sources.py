"""What the explorer reads: bounded frames over the tables, through a connection that cannot write."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, Book, Item, Subject

log = logging.getLogger(__name__)


class SourceError(Exception):
    """The catalogue cannot be read; the log says why, because a reader can do nothing about it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each there is."""

    n_books: int
    n_items: int
    n_available: int
    n_authors: int
    n_subjects: int


def connect(database_url: str) -> sa.Engine:
    """Return an engine for reading alone: the database itself refuses to write.

    :param database_url: as the setting DATABASE_URL; a SQLite path is relative to the working directory.
    :raises SourceError: when no database can have that address.
    """
    try:
        address = sa.make_url(database_url)
    except (sa.exc.ArgumentError, ValueError) as error:
        log.error("DATABASE_URL cannot be used: %s", error)
        raise SourceError from error
    match address.get_backend_name():
        case "sqlite":
            path = Path(address.database or "")
            return sa.create_engine("sqlite://", creator=lambda: _open_sqlite(path), poolclass=sa.QueuePool)
        case "postgres" | "postgresql":
            # Short forms, as Heroku gives them, mean the one driver that is installed.
            address = address.set(drivername="postgresql+psycopg")
            options = "-c default_transaction_read_only=on -c statement_timeout=20s"
            return sa.create_engine(
                address, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 5}
            )
        case other:
            log.error("DATABASE_URL cannot be used: the catalogue does not know %s", other)
            raise SourceError


def counts(engine: sa.Engine) -> Counts:
    """Count everything. :raises SourceError:"""
    on_shelf = sa.select(sa.func.count()).select_from(Item).where(Item.status == ItemStatus.AVAILABLE)
    numbers = [
        sa.select(sa.func.count()).select_from(Book),
        sa.select(sa.func.count()).select_from(Item),
        on_shelf,
        sa.select(sa.func.count()).select_from(Author),
        sa.select(sa.func.count()).select_from(Subject),
    ]
    with _reading(engine) as connection:
        return Counts(*connection.execute(sa.select(*(number.scalar_subquery() for number in numbers))).one())


def books(engine: sa.Engine, n: int) -> pd.DataFrame:
    """Return the first `n` books by title.

    Columns: `title`, `author` (the first one), `publisher`, `language`, `dewey` (str), `publication_year` (Int64);
    what is not known is <NA>. :raises SourceError:
    """
    first_author = (
        sa.select(Author.name)
        .join(Authorship, Authorship.author_id == Author.id)
        .where(Authorship.book_id == Book.id, Authorship.role == Role.AUTHOR)
        .order_by(Authorship.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.select(
            Book.title,
            first_author.label("author"),
            Book.publication_year,
            Book.publisher,
            Book.language,
            Book.dewey,
        )
        .order_by(Book.title_key, Book.id)
        .limit(n)
    )
    frame = _frame(engine, statement)
    return frame.astype({name: "Int64" if name == "publication_year" else "string" for name in frame.columns})


def years(engine: sa.Engine) -> pd.DataFrame:
    """Return one row a year of publication, oldest first, at most as many as history has years.

    Columns: `publication_year` (Int64, <NA> for the books without), `n_books` (Int64). :raises SourceError:
    """
    year = Book.publication_year
    statement = sa.select(year, sa.func.count().label("n_books")).group_by(year).order_by(year)
    return _frame(engine, statement).astype("Int64")


def _frame(engine: sa.Engine, statement: sa.Executable) -> pd.DataFrame:
    with _reading(engine) as connection:
        rows = connection.execute(statement)
        return pd.DataFrame(rows.all(), columns=list(rows.keys()))


@contextmanager
def _reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Lend a connection; whatever the database says against it becomes `SourceError`."""
    try:
        with engine.connect() as connection:
            yield connection
    except sa.exc.DBAPIError as error:
        log.error("The catalogue cannot be read: %s", error.orig)
        raise SourceError from error


def _open_sqlite(path: Path) -> sqlite3.Connection:
    """Open the file at `path` for reading; one that is not there is not made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5, check_same_thread=False)
