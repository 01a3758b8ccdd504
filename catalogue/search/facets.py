"""How many of the books found have each author, subject, language, decade, publisher, and a copy on the shelf."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Any, Protocol

from tantivy import Query

from catalogue.domain.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.domain.views import BookView
from catalogue.search import commonest, cores
from catalogue.search.columns import NUMBERED, Columns, Counts
from catalogue.search.commonest import LISTED, MostBooks
from catalogue.search.index import Snapshot
from catalogue.search.queries import Conditions, Parts, Queries, narrowed, parts

SHOWN = 10
"""Values of a facet that are shown until all are asked for."""

MOST_VALUES = 1000
"""Values of a facet that are told at all: those on most books."""

VALUES: dict[Facet, Callable[[BookView], Iterable[Any]]] = {
    Facet.AUTHOR: lambda book: {credit.name for credit in book.credits},
    Facet.SUBJECT: lambda book: {subject.name for subject in book.subjects},
    Facet.LANGUAGE: lambda book: [book.language],
    Facet.DECADE: lambda book: [book.publication_year // 10 * 10 if book.publication_year is not None else None],
    Facet.PUBLISHER: lambda book: [book.publisher],
    Facet.AVAILABLE: lambda book: [book.n_available > 0],
}
"""What the columns of the index (`search.columns`) hold of a book, headings by name; None where it has no value."""


class Headings(Protocol):
    """The authors and subjects of the catalogue."""

    def with_most_books(self, facet: Facet) -> MostBooks:
        """Return those with most books, see `catalogue.search.commonest`."""

    def filed(self, numbers: Mapping[Facet, Iterable[int]]) -> Mapping[Facet, Mapping[int, str]]:
        """Return the names of those with these numbers that there are, by number, as headings file."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of books that have it; `is_chosen` when the search is narrowed down to it."""

    value: Any
    count: int
    is_chosen: bool = False


def of_books(books: Sequence[BookView], wanted: Iterable[Facet], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most of a few books, ties as headings file."""
    tallies = {
        facet: Counter(value for book in books for value in VALUES[facet](book) if value is not None)
        for facet in wanted
    }
    return {facet: _first(_filed(_on_most(tallies[facet], limit)), limit) for facet in Facet if facet in tallies}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the books found before they are counted, by which the quickest way is chosen.

    :param n_found: how many there are about, after all filters.
    :param is_plain: whether it is quickly told of a book that it is one of them, see `Asked.is_plain`.
    """

    n_found: int = 0
    is_plain: bool = False


def count(
    snapshot: Snapshot,
    found: Query,
    conditions: Conditions,
    wanted: Collection[Facet],
    limit: int,
    headings: Headings,
    known: Known = Known(),
) -> dict[Facet, Counts]:
    """Return on how many books the values of each facet are, without the facet's own filter; headings by number.

    Told are at least the values on most books, as many as wanted, and those on as many books as the last of these.

    :param found: the books that answer the question, before any filter; many are counted on several cores.
    """
    queries = Queries(snapshot)
    by_base: dict[tuple[str, ...], list[Facet]] = {}
    for facet in wanted:
        by_base.setdefault(tuple(name for name in conditions if name != facet), []).append(facet)
    most = {facet: headings.with_most_books(facet) for facet in wanted if _is_one_by_one(queries, facet, limit, known)}
    begun: list[Callable[[], dict[Facet, Counts]]] = []
    for names, facets in by_base.items():
        others = {name: conditions[name] for name in names}
        columns = Columns(queries, narrowed(found, others), known.n_found, limit)
        base = _Base(columns, parts(found, others), most)
        begun += [cores.begun(partial(base.count, some), known.n_found) for some in base.shares(facets)]
    return {facet: counts for wait in begun for facet, counts in wait().items()}


def named(counted: Mapping[Facet, Counts], limit: int, headings: Headings) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, ties as headings file."""
    on_most = {facet: _on_most(counted[facet], limit) for facet in Facet if facet in counted}
    numbers = {facet: counts for facet, counts in on_most.items() if facet in NUMBERED and counts}
    filed = {facet: _filed(counts) for facet, counts in on_most.items() if facet not in numbers}
    for facet, names in (headings.filed(numbers) if numbers else {}).items():
        filed[facet] = {name: on_most[facet][number] for number, name in names.items()}
    return {facet: _first(filed[facet], limit) for facet in on_most}


def _is_one_by_one(queries: Queries, facet: Facet, limit: int, known: Known) -> bool:
    return known.is_plain and limit < LISTED and commonest.is_quicker(facet, known.n_found, queries.n_all())


@dataclass(frozen=True, slots=True)
class _Base:
    """Books over which some facets are counted: in columns, or by the headings with `most` books of all."""

    columns: Columns
    of: Parts
    most: Mapping[Facet, MostBooks]

    def shares(self, facets: Sequence[Facet]) -> Iterator[Sequence[Facet]]:
        """Yield the facets that are counted together: of many books, each that takes long apart, the longest first."""
        long = [facet for facet in facets if facet is Facet.AUTHOR or facet in self.most]
        apart = long if self.columns.n_found > cores.MANY else []
        shares = [[facet for facet in facets if facet not in apart], *([facet] for facet in apart)]
        yield from sorted(filter(None, shares), key=lambda share: Facet.SUBJECT not in share)

    def count(self, facets: Sequence[Facet]) -> dict[Facet, Counts]:
        """Return on how many of the books each value of some facets is, at least of those on most."""
        counted: dict[Facet, Counts] = {}
        for facet in self.most.keys() & facets:
            queries, limit = self.columns.queries, self.columns.limit
            counts = commonest.one_by_one(queries, self.of, facet, self.most[facet], limit)
            if counts is not None:
                counted[facet] = counts
        return counted | self.columns.count([facet for facet in facets if facet not in counted])


def _on_most(counts: Counts, limit: int) -> Counts:
    """Return the values on most books, and those on as many as the last of them."""
    least = min(nlargest(limit, counts.values()), default=0)
    return {value: n for value, n in counts.items() if n >= least}


def _filed(counts: Counts) -> Counts:
    """Return the counts in the order in which a librarian files the values, É with E."""
    return dict(sorted(counts.items(), key=lambda one: heading_key(one[0]) if isinstance(one[0], str) else one[0]))


def _first(counts: Counts, limit: int) -> list[FacetValue]:
    """Return the values on most books, those on as many in the order they have."""
    return [FacetValue(value, n) for value, n in sorted(counts.items(), key=lambda one: -one[1])[:limit]]
