"""Stored books as `BookView`s: one statement, whether it is one book or a page of them."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.identifiers import Identifier
from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, SeriesRef, SubjectRef
from catalogue.models import Author, Authorship, Book, BookSeries, BookSubject, Item, Series, Subject
from catalogue.models.json_rows import json_numbers, json_rows

IN_LIMIT = 500
"""How many values one IN list carries; both databases take far more, plans stay good with this."""


_COLUMNS = BookView._fields[: BookView._fields.index("credits")]
"""The fields of a view that are columns of the book."""


def select_books() -> sa.Select[*tuple[Any, ...]]:
    """Return the select behind every `BookView`: the columns in the order of its fields."""
    columns = Book.__table__.c
    parts = (
        sa.select(Author.id, Author.name, Authorship.role, Author.birth_year, Author.death_year)
        .join(Author, Author.id == Authorship.author_id)
        .where(Authorship.book_id == columns.id)
        .order_by(Authorship.position)
    )
    subjects = (
        sa.select(Subject.id, Subject.name)
        .join(BookSubject, BookSubject.subject_id == Subject.id)
        .where(BookSubject.book_id == columns.id)
        .order_by(BookSubject.position)
    )
    series = (
        sa.select(Series.id, Series.name, BookSeries.number, BookSeries.kind)
        .join(Series, Series.id == BookSeries.series_id)
        .where(BookSeries.book_id == columns.id)
        .order_by(BookSeries.position)
    )
    n_items = sa.select(sa.func.count()).where(Item.book_id == columns.id)
    return sa.select(
        *(columns[name] for name in _COLUMNS),
        json_rows(parts, Book),
        json_rows(subjects, Book),
        json_rows(series, Book),
        n_items.scalar_subquery(),
        n_items.where(Item.status == sa.literal_column(f"'{ItemStatus.AVAILABLE}'")).scalar_subquery(),
    )


_ROLES = {role.value: role for role in Role}
_KINDS = {kind.value: kind for kind in SeriesKind}
_IDENTIFIERS = BookView._fields.index("identifiers")
_SOME_BOOKS = select_books().where(Book.id.in_(json_numbers("book_ids")))


def make_view(row: Sequence[Any]) -> BookView:
    """Return the view that a row of `select_books` holds."""
    *columns, parts, subjects, series, n_items, n_available = row
    columns[_IDENTIFIERS] = tuple([Identifier(**one) for one in columns[_IDENTIFIERS] or ()])
    credits_ = tuple([Credit(author_id, name, _ROLES[role], born, died) for author_id, name, role, born, died in parts])
    refs = tuple([SubjectRef(subject_id, name) for subject_id, name in subjects])
    all_series = tuple([SeriesRef(series_id, name, number, _KINDS[kind]) for series_id, name, number, kind in series])
    return BookView._make([*columns, credits_, refs, all_series, n_items, n_available])


def read_books(session: Session, book_ids: Iterable[int]) -> list[BookView]:
    """Return the books with these ids that there are, in this order, as the session's transaction sees them."""
    wanted = list(book_ids)
    views: dict[int, BookView] = {}
    for batch in split_batches(wanted, IN_LIMIT):
        for row in session.connection().execute(_SOME_BOOKS, {"book_ids": batch}).all():
            views[row[0]] = make_view(row)
    return [views[book_id] for book_id in wanted if book_id in views]
