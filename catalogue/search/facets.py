"""How many of the books found have each author, subject, language, decade, publisher, and a copy on the shelf."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import nlargest
from typing import Any

from tantivy import Query

from catalogue.domain.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.domain.views import BookView
from catalogue.search import commonest, cores
from catalogue.search.columns import NOTHING, Columns
from catalogue.search.commonest import Headings
from catalogue.search.index import Snapshot
from catalogue.search.queries import Conditions, Queries, narrowed, parts

SHOWN = 10
"""Values of a facet that are shown until all are asked for."""

MOST_VALUES = 1000
"""Values of a facet that are told at all: those on most books."""

READ = 100
"""Books found up to which reading them all is quicker than to have the index tell what their columns hold."""

VALUES: dict[Facet, Callable[[BookView], Iterable[Any]]] = {
    Facet.AUTHOR: lambda book: {credit.name for credit in book.credits},
    Facet.SUBJECT: lambda book: {subject.name for subject in book.subjects},
    Facet.LANGUAGE: lambda book: [book.language],
    Facet.DECADE: lambda book: [book.publication_year // 10 * 10 if book.publication_year is not None else None],
    Facet.PUBLISHER: lambda book: [book.publisher],
    Facet.AVAILABLE: lambda book: [book.n_available > 0],
}
"""What the columns of the index (`search.columns`) hold of a book; None where it has no value."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of books that have it; `is_chosen` when the search is narrowed down to it."""

    value: Any
    count: int
    is_chosen: bool = False


def of_books(books: Iterable[BookView], wanted: Iterable[Facet], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most of a few books, ties as headings file."""
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
    """Return the values of each facet on most books, ties as headings file; each is counted without its own filter.

    :param found: the books that answer the question, before any filter; many are counted on several cores.
    """
    by_base: dict[tuple[str, ...], list[Facet]] = {}
    for facet in wanted:
        by_base.setdefault(tuple(name for name in conditions if name != facet), []).append(facet)
    counts: list[Callable[[], dict[Facet, Mapping[Any, int]]]] = []
    for names, facets in by_base.items():
        others = {name: conditions[name] for name in names}
        columns = Columns(Queries(snapshot), narrowed(found, others), parts(found, others), known.n_found, limit)
        base = _Base(columns, known)
        counts += [cores.begun(partial(base.count, some), known.n_found) for some in base.shares(facets)]
    counted = {facet: values for wait in counts for facet, values in wait().items()}
    return {facet: _first(counted[facet], limit) for facet in Facet if facet in counted}


@dataclass(frozen=True, slots=True)
class _Base:
    """Books over which some facets are counted, in columns or by the headings with most books."""

    columns: Columns
    known: Known

    def shares(self, facets: Sequence[Facet]) -> Iterator[Sequence[Facet]]:
        """Yield the facets that are counted together: of many books, each that takes long apart, the longest first."""
        long = [facet for facet in facets if facet is Facet.AUTHOR or self._is_one_by_one(facet)]
        apart = long if self.known.n_found > cores.MANY else []
        shares = [[facet for facet in facets if facet not in apart], *([facet] for facet in apart)]
        yield from sorted(filter(None, shares), key=lambda share: Facet.SUBJECT not in share)

    def count(self, facets: Sequence[Facet]) -> dict[Facet, Mapping[Any, int]]:
        """Return on how many of the books each value of some facets is, at least of those on most."""
        queries, of, limit = self.columns.queries, self.columns.of, self.columns.limit
        counted: dict[Facet, Mapping[Any, int]] = {}
        for facet in filter(self._is_one_by_one, facets):
            counts = commonest.one_by_one(queries, of, facet, self.known.headings[facet], limit)
            if counts is not None:
                counted[facet] = counts
        left = [facet for facet in facets if facet not in counted]
        among = self._likely(left)
        counted |= self.columns.count(left, among)
        for facet, values in among.items():
            if not commonest.are_enough(counted[facet], self.known.headings[facet], len(values), limit):
                counted |= self.columns.count([facet])
        return counted

    def _is_one_by_one(self, facet: Facet) -> bool:
        is_known = facet in self.known.headings and self.known.is_plain
        return is_known and commonest.is_one_by_one(facet, self.known.n_found, self.columns.queries.n_all())

    def _likely(self, facets: Sequence[Facet]) -> dict[Facet, list[str]]:
        """Return the headings that are counted at once, by facet."""
        headings, share = self.known.headings, self.known.n_found / max(self.columns.queries.n_all(), 1)
        of, n_found = self.columns.of, self.known.n_found
        at_once = [facet for facet in facets if headings.get(facet) and commonest.is_at_once(facet, of, n_found)]
        return {facet: commonest.likely(headings[facet], share, self.columns.limit) for facet in at_once}


def _first(tallies: Mapping[Any, int], limit: int) -> list[FacetValue]:
    told = {value: n for value, n in tallies.items() if value not in NOTHING and n}
    least = min(nlargest(limit, told.values()), default=0)
    values = sorted((-n, _filed(value), value) for value, n in told.items() if n >= least)
    return [FacetValue(value, -n) for n, _, value in values[:limit]]


def _filed(value: Any) -> Any:
    """Return what values of one facet are sorted by: headings as a librarian files them, É with E."""
    return heading_key(value) if isinstance(value, str) else value
