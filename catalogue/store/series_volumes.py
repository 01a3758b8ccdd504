"""The volumes of a series in their order."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Book, BookSeries

_Row = sa.Row[int, str, str | None]


def find_neighbours(session: Session, series_id: int, volume_key: str) -> tuple[_Row | None, _Row | None]:
    """Return the book, title and number of the volumes before and after a place in a series, None where none is."""
    columns = sa.select(BookSeries.book_id, Book.title, BookSeries.number).join(Book, Book.id == BookSeries.book_id)
    others = columns.where(BookSeries.series_id == series_id, BookSeries.number.is_not(None))
    before = others.where(BookSeries.volume_key < volume_key)
    before = before.order_by(BookSeries.volume_key.desc(), BookSeries.book_id)
    after = others.where(BookSeries.volume_key > volume_key).order_by(BookSeries.volume_key, BookSeries.book_id)
    return (session.execute(before.limit(1)).one_or_none(), session.execute(after.limit(1)).one_or_none())
