"""The rows of books, written many at a time, and the few look-ups that a write needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Book, Change, Item, RecordKind
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_numbers

_BOOKS = table_of(Book)
_LAST_NUMBERS = sa.select(
    sa.select(sa.func.max(Book.id)).scalar_subquery(),
    sa.select(sa.func.max(Change.record_id)).where(Change.kind == RecordKind.BOOK).scalar_subquery(),
)
_EVER_USED = sa.select(Change.record_id).where(
    Change.kind == RecordKind.BOOK, Change.record_id.in_(json_numbers("numbers"))
)
_HOLDER = sa.select(sa.func.min(Book.id)).where(Book.isbn == sa.bindparam("isbn"), Book.id != sa.bindparam("but"))


def find_last_number(session: Session) -> int:
    """Return the highest number that a book has, or ever had; 0 when there never was one."""
    return max(0, *(number or 0 for number in session.connection().execute(_LAST_NUMBERS).one()))


def find_used_numbers(session: Session, numbers: Sequence[int]) -> set[int]:
    """Return those of some numbers that a book has, or ever had."""
    return {number for (number,) in session.connection().execute(_EVER_USED, {"numbers": numbers})}


def find_by_isbn(session: Session, isbn: str, except_id: int | None = None) -> int | None:
    """Return the oldest book with this ISBN (13 bare digits), besides one; None when no other has it."""
    holder: int | None = session.connection().scalar(_HOLDER, {"isbn": isbn, "but": except_id or 0})
    return holder


def complete_publisher(session: Session, key: str, most: int) -> list[str]:
    """Return the publishers whose folded names begin with `key`, at most so many, by name."""
    names = sa.select(sa.func.min(Book.publisher)).where(Book.publisher_key.between(key, key + "\U0010ffff"))
    names = names.group_by(Book.publisher_key).order_by(Book.publisher_key).limit(most)
    return [name for name in session.scalars(names) if name]


def update(session: Session, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the same columns of several books, by the numbers of the books."""
    if not rows:
        return
    names = next(iter(rows.values()))
    gaps: dict[str, Any] = {name: sa.bindparam(name) for name in names}
    statement = sa.update(_BOOKS).where(_BOOKS.c.id == sa.bindparam("book_id")).values(gaps)
    session.connection().execute(statement, [{**values, "book_id": book_id} for book_id, values in rows.items()])


def write_digests(session: Session, digests: Mapping[int, str]) -> None:
    """Write what the source says of these books now, so that the same record is known the next time."""
    update(session, {book_id: {"source_digest": digest} for book_id, digest in digests.items()})


def clear_digests(session: Session, book_ids: Sequence[int]) -> None:
    """Clear what the sources of books said last."""
    session.connection().execute(sa.update(_BOOKS).where(_BOOKS.c.id.in_(book_ids)).values(source_digest=None))


def delete(session: Session, book_ids: Iterable[int]) -> None:
    """Delete books with their items; nothing else refers to them any more."""
    ids = list(book_ids)
    session.execute(sa.delete(table_of(Item)).where(Item.book_id.in_(ids)))
    session.execute(sa.delete(_BOOKS).where(Book.id.in_(ids)))
