"""Worklists: books whose records want looking at, each list with its count, its pages, and what comes next."""

from sqlalchemy.orm import Session

from catalogue.domain.views import BookView, Page
from catalogue.domain.worklists import Worklist
from catalogue.store import worklists
from catalogue.store.book_views import read_books

MOST_COUNTED = 10_000
"""Where more books are concerned, "10,000 or more" is as good, and takes a bounded time."""


def count(session: Session, worklist: Worklist) -> int:
    """Return how many books are on a list, MOST_COUNTED at most."""
    return worklists.count(session, worklist, MOST_COUNTED)


def list_books(session: Session, worklist: Worklist, number: int, per_page: int) -> Page[BookView]:
    """Return a page of the books on a list, by number; books with the same title stand together."""
    book_ids = worklists.list_page(session, worklist, number, per_page)
    return Page(read_books(session, book_ids), count(session, worklist), number, per_page)


def list_ids(session: Session, worklist: Worklist, most: int) -> list[int]:
    """Return the numbers of the books on a list, `most` at most."""
    return worklists.list_ids(session, worklist, most)


def find_next(session: Session, worklist: Worklist, after: int) -> int | None:
    """Return the number of the first book on a list after another one, None at the end of the list."""
    return worklists.find_next(session, worklist, after)
