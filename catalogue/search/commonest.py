"""The authors and subjects on most of many books, found without looking at each of the books.

A heading is on no more of the books found than there are books under it at all. So where many are found, headings are
counted one after the other, those with most books of all first, until none that is left can be among the ten wanted.
Counting one is a look at its books; counting all of a column is a look at every book found.
"""

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalogue.domain.filters import Facet
from catalogue.search.index import Snapshot
from catalogue.search.queries import Parts, Queries

FIELDS = {Facet.AUTHOR: "author_name", Facet.SUBJECT: "subject_name"}

MANY = 20_000
SHARES = {Facet.AUTHOR: 4, Facet.SUBJECT: 2}
"""Books found from which on this is the quicker way, and of how many in the index one of them is at least.

The values of other facets stand in one column, which is quickly counted.
"""

LISTED = 400
"""Headings that are counted at most; by then, the other way would have been quicker."""

Headings = Callable[[Facet], Sequence[tuple[str, int]]]
"""What tells the `LISTED` authors or subjects with most books, falling, and how many those are."""


@dataclass(frozen=True, slots=True)
class Commonest:
    """Counts so where `n_found` books are found at least."""

    snapshot: Snapshot
    n_found: int
    headings: Headings

    def is_quicker(self, facet: Facet) -> bool:
        """Tell whether the values of a facet are better counted this way."""
        return facet in FIELDS and self.n_found > max(MANY, self.snapshot.searcher.num_docs // SHARES[facet])

    def count(self, of: Parts, facet: Facet, limit: int) -> list[tuple[str, int]] | None:
        """Return the values on most of some books, ties by value; None when that takes too long this way."""
        queries = Queries(self.snapshot)
        headings = self.headings(facet)
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
