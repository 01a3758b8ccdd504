"""The catalogue's tables as data sets, and its books joined with all that belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.models import (
    Author,
    Authorship,
    Base,
    Book,
    BookSeries,
    BookSubject,
    Change,
    Item,
    RecordKind,
    Series,
    Subject,
)
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_rows
from explorer.frames.normalize import tidy
from explorer.frames.sample import DataSet
from explorer.sources.database import frame, newest_change, reading

N_ROWS = 10_000
"""Rows of a frame; of a larger table as many are drawn at random, by the database."""

JOINED = "books"
"""The name of the joined data set."""

LEFT_OUT = {
    *("search_key", "title_key", "author_key", "publisher_key", "filing_key", "series_key", "volume_key"),
    *("sort_key", "shelf_key", "key", "source_digest"),
}
"""Derived columns, which repeat others for the machine."""

PRIVATE = {"actor", "before"}
"""Columns of the change log that tell what a member of staff did; accounts and tokens are no data sets at all."""

SHOWN_CHANGES = Change.kind.not_in([RecordKind.ACCOUNT, RecordKind.TOKEN])
"""The changes that are about the collection."""

TABLES: Mapping[str, type[Base]] = {
    model.__tablename__: model
    for model in (Book, Author, Authorship, Subject, BookSubject, Series, BookSeries, Item, Change)
}
"""The models by the names of their tables."""

NAMES = (JOINED, *TABLES)
"""The names of all data sets of the catalogue."""


@dataclass(frozen=True, slots=True)
class Version:
    """What changes when a data set may have: the newest change and, of headings, which change alone, a sum."""

    newest_change: int
    headings: tuple[int, ...] = ()


def version(engine: sa.Engine, name: str) -> Version:
    """Return the state of a data set, in a few milliseconds. :raises SourceError:"""
    model = TABLES.get(name)
    if model is not Author and model is not Subject and model is not Series:
        return Version(newest_change(engine))
    revisions = sa.func.coalesce(sa.func.sum(model.revision), 0)
    statement = sa.select(sa.func.count(), revisions, sa.func.coalesce(sa.func.max(model.id), 0)).select_from(model)
    with reading(engine) as connection:
        return Version(newest_change(engine), tuple(int(number) for number in connection.execute(statement).one()))


def read(engine: sa.Engine, name: str, n: int = N_ROWS) -> DataSet:
    """Return a data set of the catalogue: `books`, joined, or a table; all its rows, or `n` drawn at random.

    :raises SourceError: when the catalogue cannot be read.
    :raises KeyError: when there is no data set of that name.
    """
    model = Book if name == JOINED else TABLES[name]
    with reading(engine) as connection:
        n_rows = connection.scalar(sa.select(sa.func.count()).select_from(model).where(_is_shown(model))) or 0
    statement = (
        _select_joined(_is_drawn(model, n_rows, n)) if name == JOINED else _table(model, _is_drawn(model, n_rows, n))
    )
    rows = frame(engine, statement)
    numbers = [column.name for column in statement.selected_columns if isinstance(column.type, sa.Integer)]
    rows = rows.astype(dict.fromkeys(numbers, "Int64"))
    rows = tidy(_spread(rows) if name == JOINED else rows)
    return DataSet(rows, n_rows, rows.shape[1])


def _is_shown(model: type[Base]) -> sa.ColumnElement[bool]:
    return SHOWN_CHANGES if model is Change else sa.true()


def _is_drawn(model: type[Base], n_rows: int, n: int) -> sa.ColumnElement[bool]:
    """Return the condition that a row is one of `n` drawn at random; all are when there are no more."""
    if n_rows <= n:
        return _is_shown(model)
    keys = table_of(model).primary_key.columns
    drawn = sa.select(*keys).where(_is_shown(model)).order_by(sa.func.random()).limit(n)
    return sa.tuple_(*keys).in_(drawn) if len(keys) > 1 else next(iter(keys)).in_(drawn)


def _table(model: type[Base], drawn: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    table = table_of(model)
    columns = [column for column in table.columns if column.name not in LEFT_OUT | PRIVATE]
    return sa.select(*columns).where(drawn).order_by(*table.primary_key.columns)


def _select_joined(drawn: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement of the joined data set; `_spread` makes columns of its lists."""
    people = sa.select(Author.name, Authorship.role).join(Authorship, Authorship.author_id == Author.id)
    people = people.where(Authorship.book_id == Book.id).order_by(Authorship.position)
    subjects = sa.select(Subject.name).join(BookSubject, BookSubject.subject_id == Subject.id)
    subjects = subjects.where(BookSubject.book_id == Book.id).order_by(BookSubject.position)
    items = sa.select(Item.status, Item.location, Item.acquired_on).where(Item.book_id == Book.id).order_by(Item.id)
    first_series = sa.select(Series.name).join(BookSeries, BookSeries.series_id == Series.id)
    first_series = first_series.where(BookSeries.book_id == Book.id, BookSeries.position == 0)
    own = (Book.id, Book.title, Book.subtitle, Book.publisher, Book.published, Book.publication_year, Book.language)
    series = first_series.scalar_subquery().label("series")
    more = (Book.page_count, series, Book.isbn, Book.dewey, Book.revision, Book.created_at, Book.updated_at)
    lists = {"people": json_rows(people, Book), "subjects": json_rows(subjects, Book), "items": json_rows(items, Book)}
    named = (rows.label(name) for name, rows in lists.items())
    return sa.select(*own, *more, *named).where(drawn).order_by(Book.id)


def _spread(found: pd.DataFrame) -> pd.DataFrame:
    """Return the joined rows with columns of plain values in the place of the lists of authors, subjects and items."""
    people, subjects, items = found.pop("people"), found.pop("subjects"), found.pop("items")
    authors = [[name for name, role in rows if role == Role.AUTHOR] for rows in people]
    headings = [[name for (name,) in rows] for rows in subjects]
    acquired = [sorted(day for _, _, day in rows if day) for rows in items]
    return found.assign(
        dewey_hundred=found["dewey"].str.extract(r"^(\d)", expand=False) + "00",
        first_author=_take_first(authors),
        authors=_join_names(authors),
        n_authors=_count_values(authors),
        first_subject=_take_first(headings),
        subjects=_join_names(headings),
        n_subjects=_count_values(headings),
        n_items=_count_values(items.tolist()),
        n_available=[sum(status == ItemStatus.AVAILABLE for status, _, _ in rows) for rows in items],
        locations=_join_names([sorted({place for _, place, _ in rows if place}) for rows in items]),
        first_acquired_on=pd.to_datetime(_take_first(acquired), format="ISO8601"),
        last_acquired_on=pd.to_datetime(_take_first([days[::-1] for days in acquired]), format="ISO8601"),
    )


def _take_first(lists: Sequence[Sequence[str]]) -> pd.Series:
    return pd.Series([values[0] if values else None for values in lists], dtype="str")


def _join_names(lists: Sequence[Sequence[str]]) -> pd.Series:
    return pd.Series(["; ".join(values) if values else None for values in lists], dtype="str")


def _count_values(lists: Sequence[Sequence[Any]]) -> pd.Series:
    return pd.Series([len(values) for values in lists], dtype="Int64")
