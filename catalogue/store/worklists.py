"""Which books are on each worklist."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from catalogue.domain.items import ItemStatus
from catalogue.domain.lookup_sources import ADVANCE, ORIGIN
from catalogue.domain.worklists import Worklist
from catalogue.models import Book, BookSubject, Item
from catalogue.models.json_rows import has_other_key


def _has_same_title() -> sa.ColumnElement[bool]:
    """Return the condition; the index of titles alone tells first which there are twice, ten times as fast."""
    other, any_book = aliased(Book), aliased(Book)
    twice = sa.select(any_book.title_key).group_by(any_book.title_key).having(sa.func.count() > 1)
    is_same = other.title_key == Book.title_key, other.author_key.is_not_distinct_from(Book.author_key)
    return Book.title_key.in_(twice) & sa.exists().where(*is_same, other.id != Book.id)


def _is_advance_record() -> sa.ColumnElement[bool]:
    """Return the condition: taken over before the book was out, and still without its pages, publisher or year."""
    is_sparse = sa.or_(*(column.is_(None) for column in (Book.page_count, Book.publisher, Book.publication_year)))
    return sa.and_(is_sparse, Book.extra[ORIGIN, "kind"].as_string() == ADVANCE)


CONDITIONS: dict[Worklist, Callable[[], sa.ColumnElement[bool]]] = {
    Worklist.NO_ISBN: lambda: Book.isbn.is_(None),
    Worklist.WRONG_ISBN: lambda: Book.isbn.is_(None) & Book.extra["isbn"].as_string().is_not(None),
    Worklist.NO_YEAR: lambda: Book.publication_year.is_(None),
    Worklist.NO_LANGUAGE: lambda: Book.language.is_(None),
    Worklist.NO_SUBJECT: lambda: ~sa.exists().where(BookSubject.book_id == Book.id),
    Worklist.NO_CLASS: lambda: Book.dewey.is_(None),
    Worklist.NO_COPY: lambda: ~sa.exists().where(Item.book_id == Book.id),
    Worklist.COPY_TO_CHECK: lambda: sa.exists().where(Item.book_id == Book.id, Item.status == ItemStatus.TO_CHECK),
    Worklist.ADVANCE: _is_advance_record,
    Worklist.SAME_TITLE: _has_same_title,
    Worklist.SET_ASIDE: lambda: has_other_key(Book.extra, ORIGIN),
}
"""Worklist → which books are on it."""


def count(session: Session, worklist: Worklist, most: int) -> int:
    """Return how many books are on a list, `most` at most."""
    some = _select_ids(worklist).limit(most).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def list_page(session: Session, worklist: Worklist, number: int, per_page: int) -> Sequence[int]:
    """Return a page of the books on a list, by number; books with the same title stand together."""
    order = [Book.title_key, Book.id] if worklist is Worklist.SAME_TITLE else [Book.id]
    ids = _select_ids(worklist).order_by(*order)
    return session.scalars(ids.offset((number - 1) * per_page).limit(per_page)).all()


def list_ids(session: Session, worklist: Worklist, most: int) -> list[int]:
    """Return the books on a list, by number, `most` at most."""
    return list(session.scalars(_select_ids(worklist).order_by(Book.id).limit(most)))


def find_next(session: Session, worklist: Worklist, after: int) -> int | None:
    """Return the first book on a list after another one, None at the end of the list."""
    return session.scalar(_select_ids(worklist).where(Book.id > after).order_by(Book.id).limit(1))


def _select_ids(worklist: Worklist) -> sa.Select[int]:
    return sa.select(Book.id).where(CONDITIONS[worklist]())
