"""How many of the books found have each author, subject, language, decade, publisher, and a copy on the shelf."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tantivy import Query

from catalogue.domain.filters import Facet
from catalogue.domain.views import BookView
from catalogue.search import commonest, cores
from catalogue.search.commonest import Headings
from catalogue.search.index import Snapshot
from catalogue.search.layout import MULTIPLE, N_COLUMNS, NO_DECADE, NONE
from catalogue.search.queries import Conditions, Parts, Queries, must, narrowed, parts

SHOWN = 10
"""Values of a facet that are shown until all are asked for."""

MOST_VALUES = 1000
"""Values of a facet that are told at all: those on most books."""

READ = 100
"""Books found up to which reading them all is quicker than to have the index tell what their columns hold."""

_CANDIDATES = 50
"""Values a column is asked for to find the ten of most books: what is frequent is so in some column."""

_FEW, _SMALL = 300, 5_000
"""Books found, and books in all, up to which every value of every column is told, so that no tie is lost."""

_MOST_TOLD = 65_000
"""Values that Tantivy tells at once, of all columns together."""

_ALL = 1_000_000

COLUMNS: dict[Facet, tuple[str, ...]] = {
    Facet.AUTHOR: tuple(f"author_{place}" for place in range(1, N_COLUMNS + 1)),
    Facet.SUBJECT: tuple(f"subject_{place}" for place in range(1, N_COLUMNS + 1)),
    Facet.LANGUAGE: ("language_column",),
    Facet.DECADE: ("decade",),
    Facet.PUBLISHER: ("publisher_column",),
    Facet.AVAILABLE: ("available",),
}
_NOTHING = {None, NONE, NO_DECADE}

VALUES: dict[Facet, Callable[[BookView], Iterable[Any]]] = {
    Facet.AUTHOR: lambda book: {credit.name for credit in book.credits},
    Facet.SUBJECT: lambda book: {subject.name for subject in book.subjects},
    Facet.LANGUAGE: lambda book: [book.language],
    Facet.DECADE: lambda book: [book.publication_year // 10 * 10 if book.publication_year is not None else None],
    Facet.PUBLISHER: lambda book: [book.publisher],
    Facet.AVAILABLE: lambda book: [book.n_available > 0],
}
"""What those columns hold of a book; None where it has no value."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of books that have it; `is_chosen` when the search is narrowed down to it."""

    value: Any
    count: int
    is_chosen: bool = False


def of_books(books: Iterable[BookView], wanted: Iterable[Facet], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most of a few books, ties by value."""
    books = list(books)
    tallies = {facet: Counter(value for book in books for value in VALUES[facet](book)) for facet in wanted}
    return {facet: _first(tallies[facet], limit) for facet in Facet if facet in tallies}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the books found before they are counted, by which the quickest way is chosen.

    :param n_found: how many there are about, after all filters.
    :param is_plain: whether it is quickly told of a book that it is one of them, see `Asked.is_plain`.
    :param headings: the authors and the subjects with most books in the catalogue, where they are of use.
    """

    n_found: int = 0
    is_plain: bool = False
    headings: Mapping[Facet, Headings] = field(default_factory=dict)


def count(
    snapshot: Snapshot,
    found: Query,
    conditions: Conditions,
    wanted: Iterable[Facet],
    limit: int,
    known: Known = Known(),
) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, ties by value; each facet is counted without its own filter.

    :param found: the books that answer the question, before any filter; many are counted on several cores.
    """
    by_base: dict[tuple[str, ...], list[Facet]] = {}
    for facet in wanted:
        by_base.setdefault(tuple(name for name in conditions if name != facet), []).append(facet)
    counts: list[Callable[[], dict[Facet, list[FacetValue]]]] = []
    for names, facets in by_base.items():
        others = {name: conditions[name] for name in names}
        base = _Base(Queries(snapshot), narrowed(found, others), parts(found, others), limit, known)
        counts += [cores.begun(partial(base.count, some), known.n_found) for some in base.shares(facets)]
    counted = {facet: values for wait in counts for facet, values in wait().items()}
    return {facet: counted[facet] for facet in Facet if facet in counted}


@dataclass(frozen=True, slots=True)
class _Base:
    """Books over which some facets are counted: those that `found` finds, which are put together from `of`."""

    queries: Queries
    found: Query
    of: Parts
    limit: int
    known: Known

    def shares(self, facets: Sequence[Facet]) -> Iterator[Sequence[Facet]]:
        """Yield the facets that are counted together: of many books, each that takes long apart, the longest first."""
        long = [facet for facet in facets if facet is Facet.AUTHOR or self._is_one_by_one(facet)]
        apart = long if self.known.n_found > cores.MANY else []
        shares = [[facet for facet in facets if facet not in apart], *([facet] for facet in apart)]
        yield from sorted(filter(None, shares), key=lambda share: Facet.SUBJECT not in share)

    def _is_one_by_one(self, facet: Facet) -> bool:
        is_known = facet in self.known.headings and self.known.is_plain
        return is_known and commonest.is_one_by_one(facet, self.known.n_found, self.queries.n_all())

    def count(self, facets: Sequence[Facet]) -> dict[Facet, list[FacetValue]]:
        """Return the values of some facets on most of the books."""
        counted = {}
        for facet in filter(self._is_one_by_one, facets):
            values = commonest.one_by_one(self.queries, self.of, facet, self.known.headings[facet], self.limit)
            if values is not None:
                counted[facet] = [FacetValue(value, n) for value, n in values]
        left = [facet for facet in facets if facet not in counted]
        return counted | self._by_columns(left, self._likely(left))

    def _likely(self, facets: Sequence[Facet]) -> dict[Facet, list[str]]:
        """Return the headings that are counted at once, by facet."""
        headings, share = self.known.headings, self.known.n_found / max(self.queries.n_all(), 1)
        at_once = [facet for facet in facets if headings.get(facet) and commonest.is_at_once(facet, self.of)]
        return {facet: commonest.likely(headings[facet], share, self.limit) for facet in at_once}

    def _by_columns(
        self, facets: Sequence[Facet], among: Mapping[Facet, Sequence[str]]
    ) -> dict[Facet, list[FacetValue]]:
        told = self._told(facets, among)
        counted: dict[Facet, list[FacetValue]] = {}
        for facet in facets:
            columns = {name: told[name] for name in (*COLUMNS[facet], f"{facet}_rest") if name in told}
            tallies = Counter[Any]()
            for column in columns.values():
                tallies.update(_counts(column))
            if facet in among and not self._are_enough(facet, len(among[facet]), tallies):
                counted |= self._by_columns([facet], {})
                continue
            if facet in MULTIPLE and not all(map(_is_complete, columns.values())):
                del tallies[NONE]
                likely = [value for value, _ in tallies.most_common(self.limit + self.limit // 2)]
                tallies = self._exact(facet, columns, likely)
            if facet is Facet.AVAILABLE:
                tallies = Counter({bool(value): n for value, n in tallies.items()})
            counted[facet] = _first(tallies, self.limit)
        return counted

    def _are_enough(self, facet: Facet, n_counted: int, tallies: Counter[Any]) -> bool:
        return commonest.are_enough(tallies.values(), self.known.headings[facet], n_counted, self.limit)

    def _told(self, facets: Sequence[Facet], among: Mapping[Facet, Sequence[str]]) -> dict[str, dict[str, Any]]:
        """Return what the columns of some facets tell of their values, or of some of them.

        Where many books are found, the few with more values than columns are looked at apart: see `N_COLUMNS`.
        """
        facet_of = {column: facet for facet in facets for column in COLUMNS[facet]}
        doc_freq = self.queries.searcher.doc_freq
        rest = {f"{facet}_rest": facet for facet in facets if facet in MULTIPLE and doc_freq("many", facet.value)}
        if self._are_few:
            return self._look(self.found, facet_of | rest, among)
        told = self._look(self.found, facet_of, among)
        for column, facet in rest.items():
            told |= self._look(must(self.found, self.queries.term("many", facet.value)), {column: facet}, among)
        return told

    def _look(
        self, found: Query, facet_of: Mapping[str, Facet], among: Mapping[Facet, Sequence[str]]
    ) -> dict[str, dict[str, Any]]:
        """Return what some columns tell of the books that `found` finds."""
        sizes = {column: self._sizes(facet, among.get(facet), len(facet_of)) for column, facet in facet_of.items()}
        asked = {column: {"terms": {"field": column, **size}} for column, size in sizes.items()}
        told: dict[str, dict[str, Any]] = self.queries.searcher.aggregate(found, asked) if asked else {}
        return told

    @property
    def _are_few(self) -> bool:
        return 0 < self.known.n_found <= _FEW

    def _sizes(self, facet: Facet, among: Sequence[str] | None, n_columns: int) -> dict[str, Any]:
        """Return how many values of a column are told, of how many of each segment of the index that are weighed."""
        if among:
            return {"size": len(among), "include": among}
        if self._are_few or self.queries.n_all() <= _SMALL or self._is_best_told_whole(facet):
            return {"size": _MOST_TOLD // n_columns, "segment_size": _ALL}
        size = max(self.limit, _CANDIDATES)
        return {"size": size, "segment_size": 3 * size if facet in MULTIPLE else _ALL}

    def _is_best_told_whole(self, facet: Facet) -> bool:
        """Tell whether all values are wanted and to name each is quicker than to count the likeliest one by one."""
        is_quick = facet is not Facet.AUTHOR or self.known.n_found <= cores.MANY
        return self.limit >= MOST_VALUES and is_quick

    def _exact(self, facet: Facet, columns: Mapping[str, dict[str, Any]], likely: Sequence[Any]) -> Counter[Any]:
        """Return the counts of the likeliest values, of which each column told its most frequent ones only."""
        if not _is_exact(columns[COLUMNS[facet][0]]):
            having = {value: self.queries.term(f"{facet}_name", value) for value in likely}
            return Counter({value: self.queries.count_parts(self.of, having[value]) for value in likely})
        # Where the first column is exact, it tells of most books, and what is left is quickly counted.
        counts = {name: _counts(column) for name, column in columns.items()}
        untold = [name for name, column in columns.items() if not _is_complete(column)]
        tallies = Counter[Any]()
        for value in likely:
            for name, column in columns.items():
                if value in counts[name] and _is_exact(column):
                    tallies[value] += counts[name][value]
                elif name in untold and self.queries.searcher.doc_freq(name, value):
                    tallies[value] += self.queries.count_parts(self.of, self.queries.term(name, value))
        return tallies


def _counts(column: dict[str, Any]) -> dict[Any, int]:
    """Return the values that a column told of, each with how many books have it there."""
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in column["buckets"]}


def _first(tallies: Mapping[Any, int], limit: int) -> list[FacetValue]:
    values = sorted((-n, value) for value, n in tallies.items() if value not in _NOTHING and n)
    return [FacetValue(value, -n) for n, value in values[:limit]]


def _is_complete(column: dict[str, Any]) -> bool:
    """Tell whether every value of a column was told, and counted whole."""
    return _is_exact(column) and not column.get("sum_other_doc_count")


def _is_exact(column: dict[str, Any]) -> bool:
    """Tell whether the values of a column that were told were counted whole."""
    return not column.get("doc_count_error_upper_bound")
