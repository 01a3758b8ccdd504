"""The authors and subjects on most of many books, found by looking at those with most books of all.

A heading is on no more of the books found than there are books under it at all. So where a large share of all books is
found, it is enough to count the headings with most books one after the other, until none that is left can be among
those wanted. That is a look at the books of each; in the columns it would be a look at every book found.
"""

from bisect import insort
from collections.abc import Sequence

from catalogue.domain.filters import Facet
from catalogue.search.columns import COLUMNS, Counts
from catalogue.search.queries import Parts, Queries

SHARES = {Facet.AUTHOR: 4, Facet.SUBJECT: 2}
"""Of how many books in the index one is found at least where this is the quicker way."""

FEW = 1_000
"""Books found that are sooner counted in the columns, whatever share of all they are."""

LISTED = 400
"""Headings that are counted at most; by then, the other way would have been quicker."""

MostBooks = Sequence[tuple[int, int]]
"""The `LISTED` authors or subjects with most books in the catalogue, falling: their numbers, and how many books."""


def is_quicker(facet: Facet, n_found: int, n_all: int) -> bool:
    """Tell whether the values of a facet are best counted so."""
    return facet in SHARES and n_found > max(FEW, n_all // SHARES[facet])


def one_by_one(queries: Queries, of: Parts, facet: Facet, headings: MostBooks, limit: int) -> Counts | None:
    """Return the counts of the headings on most of some books, and of those on as many as the last.

    None when that takes too long this way.
    """
    counts: dict[int, int] = {}
    best: list[int] = []
    for number, most in headings:
        if len(best) == limit and most < -best[-1]:
            return counts
        if n_books := queries.count_parts(of, queries.term(COLUMNS[facet], number)):
            counts[number] = n_books
            insort(best, -n_books)
            del best[limit:]
    return counts if len(headings) < LISTED else None
