"""The numbers of books that something is true of, or of all books in an order; `book_views` reads the books."""

from array import array
from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.views import Page
from catalogue.models import Authorship, Book
from catalogue.store import paging
from catalogue.store.paging import SortKey

SORTS: dict[str, SortKey] = {
    "title": SortKey(Book.filing_key),
    "-title": SortKey(Book.filing_key, descending=True),
    "author": SortKey(Book.author_key),
    "-author": SortKey(Book.author_key, descending=True),
    "series": SortKey(Book.series_key),
    "-series": SortKey(Book.series_key, descending=True),
    "year": SortKey(Book.publication_year),
    "-year": SortKey(Book.publication_year, descending=True),
    "created": SortKey(Book.created_at),
    "-created": SortKey(Book.created_at, descending=True),
}
"""The orders a list of books can have; books without the value come last."""


def read_page(session: Session, sort: str, number: int, per_page: int) -> Page[int]:
    """Return one page of all books in an order of `SORTS`."""
    return paging.read_page(session, sa.select(Book.id), (SORTS[sort],), number, per_page, counted_as="books")


def read_page_by_title(session: Session, title_keys: Collection[str], number: int, per_page: int) -> Page[int]:
    """Return one page of the books whose folded title is one of these."""
    ids = sa.select(Book.id).where(Book.title_key.in_(title_keys))
    return paging.read_page(session, ids, (SortKey(Book.title_key),), number, per_page)


def list_sorted(session: Session, sort: str, n_at_once: int) -> "array[int]":
    """Return all books in an order of `SORTS`, 8 bytes each, fetched `n_at_once` at a time."""
    ids = paging.order_rows(sa.select(Book.id), (SORTS[sort],))
    return array("q", session.scalars(ids.execution_options(yield_per=n_at_once)))


def iterate_all(session: Session, n_at_once: int) -> Iterator[int]:
    """Yield every book, in the order of the numbers, fetched `n_at_once` at a time."""
    last = 0
    while ids := session.scalars(sa.select(Book.id).where(Book.id > last).order_by(Book.id).limit(n_at_once)).all():
        yield from ids
        last = ids[-1]


def list_newest(session: Session, n: int) -> Sequence[int]:
    """Return the `n` books that were added last, the newest first."""
    return session.scalars(sa.select(Book.id).order_by(Book.created_at.desc(), Book.id.desc()).limit(n)).all()


def list_by_authors(session: Session, author_ids: Sequence[int], n: int, *, except_id: int) -> Sequence[int]:
    """Return `n` books in which one of these authors has a part, but for one book."""
    ids = sa.select(Authorship.book_id).where(Authorship.author_id.in_(author_ids), Authorship.book_id != except_id)
    return session.scalars(ids.distinct().order_by(Authorship.book_id).limit(n)).all()


def list_by_isbn(session: Session, isbn: str, n: int) -> Sequence[int]:
    """Return the first `n` books with this ISBN (13 bare digits)."""
    return session.scalars(sa.select(Book.id).where(Book.isbn == isbn).order_by(Book.id).limit(n)).all()


def list_by_title_key(session: Session, title_key: str, n: int) -> Sequence[int]:
    """Return the first `n` books whose folded title this is."""
    return session.scalars(sa.select(Book.id).where(Book.title_key == title_key).order_by(Book.id).limit(n)).all()


def list_of_source(session: Session, source: str) -> Sequence[sa.Row[int, str, int]]:
    """Return number, title and revision of each book that came from a source, in the order of the numbers."""
    columns = sa.select(Book.id, Book.title, Book.revision)
    return session.execute(columns.where(Book.source == source).order_by(Book.id)).all()
