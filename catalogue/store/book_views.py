"""Stored books as `BookView`s: one statement, whether it is one book or a page of them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, Credit, SubjectRef
from catalogue.models import Author, Authorship, Book, BookSubject, Item, Subject
from catalogue.models.json_rows import json_numbers, json_rows
from catalogue.models.prepared import Prepared

IN_LIMIT = 500
"""How many values one IN list carries; both databases take far more, plans stay good with this."""


def _rows() -> sa.Select[*tuple[Any, ...]]:
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
    n_items = sa.select(sa.func.count()).where(Item.book_id == columns.id)
    return sa.select(
        columns.id,
        columns.title,
        columns.subtitle,
        columns.isbn,
        columns.publisher,
        columns.published,
        columns.publication_year,
        columns.language,
        columns.page_count,
        columns.description,
        columns.cover_url,
        columns.series,
        columns.series_number,
        columns.dewey,
        columns.extra,
        columns.revision,
        columns.created_at,
        columns.updated_at,
        json_rows(parts, Book),
        json_rows(subjects, Book),
        n_items.scalar_subquery(),
        n_items.where(Item.status == sa.literal_column(f"'{ItemStatus.AVAILABLE}'")).scalar_subquery(),
    )


_ROLES = {role.value: role for role in Role}
_ROWS = _rows()
_ONE = Prepared(_ROWS.where(Book.id == sa.bindparam("book_id")))
_SOME = Prepared(_ROWS.where(Book.id.in_(json_numbers("book_ids"))))


def _make_view(row: Sequence[Any]) -> BookView:
    *columns, parts, subjects, n_items, n_available = row
    credits_ = tuple([Credit(author_id, name, _ROLES[role], born, died) for author_id, name, role, born, died in parts])
    refs = tuple([SubjectRef(subject_id, name) for subject_id, name in subjects])
    return BookView._make([*columns, credits_, refs, n_items, n_available])


def find_committed(engine: sa.Engine, book_id: int) -> BookView | None:
    """Return a book as it was last committed, None when there is none; the fastest way to one book."""
    row = _ONE.first(engine, book_id=book_id)
    return _make_view(row) if row else None


def find_all_committed(engine: sa.Engine, book_ids: Iterable[int]) -> list[BookView]:
    """Return the books with these numbers as they were last committed; a page of them in half of a session's time."""
    return _read_in_order(book_ids, lambda numbers: _SOME.all(engine, book_ids=numbers))


def read_books(session: Session, book_ids: Iterable[int]) -> list[BookView]:
    """Return the books with these numbers that there are, in this order, as the session's transaction sees them."""
    return _read_in_order(book_ids, lambda numbers: _SOME.rows(session, book_ids=numbers))


def _read_in_order(book_ids: Iterable[int], ask: Callable[[str], list[list[Any]]]) -> list[BookView]:
    wanted = list(book_ids)
    found: dict[int, BookView] = {}
    for some in split_batches(wanted, IN_LIMIT):
        for row in ask(orjson.dumps(some).decode()):
            found[row[0]] = _make_view(row)
    return [found[book_id] for book_id in wanted if book_id in found]
