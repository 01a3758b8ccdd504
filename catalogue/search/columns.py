"""The columns of the index, in which it stands what each book has of a facet: counted over the books found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from catalogue.domain.filters import Facet
from catalogue.search import cores
from catalogue.search.layout import MULTIPLE, N_COLUMNS, NO_DECADE, NONE
from catalogue.search.queries import Parts, Queries, must

COLUMNS: dict[Facet, tuple[str, ...]] = {
    Facet.AUTHOR: tuple(f"author_{place}" for place in range(1, N_COLUMNS + 1)),
    Facet.SUBJECT: tuple(f"subject_{place}" for place in range(1, N_COLUMNS + 1)),
    Facet.LANGUAGE: ("language_column",),
    Facet.DECADE: ("decade",),
    Facet.PUBLISHER: ("publisher_column",),
    Facet.AVAILABLE: ("available",),
}
NOTHING = {None, NONE, NO_DECADE}
"""What a book has that has no value."""

_CANDIDATES = 50
"""Values a column is asked for to find the ten of most books: what is frequent is so in some column."""

_MOST_TOLD = 65_000
"""Values that Tantivy tells at once, of all columns together."""

_FEW, _SMALL = 300, _MOST_TOLD // N_COLUMNS
"""Books found, and books in all, up to which every value of every column is told, so that no tie is lost."""

_ALL = 1_000_000

Told = dict[str, dict[str, Any]]
"""What Tantivy tells of columns, by their names."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns over some books: those that `found` finds, about `n_found`, which are put together from `of`.

    :param limit: how many values of a facet are wanted, those on most books.
    """

    queries: Queries
    found: Query
    of: Parts
    n_found: int
    limit: int

    def count(
        self, facets: Sequence[Facet], among: Mapping[Facet, Sequence[str]] | None = None
    ) -> dict[Facet, Counter[Any]]:
        """Return on how many books each value of some facets is, at least of those values that are on most.

        :param among: the only values to count of a facet.
        """
        told = self._told(facets, among or {})
        counted: dict[Facet, Counter[Any]] = {}
        for facet in facets:
            columns = {name: told[name] for name in (*COLUMNS[facet], f"{facet}_rest") if name in told}
            tallies = Counter[Any]()
            for column in columns.values():
                tallies.update(_counts(column))
            if facet in MULTIPLE and not all(map(_is_complete, columns.values())):
                del tallies[NONE]
                likely = [value for value, _ in tallies.most_common(self.limit + self.limit // 2)]
                tallies = self._exact(facet, columns, likely)
            counted[facet] = tallies if facet is not Facet.AVAILABLE else _as_truth(tallies)
        return counted

    def _told(self, facets: Sequence[Facet], among: Mapping[Facet, Sequence[str]]) -> Told:
        """Return what the columns of some facets tell of their values, or of some of them.

        Where many books are found, the few with more values than columns are looked at apart: see `N_COLUMNS`.
        """
        doc_freq = self.queries.searcher.doc_freq
        rest = {f"{facet}_rest": facet for facet in facets if facet in MULTIPLE and doc_freq("many", facet.value)}
        if self._are_few:
            return self._look(self.found, _columns_of(facets) | rest, among)
        told: Told = {}
        for some in self._together(facets):
            told |= self._look(self.found, _columns_of(some), among)
        for column, facet in rest.items():
            told |= self._look(must(self.found, self.queries.term("many", facet.value)), {column: facet}, among)
        return told

    def _together(self, facets: Sequence[Facet]) -> list[list[Facet]]:
        """Return the facets that are looked at together: fewer, where room is wanted for every value."""
        if self.queries.n_all() > _SMALL:
            return [[*facets]]
        apart = [[facet] for facet in facets if facet in MULTIPLE]
        return [*apart, [facet for facet in facets if facet not in MULTIPLE]]

    def _look(self, found: Query, facet_of: Mapping[str, Facet], among: Mapping[Facet, Sequence[str]]) -> Told:
        """Return what some columns tell of the books that `found` finds."""
        sizes = {column: self._sizes(facet, among.get(facet), len(facet_of)) for column, facet in facet_of.items()}
        asked = {column: {"terms": {"field": column, **size}} for column, size in sizes.items()}
        told: Told = self.queries.searcher.aggregate(found, asked) if asked else {}
        return told

    @property
    def _are_few(self) -> bool:
        return 0 < self.n_found <= _FEW

    def _sizes(self, facet: Facet, among: Sequence[str] | None, n_columns: int) -> dict[str, Any]:
        """Return how many values of a column are told, of how many of each segment of the index that are weighed."""
        if among:
            return {"size": len(among), "include": among}
        if self._are_few or self.queries.n_all() <= _SMALL or self._is_best_told_whole(facet):
            return {"size": _MOST_TOLD // n_columns, "segment_size": _ALL}
        size = max(self.limit, _CANDIDATES)
        return {"size": size, "segment_size": 3 * size if facet in MULTIPLE else _ALL}

    def _is_best_told_whole(self, facet: Facet) -> bool:
        """Tell whether so many are wanted that to name every value is quicker than to count the likeliest ones."""
        return self.limit > _CANDIDATES and (facet is not Facet.AUTHOR or self.n_found <= cores.MANY)

    def _exact(self, facet: Facet, columns: Told, likely: Iterable[Any]) -> Counter[Any]:
        """Return the counts of the likeliest values, of which each column told its most frequent ones only."""
        if not _is_exact(columns[COLUMNS[facet][0]]):
            having = {value: self.queries.term(f"{facet}_name", value) for value in likely}
            return Counter({value: self.queries.count_parts(self.of, query) for value, query in having.items()})
        # Where the first column is exact, it tells of most books, and what is left is quickly counted.
        counts = {name: _counts(column) for name, column in columns.items()}
        tallies = Counter[Any]()
        for value in likely:
            for name, column in columns.items():
                if value in counts[name] and _is_exact(column):
                    tallies[value] += counts[name][value]
                elif not _is_complete(column) and self.queries.searcher.doc_freq(name, value):
                    tallies[value] += self.queries.count_parts(self.of, self.queries.term(name, value))
        return tallies


def _as_truth(tallies: Mapping[Any, int]) -> Counter[Any]:
    """Return counts of 0 and 1 as counts of False and True."""
    return Counter({bool(value): n for value, n in tallies.items()})


def _columns_of(facets: Iterable[Facet]) -> dict[str, Facet]:
    return {column: facet for facet in facets for column in COLUMNS[facet]}


def _counts(column: dict[str, Any]) -> dict[Any, int]:
    """Return the values that a column told of, each with how many books have it there."""
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in column["buckets"]}


def _is_complete(column: dict[str, Any]) -> bool:
    """Tell whether every value of a column was told, and counted whole."""
    return _is_exact(column) and not column.get("sum_other_doc_count")


def _is_exact(column: dict[str, Any]) -> bool:
    """Tell whether the values of a column that were told were counted whole."""
    return not column.get("doc_count_error_upper_bound")
