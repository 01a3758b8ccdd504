"""Headings in the order in which they file, and call numbers in that of the shelf, from a beginning on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from catalogue.store import filing_order
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
    match index:
        case BrowseIndex.TITLES:
            rows = filing_order.list_titles(session, start, n + 1)
        case BrowseIndex.CALL_NUMBERS:
            rows = filing_order.list_call_numbers(session, start, n + 1)
        case _:
            rows = filing_order.list_headings(session, _TABLES[index], start, n + 1)
    entries = [BrowseEntry(*row) for row in rows]
    return BrowsePage(entries[:n], entries[n].key if len(entries) > n else None)
