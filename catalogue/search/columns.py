"""The columns of the index, in which it stands what each book has of a facet: counted over the books found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.search.layout import NONE
from catalogue.search.queries import Queries

COLUMNS: dict[Facet, str] = {
    Facet.AUTHOR: "author_id",
    Facet.SUBJECT: "subject_id",
    Facet.PUBLISHER: "publisher_column",
}
NUMBERED = (Facet.AUTHOR, Facet.SUBJECT)
"""Facets whose columns hold the numbers of headings."""

MOST_TOLD = 65_000
"""Values that Tantivy tells at once, of all columns together."""

_MOST_OF_A_SEGMENT = 100_000_000
"""Values of a segment that are weighed: all of them, or counts would be about right only."""

_FOR_EACH = 400
"""Of so many books found for each value wanted, one is reason to expect one book more under the least of those."""

_LESS = 8
"""How many times fewer are expected where that was too many."""

Counts = Mapping[Any, int]
"""On how many of the books found each value is; authors and subjects by their numbers."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns over some books: those that `found` finds, about `n_found`.

    :param limit: how many values of a facet are wanted, those on most books.
    """

    queries: Queries
    found: Query
    n_found: int
    limit: int

    def count(self, facets: Iterable[Facet]) -> dict[Facet, Counts]:
        """Return the counts of each facet, at least of the values on most books and of those on as many as the last.

        To tell of a heading takes as long as to look at ten books, so those on fewer books than expected are left out.
        """
        expected = 1 + self.n_found // (_FOR_EACH * self.limit)
        counted = self._told({facet: expected if facet in NUMBERED else 1 for facet in facets})
        left = [facet for facet in counted if facet in NUMBERED]
        while expected > 1 and (left := [facet for facet in left if len(counted[facet]) < self.limit]):
            expected = max(expected // _LESS, 1)
            counted |= self._told(dict.fromkeys(left, expected))
        return counted

    def _told(self, least: Mapping[Facet, int]) -> dict[Facet, Counts]:
        """Return the counts of the values on so many books at least."""
        size = MOST_TOLD // len(least)
        told = look(self.queries, self.found, {COLUMNS[facet]: terms(n, size) for facet, n in least.items()})
        counted = {facet: counts_of(told[COLUMNS[facet]]) for facet in least}
        cut_short = [facet for facet in least if told[COLUMNS[facet]]["sum_other_doc_count"]]
        return counted | {facet: self._in_order(facet, counted[facet]) for facet in cut_short}

    def _in_order(self, facet: Facet, counts: Counts) -> Counts:
        """Return `counts`, of which not all were told, so that it does not depend on how the index lies which were.

        Where more values than can be told are on as many books as the last one wanted, those with the lowest keys of
        the column are told: headings that were entered first, publishers by code point.
        """
        wanted = nlargest(self.limit, counts.values())[-1]
        if min(counts.values()) < wanted:
            return counts
        first = terms(wanted, MOST_TOLD) | {"order": {"_key": "asc"}}
        told = look(self.queries, self.found, {COLUMNS[facet]: first})[COLUMNS[facet]]
        more = {value: n for value, n in counts.items() if n > wanted}
        return {**counts_of(told), **more}


def look(queries: Queries, found: Query, wanted: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what Tantivy tells of some columns, in a look at each of the books that `found` finds.

    :param wanted: how each column is asked, see `terms`.
    """
    asked = {
        column: {"terms": {"field": column, "segment_size": _MOST_OF_A_SEGMENT, **how}}
        for column, how in wanted.items()
    }
    told: dict[str, dict[str, Any]] = queries.searcher.aggregate(found, asked)
    return told


def terms(least: int, size: int) -> dict[str, Any]:
    """Return how to ask a column for so many values, of those on so many books at least."""
    return {"min_doc_count": least, "size": size}


def counts_of(column: Mapping[str, Any]) -> Counts:
    """Return on how many books each value is that a column told of."""
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in column["buckets"] if bucket["key"] != NONE}
