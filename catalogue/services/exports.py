"""Exports: the whole catalogue, or what a list finds, book by book out of one moment of the database."""

from collections.abc import Iterator, Sequence
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.views import BookView, ItemView
from catalogue.models import Book
from catalogue.services import discovery
from catalogue.services.discovery import BookQuery
from catalogue.services.indexing import LiveIndex
from catalogue.store import holdings, transactions
from catalogue.store.book_views import read_books

BATCH = 500
"""Books that are in memory at once."""


def read_all(engine: sa.Engine) -> Iterator[tuple[BookView, list[ItemView]]]:
    """Yield every book with its items, in the order of their numbers."""
    with Session(engine) as session:
        transactions.open_read(session)
        last = 0
        while ids := session.scalars(sa.select(Book.id).where(Book.id > last).order_by(Book.id).limit(BATCH)).all():
            yield from _with_items(session, read_books(session, ids))
            last = ids[-1]


def read_found(engine: sa.Engine, live: LiveIndex, query: BookQuery) -> Iterator[tuple[BookView, list[ItemView]]]:
    """Yield every book that a list finds, in its order, with its items."""
    with Session(engine) as session:
        transactions.open_read(session)
        for number in count(1):
            page = discovery.list_books(session, live, query, number, BATCH)
            yield from _with_items(session, page.hits)
            if number >= page.n_pages:
                return


def read_one(session: Session, book: BookView) -> list[tuple[BookView, list[ItemView]]]:
    """Return one book with its items."""
    return list(_with_items(session, [book]))


def _with_items(session: Session, books: Sequence[BookView]) -> Iterator[tuple[BookView, list[ItemView]]]:
    items = holdings.read_holdings(session, [book.id for book in books])
    return ((book, items[book.id]) for book in books)
