"""The search index compared with the tables."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from catalogue.search.index import Snapshot
from catalogue.search.query_builder import QueryBuilder
from catalogue.services.indexing import LiveIndex
from catalogue.store.index_source import IndexSource

BATCH = 5000
"""Books compared at once."""


@dataclass(slots=True)
class IndexDifference:
    """The ids of the books in which an index and the tables differ."""

    n_books: int = 0
    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        """Whether they differ at all."""
        return bool(self.missing or self.surplus or self.stale)


def check_index(live: LiveIndex, session: Session) -> IndexDifference:
    """Compare the index with the tables, book by book; those that change meanwhile are left out.

    :raises IndexUnavailable: when there is no index.
    """
    snapshot = live.current().snapshot
    assert snapshot.state is not None
    source = IndexSource(session)
    difference = IndexDifference()
    first: int | None = 0
    while first is not None:
        stored = source.list_revisions(first, BATCH)
        last = max(stored) if len(stored) == BATCH else None
        indexed = _read_indexed_revisions(snapshot, first + 1, last)
        difference.n_books += len(stored)
        difference.missing += sorted(stored.keys() - indexed.keys())
        difference.surplus += sorted(indexed.keys() - stored.keys())
        difference.stale += sorted(key for key in stored.keys() & indexed.keys() if stored[key] != indexed[key])
        first = last
    changed = set(source.list_changed_books(snapshot.state.seq, source.read_position().seq))
    for book_ids in (difference.missing, difference.surplus, difference.stale):
        book_ids[:] = [book_id for book_id in book_ids if book_id not in changed]
    return difference


def _read_indexed_revisions(snapshot: Snapshot, first: int, last: int | None) -> dict[int, int]:
    """Return the revisions of the books that a snapshot holds, by their ids, from `first` to `last`."""
    queries = QueryBuilder(snapshot)
    query = queries.match_range("id", first, last)
    n_books = queries.count(query)
    addresses = [address for _, address in snapshot.searcher.search(query, max(n_books, 1), count=False).hits]
    columns = (snapshot.searcher.fast_field_values(name, addresses) for name in ("id", "revision"))
    return {int(book_id or 0): int(revision or 0) for book_id, revision in zip(*columns, strict=True)}
