"""The authors and subjects on most of many books, found without looking at each of the books.

A heading is on no more of the books found than there are books under it at all. So where many are found, headings are
counted one after the other, those with most books of all first, until none that is left can be among the ten wanted.
Counting one is a look at its books; counting all of a column is a look at every book found.
"""

from bisect import insort
from collections.abc import Sequence

from catalogue.domain.filters import Facet
from catalogue.search import cores
from catalogue.search.index import Snapshot
from catalogue.search.queries import Parts, Queries

FIELDS = {Facet.AUTHOR: "author_name", Facet.SUBJECT: "subject_name"}

SHARES = {Facet.AUTHOR: 4, Facet.SUBJECT: 2}
"""Of how many books in the index one is found at least where this is the quicker way, besides `cores.MANY`.

The values of other facets stand in one column, which is quickly counted.
"""

LISTED = 400
"""Headings that are counted at most; by then, the other way would have been quicker."""

Headings = Sequence[tuple[str, int]]
"""The `LISTED` authors or subjects with most books in the catalogue, falling, and how many those are."""


def is_quicker(snapshot: Snapshot, facet: Facet, n_found: int) -> bool:
    """Tell whether the values of a facet are better counted this way."""
    return facet in FIELDS and n_found > max(cores.MANY, snapshot.searcher.num_docs // SHARES[facet])


def count(queries: Queries, of: Parts, facet: Facet, headings: Headings, limit: int) -> list[tuple[str, int]] | None:
    """Return the values on most of some books, ties by value; None when that takes too long this way."""
    best: list[tuple[int, str]] = []
    for heading, most in headings:
        if len(best) == limit and most < -best[-1][0]:
            break
        if n_books := queries.count_parts(of, queries.term(FIELDS[facet], heading)):
            insort(best, (-n_books, heading))
            del best[limit:]
    else:
        if len(headings) == LISTED:
            return None
    return [(heading, -n) for n, heading in best]
