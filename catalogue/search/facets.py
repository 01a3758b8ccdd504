"""How many of the books found have each author, subject, language, decade, publisher, and a copy on the shelf."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
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

_CANDIDATES = 50
"""Values a column is asked for to find the ten of most books: what is frequent is so in some column."""

_FEW, _SMALL = 300, 5_000
"""Books found, and books in all, up to which every value of every column is told, so that no tie is lost."""

_ALL = 1_000_000
_MOST_LOOKS = 3
"""Queries that a count of one subject takes at most; where it takes more, telling all of a column is quicker."""

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


def count(
    snapshot: Snapshot,
    found: Query,
    conditions: Conditions,
    wanted: Iterable[Facet],
    limit: int,
    n_found: int = 0,
    headings: Mapping[Facet, Headings] = MappingProxyType({}),
) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, ties by value; each facet is counted without its own filter.

    :param found: the books that answer the question, before any filter.
    :param n_found: how many there are about, after all filters; many are counted on several cores.
    :param headings: those with most books, of the facets that are quicker counted so.
    """
    by_base: dict[tuple[str, ...], list[Facet]] = {}
    for facet in wanted:
        by_base.setdefault(tuple(name for name in conditions if name != facet), []).append(facet)
    counts: list[Callable[[], dict[Facet, list[FacetValue]]]] = []
    for names, facets in by_base.items():
        others = {name: conditions[name] for name in names}
        base = _Base(Queries(snapshot), narrowed(found, others), parts(found, others), limit, n_found)
        for some in base.shares(facets, headings):
            counts.append(cores.begun(partial(base.count, some, headings), n_found))
    counted = {facet: values for wait in counts for facet, values in wait().items()}
    return {facet: counted[facet] for facet in Facet if facet in counted}


@dataclass(frozen=True, slots=True)
class _Base:
    """Books over which some facets are counted: those that `found` finds, which are put together from `of`."""

    queries: Queries
    found: Query
    of: Parts
    limit: int
    n_found: int

    def shares(self, facets: Sequence[Facet], headings: Mapping[Facet, Headings]) -> Iterator[Sequence[Facet]]:
        """Yield the facets that are counted together: of many books, each that takes long apart, the longest first."""
        apart = {Facet.AUTHOR, *headings} if self.n_found > cores.MANY else set()
        together = [facet for facet in facets if facet not in apart]
        shares = [together, *([facet] for facet in facets if facet in apart)]
        yield from sorted(filter(None, shares), key=lambda share: Facet.SUBJECT not in share)

    def count(self, facets: Sequence[Facet], headings: Mapping[Facet, Headings]) -> dict[Facet, list[FacetValue]]:
        """Return the values of some facets on most of the books."""
        counted = {}
        for facet in facets:
            if facet in headings:
                values = commonest.count(self.queries, self.of, facet, headings[facet], self.limit)
                if values is not None:
                    counted[facet] = [FacetValue(value, n) for value, n in values]
        return counted | self._by_columns([facet for facet in facets if facet not in counted])

    def _by_columns(self, facets: Sequence[Facet]) -> dict[Facet, list[FacetValue]]:
        searcher = self.queries.searcher
        asked = {column: self._terms(column, facet) for facet in facets for column in COLUMNS[facet]}
        answer = searcher.aggregate(self.found, asked) if asked else {}
        counted = {}
        for facet in facets:
            columns = {name: answer[name] for name in COLUMNS[facet]}
            if facet in MULTIPLE and searcher.doc_freq("many", facet.value):
                many = must(self.found, self.queries.term("many", facet.value))
                rest = f"{facet}_rest"
                columns[rest] = searcher.aggregate(many, {rest: self._terms(rest, facet)})[rest]
            tallies = Counter[Any]()
            for column in columns.values():
                tallies.update({bucket["key"]: int(bucket["doc_count"]) for bucket in column["buckets"]})
            if facet in MULTIPLE and not all(map(_is_complete, columns.values())):
                del tallies[NONE]
                likely = [value for value, _ in tallies.most_common(self.limit + self.limit // 2)]
                tallies = self._exact(facet, columns, likely)
            if facet is Facet.AVAILABLE:
                tallies = Counter({bool(value): n for value, n in tallies.items()})
            counted[facet] = _first(tallies, self.limit)
        return counted

    def _terms(self, column: str, facet: Facet) -> dict[str, Any]:
        """Return what asks for the most frequent values of a column; where there is only one, all of it is weighed.

        So are subjects where many books are found and counting one of the likeliest would be several looks.
        """
        if 0 < self.n_found <= _FEW or self.queries.n_all() <= _SMALL:
            return {"terms": {"field": column, "size": _ALL}}
        size = max(self.limit, _CANDIDATES)
        is_dear = self.n_found > cores.MANY and sum(map(len, self.of)) > _MOST_LOOKS
        is_weighed = facet not in MULTIPLE or (facet is Facet.SUBJECT and is_dear)
        return {"terms": {"field": column, "size": size, "segment_size": _ALL if is_weighed else 3 * size}}

    def _exact(self, facet: Facet, columns: Mapping[str, dict[str, Any]], likely: Sequence[Any]) -> Counter[Any]:
        """Return the counts of the likeliest values, of which each column told its most frequent ones only."""
        if not _is_exact(columns[COLUMNS[facet][0]]):
            having = {value: self.queries.term(f"{facet}_name", value) for value in likely}
            return Counter({value: self.queries.count_parts(self.of, having[value]) for value in likely})
        # Where the first column is exact, it tells of most books, and what is left is quickly counted.
        return Counter({value: sum(self._in_columns(columns, value)) for value in likely})

    def _in_columns(self, columns: Mapping[str, dict[str, Any]], value: Any) -> Iterator[int]:
        """Yield how many books have a value in each column."""
        for name, column in columns.items():
            told = [int(bucket["doc_count"]) for bucket in column["buckets"] if bucket["key"] == value]
            if _is_complete(column) or (told and _is_exact(column)):
                yield from told
            elif self.queries.searcher.doc_freq(name, value):
                yield self.queries.count_parts(self.of, self.queries.term(name, value))


def _first(tallies: Mapping[Any, int], limit: int) -> list[FacetValue]:
    values = sorted((-n, value) for value, n in tallies.items() if value not in _NOTHING and n)
    return [FacetValue(value, -n) for n, value in values[:limit]]


def _is_complete(column: dict[str, Any]) -> bool:
    """Tell whether every value of a column was told, and counted whole."""
    return _is_exact(column) and not column.get("sum_other_doc_count")


def _is_exact(column: dict[str, Any]) -> bool:
    """Tell whether the values of a column that were told were counted whole."""
    return not column.get("doc_count_error_upper_bound")
