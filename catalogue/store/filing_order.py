"""Headings, titles and call numbers in the order in which they file, from a key on.

Each row holds the number of the heading or of the first book, the name, the number of books, and the key.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import KEPT_FROM_READERS
from catalogue.models import Book, Item
from catalogue.store.heading_tables import HeadingTable

Rows = Sequence[sa.Row[int, str, int, str]]


def list_headings(session: Session, table: HeadingTable, start: str, n: int) -> Rows:
    """Return the first `n` headings that have books, from the sort key `start` on."""
    columns = table.columns
    headings = sa.select(columns.id, columns.name, columns.n_books, columns.sort_key)
    headings = headings.where(columns.n_books > 0, columns.sort_key >= start).order_by(columns.sort_key, columns.id)
    return session.execute(headings.limit(n)).all()


def list_titles(session: Session, start: str, n: int) -> Rows:
    """Return the first `n` titles, from the title key `start` on."""
    titles = sa.select(sa.func.min(Book.id), sa.func.min(Book.title), sa.func.count(), Book.title_key)
    titles = titles.where(Book.title_key >= start).group_by(Book.title_key).order_by(Book.title_key)
    return session.execute(titles.limit(n)).all()


def list_call_numbers(session: Session, start: str, n: int) -> Rows:
    """Return the first `n` call numbers of copies that readers may see, from the shelf key `start` on."""
    n_books = sa.func.count(sa.distinct(Item.book_id))
    shelves = sa.select(sa.func.min(Item.book_id), sa.func.min(Item.call_number), n_books, Item.shelf_key)
    shelves = shelves.where(Item.shelf_key >= start, Item.status.not_in(KEPT_FROM_READERS))
    shelves = shelves.group_by(Item.shelf_key).order_by(Item.shelf_key).limit(n)
    # Both columns may be null, but not where the key is compared.
    return session.execute(shelves).all()  # type: ignore[return-value]
