"""The columns of the index, in which each book has its values of a facet, counted over some books."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.search.query_builder import QueryBuilder
from catalogue.search.schema import NONE

COLUMNS: dict[Facet, str] = {
    Facet.AUTHOR: "author_id",
    Facet.CONTRIBUTOR: "contributor_id",
    Facet.SUBJECT: "subject_id",
    Facet.SERIES: "series_id",
    Facet.PUBLISHER: "publisher_column",
}
"""The columns of facets of which a book may have many values; `traits` holds the others."""

PARTS = (Facet.AUTHOR, Facet.CONTRIBUTOR)
"""The facets of people: their parts in books."""

HEADINGS = (Facet.AUTHOR, Facet.CONTRIBUTOR, Facet.SUBJECT, Facet.SERIES)
"""Facets whose columns hold ids of headings."""

MAX_BUCKETS = 65_000
"""Values that Tantivy returns from one aggregation, of all columns together."""

_SEGMENT_SIZE = 100_000_000
"""Values counted in each segment: all of them, as counts would be approximate otherwise."""

_BOOKS_PER_VALUE = 400
"""Heuristic: start with min_doc_count = 1 + n_found / (400 × limit). A bucket costs as much as ten books."""

Counts = Mapping[Any, int]
"""The number of books for each value; headings by id."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns over the books that `found` finds, `n_found` in number.

    :param limit: how many values of a facet are wanted, those on most books.
    """

    builder: QueryBuilder
    found: Query
    n_found: int
    limit: int

    def count(self, facets: Iterable[Facet]) -> dict[Facet, Counts]:
        """Return the counts of each facet: at least the values on most books, and those on as many as the last one."""
        least = 1 + self.n_found // (_BOOKS_PER_VALUE * self.limit)
        counts = self._count({facet: least if facet in HEADINGS else 1 for facet in facets})
        too_few = [facet for facet in counts if facet in HEADINGS and len(counts[facet]) < self.limit]
        return counts | self._count(dict.fromkeys(too_few, 1)) if too_few and least > 1 else counts

    def _count(self, least: Mapping[Facet, int]) -> dict[Facet, Counts]:
        """Return the counts of values on at least so many books."""
        size = MAX_BUCKETS // len(least)
        columns = aggregate(self.builder, self.found, {COLUMNS[facet]: terms(n, size) for facet, n in least.items()})
        counts = {facet: read_counts(columns[COLUMNS[facet]]) for facet in least}
        cut_short = [facet for facet in least if columns[COLUMNS[facet]]["sum_other_doc_count"]]
        return counts | {facet: self._break_ties(facet, counts[facet]) for facet in cut_short}

    def _break_ties(self, facet: Facet, counts: Counts) -> Counts:
        """Return `counts`, of which some were cut off, with the same values on every host.

        If more values than can be returned are on as many books as the last one wanted, those with the lowest keys in
        the column are taken: headings that were entered first, publishers by code point.
        """
        least = nlargest(self.limit, counts.values())[-1]
        if min(counts.values()) < least:
            return counts
        by_key = terms(least, MAX_BUCKETS) | {"order": {"_key": "asc"}}
        column = aggregate(self.builder, self.found, {COLUMNS[facet]: by_key})[COLUMNS[facet]]
        more = {value: n for value, n in counts.items() if n > least}
        return {**read_counts(column), **more}


def aggregate(
    builder: QueryBuilder, found: Query, columns: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return Tantivy's aggregation of some columns, in one pass over the books that `found` finds.

    :param columns: the options of each column, see `terms`.
    """
    options = {
        column: {"terms": {"field": column, "segment_size": _SEGMENT_SIZE, **how}} for column, how in columns.items()
    }
    result: dict[str, dict[str, Any]] = builder.searcher.aggregate(found, options)
    return result


def terms(least: int, size: int) -> dict[str, Any]:
    """Return the options that ask a column for `size` values, of those on at least so many books."""
    return {"min_doc_count": least, "size": size}


def read_counts(column: Mapping[str, Any]) -> Counts:
    """Return the number of books for each value that an aggregation returned."""
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in column["buckets"] if bucket["key"] != NONE}
