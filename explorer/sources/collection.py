"""What a library reports about its collection, counted in SQL: one row a bar, whatever the number of books.

Each function takes the connection of a `database.snapshot`, so that the figures of one screen are of one moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filters import Part
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, Base, Book, BookSeries, BookSubject, Item, Subject
from explorer.sources.database import read_frame

_INDEXED = {
    Part.AUTHOR: Book.author_key,
    Part.ISBN: Book.isbn,
    Part.PUBLISHER: Book.publisher_key,
    Part.YEAR: Book.publication_year,
    Part.LANGUAGE: Book.language,
    Part.DEWEY: Book.dewey,
}
"""Parts of a record that an index begins with: those without it are found in no time."""
_UNINDEXED = {Part.PAGES: Book.page_count, Part.DESCRIPTION: Book.description, Part.COVER: Book.cover_url}

N_BUSY = 500
"""People with most books in any part, among whom those who wrote most are looked for: to count all takes seconds."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much of each there is; of people those who wrote, of subjects those in use."""

    n_books: int
    n_items: int
    n_available: int
    n_authors: int
    n_subjects: int


def totals(connection: sa.Connection) -> Totals:
    """Count everything."""
    # Copies that are away are few, so counting them costs less than counting the others. Each status is named, because
    # SQLite finds in an index what is equal, but not what is unequal.
    away = Item.status.in_([status for status in ItemStatus if status is not ItemStatus.AVAILABLE])
    wrote = sa.exists().where(Authorship.author_id == Author.id, Authorship.role == Role.AUTHOR)
    numbers = [_n(Book), _n(Item), _n(Item, away), _n(Author, wrote), _n(Subject, Subject.n_books > 0)]
    n_books, n_items, n_away, n_authors, n_subjects = tuple[int, ...](connection.execute(sa.select(*numbers)).one())
    return Totals(n_books, n_items, n_items - n_away, n_authors, n_subjects)


def years(connection: sa.Connection) -> pd.DataFrame:
    """Return one row a year of publication, oldest first, at most as many as history has years.

    Columns: `publication_year` (Int64, <NA> for the books without), `n_books` (Int64).
    """
    year = Book.publication_year
    return read_frame(connection, sa.select(year, _n_books()).group_by(year).order_by(year)).astype("Int64")


def classes(connection: sa.Connection) -> pd.DataFrame:
    """Return one row for each main class of Dewey and year of publication.

    Columns: `hundred` (Int64, 0 to 9, <NA> for the books without), `publication_year` (Int64), `n_books` (Int64).
    """
    # Grouped by what the index has first: a million books become a few thousand rows without being sorted.
    fine = (
        sa.select(Book.dewey, Book.publication_year, _n_books()).group_by(Book.dewey, Book.publication_year).subquery()
    )
    digit = sa.func.substr(fine.c.dewey, 1, 1).label("hundred")
    statement = sa.select(digit, fine.c.publication_year, sa.func.sum(fine.c.n_books).label("n_books"))
    counts = read_frame(connection, statement.group_by(digit, fine.c.publication_year))
    counts["hundred"] = pd.to_numeric(counts["hundred"], errors="coerce")
    return counts.astype("Int64").groupby(["hundred", "publication_year"], dropna=False, as_index=False).sum()


def languages(connection: sa.Connection) -> pd.DataFrame:
    """Return one row a language, most books first.

    Columns: `language` (str, BCP 47, <NA> for the books without), `n_books` (Int64).
    """
    statement = sa.select(Book.language, _n_books()).group_by(Book.language)
    return _read_counts(connection, statement.order_by(sa.desc("n_books"), Book.language))


def months(connection: sa.Connection, starts: Iterable[datetime]) -> pd.DataFrame:
    """Return one row a month, by the day that books were added to the catalogue.

    Columns: `month` (datetime, its first day in UTC), `n_books` (Int64).

    :param starts: the first instants of consecutive months, and of the month after the last.
    """
    instants = list(starts)
    counts = [
        sa.select(sa.func.count()).where(Book.created_at >= first, Book.created_at < following).scalar_subquery()
        for first, following in pairwise(instants)
    ]
    numbers = connection.execute(sa.select(*(count.label(f"m{n}") for n, count in enumerate(counts)))).one()
    return pd.DataFrame({"month": instants[:-1], "n_books": pd.array(numbers, dtype="Int64")})


def latest_months(n: int, now: datetime | None = None) -> list[datetime]:
    """Return the first instants, in UTC, of the latest `n` months, this one included, and of the one after.

    >>> [f"{start:%Y-%m}" for start in latest_months(2, datetime(2026, 1, 31, tzinfo=UTC))]
    ['2025-12', '2026-01', '2026-02']
    """
    now = now or datetime.now(UTC)
    last = now.year * 12 + now.month - 1
    return [datetime(at // 12, at % 12 + 1, 1, tzinfo=UTC) for at in range(last - n + 1, last + 2)]


def authors(connection: sa.Connection, n: int) -> pd.DataFrame:
    """Return the `n` authors with most books that they wrote, as the filter of the search counts them.

    Columns: `name` (str), `n_books` (Int64).
    """
    busy = sa.select(Author.id, Author.name).where(Author.n_books > 0)
    busy = busy.order_by(Author.n_books.desc(), Author.id.desc()).limit(N_BUSY)
    people = busy.subquery()
    books = sa.select(sa.func.count(Authorship.book_id.distinct()).label("n_books"))
    books = books.where(Authorship.author_id == people.c.id, Authorship.role == Role.AUTHOR)
    counts = sa.select(people.c.id, people.c.name, books.scalar_subquery().label("n_books")).subquery()
    statement = sa.select(counts.c.name, counts.c.n_books).where(counts.c.n_books > 0)
    return _read_counts(connection, statement.order_by(counts.c.n_books.desc(), counts.c.id.desc()).limit(n))


def subjects(connection: sa.Connection, n: int) -> pd.DataFrame:
    """Return the `n` subjects with most books. Columns: `name` (str), `n_books` (Int64)."""
    statement = sa.select(Subject.name, Subject.n_books).where(Subject.n_books > 0)
    return _read_counts(connection, statement.order_by(Subject.n_books.desc(), Subject.id.desc()).limit(n))


def publishers(connection: sa.Connection, n: int) -> pd.DataFrame:
    """Return the `n` publishers with most books, under one of the spellings that they are written in.

    Columns: `name` (str), `n_books` (Int64).
    """
    key = Book.publisher_key
    top = sa.select(key, _n_books()).where(key.is_not(None)).group_by(key)
    top = top.order_by(sa.desc("n_books"), key).limit(n)
    most = top.subquery()
    spelling = sa.select(Book.publisher).where(key == most.c.publisher_key).order_by(Book.title_key, Book.id).limit(1)
    statement = sa.select(spelling.scalar_subquery().label("name"), most.c.n_books)
    return _read_counts(connection, statement.order_by(most.c.n_books.desc(), most.c.publisher_key))


def branches(connection: sa.Connection) -> pd.DataFrame:
    """Return one row a branch, most copies first.

    Columns: `location` (str, <NA> for copies without), `n_items`, `n_available` (Int64).
    """
    # Copies that are away are few, so counting them costs less than looking at the status of all. They are not grouped
    # by the bare column: SQLite would walk the index of locations and fetch every copy by its number.
    place = sa.func.coalesce(Item.location, "").label("place")
    away = sa.select(place, sa.func.count().label("n_away")).where(Item.status != ItemStatus.AVAILABLE)
    n_away = away.group_by(place).subquery()
    all_of = sa.select(Item.location, sa.func.count().label("n_items")).group_by(Item.location).subquery()
    n_available = (all_of.c.n_items - sa.func.coalesce(n_away.c.n_away, 0)).label("n_available")
    statement = sa.select(all_of, n_available).outerjoin(
        n_away, n_away.c.place == sa.func.coalesce(all_of.c.location, "")
    )
    statement = statement.order_by(all_of.c.n_items.desc(), all_of.c.location)
    return _read_counts(connection, statement, "n_items", "n_available")


def completeness(connection: sa.Connection) -> pd.DataFrame:
    """Return one row for each `Part` of a record.

    Columns: `field` (str, the part's value), `n_books` (Int64, the records that have it), `n_all` (Int64, all records).
    """
    missing = [_n(Book, column.is_(None)).label(part) for part, column in _INDEXED.items()]
    rest = sa.select(*(sa.func.count(column).label(part) for part, column in _UNINDEXED.items()), _n_books()).subquery()
    with_subject = _n(BookSubject, BookSubject.position == 0).label(Part.SUBJECT)
    with_series = _n(BookSeries, BookSeries.position == 0).label(Part.SERIES)
    with_item = sa.select(sa.func.count(sa.distinct(Item.book_id))).scalar_subquery().label(Part.COPIES)
    counts = connection.execute(sa.select(*rest.c, with_subject, with_series, with_item, *missing)).one()._mapping
    n_all = counts["n_books"]
    numbers = [n_all - counts[part] if part in _INDEXED else counts[part] for part in Part]
    frame = pd.DataFrame({"field": list(Part), "n_books": numbers, "n_all": n_all})
    return frame.astype({"field": "string", "n_books": "Int64", "n_all": "Int64"})


def _n(table: type[Base], *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """Return the number of rows that meet the conditions, as a part of a statement."""
    return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()


def _n_books() -> sa.Label[int]:
    return sa.func.count().label("n_books")


def _read_counts(connection: sa.Connection, statement: sa.Executable, *numbers: str) -> pd.DataFrame:
    """Return what is found: numbers as Int64, all else as text."""
    frame = read_frame(connection, statement)
    return frame.astype({name: "Int64" if name in (numbers or ("n_books",)) else "string" for name in frame.columns})
