"""The values on most of many books, found without looking at each of the books.

A value is on no more of the books found than there are books with it at all. So where many are found, the values are
counted one after the other, those on most books of all first, until none that is left can be among the ten wanted.
Counting one is a look at the books that have it; counting all of a column is a look at every book found.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Query

from catalogue.domain.filters import Facet
from catalogue.search.index import Snapshot, State
from catalogue.search.queries import Queries

FIELDS = {Facet.AUTHOR: "author_name", Facet.SUBJECT: "subject_name"}

MANY = 20_000
SHARES = {Facet.AUTHOR: 4, Facet.SUBJECT: 2}
"""Books found from which on this is the quicker way, and of how many in the index one of them is at least.

The values of other facets stand in one column, which is quickly counted.
"""

LISTED = 400
"""Values that are counted at most; by then, the other way would have been quicker."""

STALE = 1000
"""Changes after which the values of all books are listed anew. Each adds one book at most to what a value has."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The values on most books, falling, each with the most books that had it at `state`."""

    state: State
    values: list[tuple[str, int]]


MOST_PARTS = 6
"""Parts in which the books found are counted at most."""


def is_quicker(snapshot: Snapshot, facet: Facet, n_found: int, n_parts: int) -> bool:
    """Tell whether the values of a facet are better counted this way where so many books are found."""
    if facet not in FIELDS or n_parts > MOST_PARTS:
        return False
    return n_found > max(MANY, snapshot.searcher.num_docs // SHARES[facet])


def count(snapshot: Snapshot, parts: Sequence[Query], facet: Facet, limit: int) -> list[tuple[str, int]] | None:
    """Return the values on most of the books found, ties by value; None when that takes too long this way.

    :param parts: queries that together find the books, no book two of them.
    """
    listed = _listed(snapshot, facet)
    if listed is None:
        return None
    values, n_changes = listed
    queries = Queries(snapshot)
    best: list[tuple[int, str]] = []
    for value, most in values:
        if len(best) == limit and most + n_changes < -best[-1][0]:
            return [(name, -n) for n, name in best]
        if n_books := queries.count_parts(parts, queries.term(FIELDS[facet], value)):
            insort(best, (-n_books, value))
            del best[limit:]
    return [(name, -n) for n, name in best] if len(values) < LISTED and not n_changes else None


def _listed(snapshot: Snapshot, facet: Facet) -> tuple[list[tuple[str, int]], int] | None:
    """Return the values on most books, and the changes since they were listed; None while the index is being built."""
    state = snapshot.state
    if state is None or state.built_to is not None:
        return None
    known: Listed | None = snapshot.commonest.get(facet)
    if known is None or not 0 <= state.seq - known.state.seq <= STALE:
        values = snapshot.searcher.terms_with_prefix(FIELDS[facet], "", limit=LISTED)
        known = snapshot.commonest[facet] = Listed(state, values)
    return known.values, state.seq - known.state.seq
