"""The authors and subjects on most of many books found, counted over those with most books in the catalogue.

No heading is on more of the books found than it has books at all. So if many books are found, it is enough to count the
headings with most books until none of the others can be among those wanted.

The number of books of a heading comes from the tables. While the index is behind them, a heading that has just lost
books may be left out.
"""

from bisect import insort
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from math import ceil

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.search.facets.columns import COLUMNS, MAX_BUCKETS, Columns, Counts, aggregate, read_counts, terms
from catalogue.search.query_builder import must

N_TOP_HEADINGS = 2000
"""Headings listed at most; to count more of them takes longer than a pass over all books found."""

MAX_SHARE = 1 / 3
"""Share of all books that the likely headings may have; above it, a pass over all books found is as quick."""

TopHeadings = Mapping[Facet, Sequence[tuple[int, int]]]
"""The authors and subjects with most books in the catalogue, most first: ids, and how many books each has."""


def choose_count(columns: Columns, facet: Facet, top: Sequence[tuple[int, int]]) -> Callable[[], Counts | None] | None:
    """Return a callable that counts a facet over the top headings, None if the column is sooner counted.

    It returns at least the counts of the headings on most of the books, and of those on as many as the last one; None
    if the top headings turn out not to be enough.
    """
    if len(top) < columns.limit:
        return None
    if columns.n_found > columns.builder.count_all() // 2:
        return partial(_count_one_by_one, columns, facet, top)
    least = ceil(top[columns.limit - 1][1] * columns.n_found / columns.builder.count_all())
    likely = {heading_id: n_books for heading_id, n_books in top if n_books >= least}
    if len(likely) == N_TOP_HEADINGS or sum(likely.values()) > MAX_SHARE * columns.builder.count_all():
        return None
    return partial(_count_at_once, columns, facet, likely, least)


def _count_one_by_one(columns: Columns, facet: Facet, top: Sequence[tuple[int, int]]) -> Counts | None:
    counts: dict[int, int] = {}
    best: list[int] = []
    for heading_id, n_books in top:
        if len(best) == columns.limit and n_books < -best[-1]:
            return counts
        theirs = must(columns.builder.term(COLUMNS[facet], heading_id), columns.found)
        if n_found := columns.builder.count(theirs):
            counts[heading_id] = n_found
            insort(best, -n_found)
            del best[columns.limit :]
    return counts if len(top) < N_TOP_HEADINGS else None


def _count_at_once(columns: Columns, facet: Facet, likely: Collection[int], least: int) -> Counts | None:
    """Return the counts of the headings with at least so many books in all as the last one wanted is expected to have
    among those found. If as many as are wanted have that, none of the others does.
    """
    column = COLUMNS[facet]
    theirs = must(columns.found, Query.term_set_query(columns.builder.schema, column, [*likely]))
    result = aggregate(columns.builder, theirs, {column: terms(least, MAX_BUCKETS)})[column]
    counts = {heading_id: n for heading_id, n in read_counts(result).items() if heading_id in likely}
    return counts if len(counts) >= columns.limit and not result["sum_other_doc_count"] else None
