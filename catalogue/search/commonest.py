"""The authors and subjects on most of many books, found by looking at those with most books of all.

A heading is on no more of the books found than there are books under it at all. So of many books found it is enough to
count the headings with most books, until none that is left can be among those wanted: one after the other where words
alone find most of the books, else all that are likely at once, which is a look at their books only.

How many books a heading has, the tables know. While the index is behind them, a heading that has just lost books may be
left out.
"""

from bisect import insort
from collections.abc import Callable, Collection, Sequence
from functools import partial
from math import ceil

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.search.columns import COLUMNS, MOST_TOLD, Columns, Counts, counts_of, look, terms
from catalogue.search.queries import must

LISTED = 2000
"""Headings that are counted at most; by then, to look at every book found would have been quicker."""

_PART = 0.9
"""Of the books expected under the last heading wanted, those that a likely one has: not all are in the same share."""

MOST_WANTED = 100
"""Headings wanted at most where they are counted one after the other."""

MOST_TIMES = 4
MOST_OF_ALL = 1 / 3
"""How many times as many books as found the likely headings have at most, and what share of all books: else to look at
all books found is as quick."""

MostBooks = Sequence[tuple[int, int]]
"""The `LISTED` authors or subjects with most books in the catalogue, falling: their numbers, and how many books."""


def way(of: Columns, facet: Facet, most: MostBooks, is_plain: bool) -> Callable[[], Counts | None] | None:
    """Return what counts a facet so, None where it is sooner counted in its column.

    It returns the counts of the headings on most of the books, and of those on as many as the last; None when it turns
    out that they cannot be told of the headings that are listed.

    :param is_plain: whether it is quickly told of a book that it is one of those found, see `Asked.is_plain`.
    """
    if is_plain and of.limit <= MOST_WANTED and of.n_found > of.queries.n_all() // 2:
        return partial(_one_by_one, of, facet, most)
    if len(most) < of.limit:
        return None
    least = ceil(_PART * most[of.limit - 1][1] * of.n_found / of.queries.n_all())
    likely = {number: n_books for number, n_books in most if n_books >= least}
    most_books = min(MOST_TIMES * of.n_found, MOST_OF_ALL * of.queries.n_all())
    if len(likely) == LISTED or sum(likely.values()) > most_books:
        return None
    return partial(_at_once, of, facet, likely, least)


def _one_by_one(of: Columns, facet: Facet, most: MostBooks) -> Counts | None:
    counts: dict[int, int] = {}
    best: list[int] = []
    for number, n_books in most:
        if len(best) == of.limit and n_books < -best[-1]:
            return counts
        if n_found := of.queries.count(must(of.queries.term(COLUMNS[facet], number), of.found)):
            counts[number] = n_found
            insort(best, -n_found)
            del best[of.limit :]
    return counts if len(most) < LISTED else None


def _at_once(of: Columns, facet: Facet, likely: Collection[int], least: int) -> Counts | None:
    """Return the counts of the headings with so many books in all as the last one wanted should have among those found.

    When as many as are wanted have that, none of the others does.
    """
    column = COLUMNS[facet]
    theirs = must(of.found, Query.term_set_query(of.queries.schema, column, [*likely]))
    told = look(of.queries, theirs, {column: terms(least, MOST_TOLD)})[column]
    counts = {number: n for number, n in counts_of(told).items() if number in likely}
    return counts if len(counts) >= of.limit and not told["sum_other_doc_count"] else None
