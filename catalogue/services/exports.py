"""Exports: the whole catalogue, or what a list finds, book by book out of one moment of the database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.views import BookView, ItemView
from catalogue.store import book_numbers, holdings, transactions
from catalogue.store.book_views import read_books

BATCH = 500
"""Books that are in memory at once."""


@contextmanager
def open_snapshot(engine: Engine) -> Iterator[Session]:
    """Open a session of its own that sees the database of one moment."""
    with Session(engine) as session:
        transactions.open_read(session)
        yield session


def list_all_ids(session: Session) -> Iterator[int]:
    """Return the number of every book, in order, read by and by."""
    return book_numbers.iterate_all(session, BATCH)


def read_all(session: Session) -> Iterator[tuple[BookView, list[ItemView]]]:
    """Yield every book with its items, in the order of their numbers."""
    return read_listed(session, list_all_ids(session))


def read_listed(session: Session, book_ids: Iterable[int]) -> Iterator[tuple[BookView, list[ItemView]]]:
    """Yield the books with these numbers that there are, with their items, in this order."""
    for batch in split_batches(book_ids, BATCH):
        yield from add_items(session, read_books(session, batch))


def add_items(session: Session, books: Sequence[BookView]) -> Iterator[tuple[BookView, list[ItemView]]]:
    """Yield books with their items."""
    items = holdings.read_holdings(session, [book.id for book in books])
    return ((book, items[book.id]) for book in books)
