"""The authors and subjects on most of many books, found by looking for headings that have many books.

A heading is on no more of the books found than there are books under it at all. So where many are found, it is enough
to count the headings with most books of all, until none that is left can be among the ten wanted. One after the other,
that is a look at the books of each. All at once, it is a look at every book found, but at none of the many headings
that few of them have.
"""

from bisect import insort
from collections.abc import Mapping, Sequence
from heapq import nlargest

from catalogue.domain.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.search import cores
from catalogue.search.queries import Parts, Queries

FIELDS = {Facet.AUTHOR: "author_name", Facet.SUBJECT: "subject_name"}

FEW = 1_000
"""Books found that are sooner counted in the columns, whatever share of all they are."""

SHARES = {Facet.AUTHOR: 4, Facet.SUBJECT: 2}
"""Of how many books in the index one is found at least where one after the other is the quicker way.

The values of other facets stand in one column, which is quickly counted.
"""

MOST_LOOKS = 3
"""Queries that a count of one subject takes at most; where it takes more, all are counted at once."""

LISTED = 400
"""Headings that are counted at most; by then, the other way would have been quicker."""

Headings = Sequence[tuple[str, int]]
"""The `LISTED` authors or subjects with most books in the catalogue, falling, and how many those are."""


def are_of_use(facet: Facet, n_found: int) -> bool:
    """Tell whether the headings with most books may be of use for counting so many."""
    return facet in FIELDS and n_found > FEW


def is_one_by_one(facet: Facet, n_found: int, n_all: int) -> bool:
    """Tell whether the values of a facet are best counted one after the other."""
    return n_found > n_all // SHARES[facet]


def is_at_once(facet: Facet, of: Parts, n_found: int) -> bool:
    """Tell whether they are else best counted all at once; authors are too many for that, with few books each."""
    return facet is Facet.SUBJECT and n_found > cores.MANY and sum(map(len, of)) > MOST_LOOKS


def one_by_one(queries: Queries, of: Parts, facet: Facet, headings: Headings, limit: int) -> dict[str, int] | None:
    """Return the values on most of some books, of those on as many the first as headings file.

    None when that takes too long this way.
    """
    best: list[tuple[int, str, str]] = []
    for heading, most in headings:
        if len(best) == limit and most < -best[-1][0]:
            break
        if n_books := queries.count_parts(of, queries.term(FIELDS[facet], heading)):
            insort(best, (-n_books, heading_key(heading), heading))
            del best[limit:]
    else:
        if len(headings) == LISTED:
            return None
    return {heading: -n for n, _, heading in best}


def likely(headings: Headings, share: float, limit: int) -> list[str]:
    """Return the headings that may be among the first `limit` of a share of the catalogue, and some more."""
    least = headings[:limit][-1][1] * share / 2
    return [heading for heading, n_books in headings if n_books >= least]


def are_enough(counts: Mapping[str, int], headings: Headings, n_counted: int, limit: int) -> bool:
    """Tell whether none but the headings that were counted, the first so many, can be among the first `limit`."""
    left = headings[n_counted:] or (headings[-1:] if len(headings) == LISTED else [])
    return not left or (len(counts) >= limit and left[0][1] < nlargest(limit, counts.values())[-1])
