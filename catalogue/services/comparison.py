"""The search index held against the tables."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Book
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder
from catalogue.services.followed import Tables
from catalogue.services.indexing import LiveIndex


@dataclass(slots=True)
class Difference:
    """The books in which an index and the tables differ, by their numbers."""

    n_books: int = 0
    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        """Whether they differ at all."""
        return bool(self.missing or self.surplus or self.stale)


def compare(live: LiveIndex, session: Session) -> Difference:
    """Compare the index with the tables, book by book; those that change meanwhile are left out.

    :raises IndexUnavailable: when there is no index.
    """
    snapshot = live.current().snapshot
    assert snapshot.state is not None
    difference = Difference()
    first: int | None = 0
    while first is not None:
        rows = session.execute(sa.select(Book.id, Book.revision).where(Book.id > first).order_by(Book.id).limit(5000))
        stored = {row.id: row.revision for row in rows}
        last = max(stored) if len(stored) == 5000 else None
        indexed = _indexed(snapshot, first + 1, last)
        difference.n_books += len(stored)
        difference.missing += sorted(stored.keys() - indexed.keys())
        difference.surplus += sorted(indexed.keys() - stored.keys())
        difference.stale += sorted(key for key in stored.keys() & indexed.keys() if stored[key] != indexed[key])
        first = last
    tables = Tables(session)
    changed = set(tables.changed(snapshot.state.seq, tables.newest().seq))
    for book_ids in (difference.missing, difference.surplus, difference.stale):
        book_ids[:] = [book_id for book_id in book_ids if book_id not in changed]
    return difference


def _indexed(snapshot: Snapshot, first: int, last: int | None) -> dict[int, int]:
    """Return the revisions of the books that a snapshot holds, by their numbers, from `first` to `last`."""
    queries = QueryBuilder(snapshot)
    found = queries.match_range("id", first, last)
    n_books = queries.count(found)
    addresses = [address for _, address in snapshot.searcher.search(found, max(n_books, 1), count=False).hits]
    columns = (snapshot.searcher.fast_field_values(name, addresses) for name in ("id", "revision"))
    return {int(book_id or 0): int(revision or 0) for book_id, revision in zip(*columns, strict=True)}
