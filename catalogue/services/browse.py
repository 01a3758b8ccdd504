"""Headings in the order in which they file, and call numbers in that of the shelf, from a beginning on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import KEPT_FROM_READERS
from catalogue.models import Book, Item
from catalogue.store.heading_tables import AUTHORS, SERIES, SUBJECTS


class BrowseIndex(StrEnum):
    """What is browsed; the value is its name in addresses."""

    AUTHORS = "authors"
    SUBJECTS = "subjects"
    SERIES = "series"
    TITLES = "titles"
    CALL_NUMBERS = "call-numbers"


_TABLES = {BrowseIndex.AUTHORS: AUTHORS, BrowseIndex.SUBJECTS: SUBJECTS, BrowseIndex.SERIES: SERIES}


@dataclass(frozen=True, slots=True)
class BrowseEntry:
    """A heading: the id of its author or subject, or of its first book; how many books it has; its key."""

    id: int
    name: str
    n_books: int
    key: str


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """Entries from a beginning on; `next_key` is that of the entry after them, None after the last."""

    entries: Sequence[BrowseEntry]
    next_key: str | None


def list_entries(session: Session, index: BrowseIndex, start: str, n: int) -> BrowsePage:
    """Return the first `n` entries whose keys are not before `start`, a folded beginning or a shelf key."""
    rows = session.execute(_select(index, start).limit(n + 1)).all()
    entries = [BrowseEntry(*row) for row in rows]
    return BrowsePage(entries[:n], entries[n].key if len(entries) > n else None)


def _select(index: BrowseIndex, start: str) -> sa.Select[int, str, int, str]:
    match index:
        case BrowseIndex.TITLES:
            first, n_books = sa.func.min(Book.id), sa.func.count()
            titles = sa.select(first, sa.func.min(Book.title), n_books, Book.title_key)
            return titles.where(Book.title_key >= start).group_by(Book.title_key).order_by(Book.title_key)
        case BrowseIndex.CALL_NUMBERS:
            first, n_books = sa.func.min(Item.book_id), sa.func.count(sa.distinct(Item.book_id))
            shelves = sa.select(first, sa.func.min(Item.call_number), n_books, Item.shelf_key)
            shelves = shelves.where(Item.shelf_key >= start, Item.status.not_in(KEPT_FROM_READERS))
            # Both columns may be null, but not where the key is compared.
            return shelves.group_by(Item.shelf_key).order_by(Item.shelf_key)  # type: ignore[return-value]
        case _:
            columns = _TABLES[index].columns
            headings = sa.select(columns.id, columns.name, columns.n_books, columns.sort_key)
            return headings.where(columns.n_books > 0, columns.sort_key >= start).order_by(columns.sort_key, columns.id)
