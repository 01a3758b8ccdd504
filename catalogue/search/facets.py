"""How many of the books found have each author, subject, language, decade, publisher, and a copy on the shelf."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import Any, Protocol

from tantivy import Query

from catalogue.domain.query.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.domain.views import BookView
from catalogue.search import cores
from catalogue.search.columns import NUMBERED, Columns, Counts
from catalogue.search.commonest import MostBooks, way
from catalogue.search.index import Snapshot
from catalogue.search.queries import Conditions, Queries, narrowed

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
"""What a book has of each facet, headings by name; None where it has no value. The index counts the same."""


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

    :param n_found: about how many there are, after all filters.
    :param is_plain: whether it is quickly told of a book that it has the words, see `Asked.is_plain`.
    """

    n_found: int
    is_plain: bool = False


def begin(
    snapshot: Snapshot,
    found: Query,
    conditions: Conditions,
    wanted: Collection[Facet],
    limit: int,
    headings: Headings,
    known: Known,
) -> Callable[[], dict[Facet, Counts]]:
    """Return what waits for how many books have each value of the facets, headings by number; many are begun at once.

    Each facet is counted without its own filter. Told are at least the values on most books, as many as wanted, and
    those on as many books as the last of these.

    :param found: the books that answer the question, before any filter.
    """
    queries = Queries(snapshot)
    by_base: dict[tuple[str, ...], list[Facet]] = {}
    for facet in wanted:
        by_base.setdefault(tuple(name for name in conditions if name != facet), []).append(facet)
    begun: list[Callable[[], dict[Facet, Counts]]] = []
    for names, facets in by_base.items():
        of = narrowed(found, {name: conditions[name] for name in names})
        n_found = known.n_found if len(names) == len(conditions) else queries.count(of)
        are_many = n_found > cores.MANY
        most = {facet: headings.with_most_books(facet) for facet in facets if are_many and facet in NUMBERED}
        base = _Base(Columns(queries, of, n_found, limit), known.is_plain and not names, most)
        begun += [cores.begun(share, n_found) for share in base.shares(facets)]
    return lambda: {facet: counts for wait in begun for facet, counts in wait().items()}


def named(counted: Mapping[Facet, Counts], limit: int, headings: Headings) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, ties as headings file."""
    on_most = {facet: _on_most(counted[facet], limit) for facet in Facet if facet in counted}
    numbers = {facet: counts for facet, counts in on_most.items() if facet in NUMBERED and counts}
    filed = {facet: _filed(counts) for facet, counts in on_most.items() if facet not in numbers}
    for facet, names in (headings.filed(numbers) if numbers else {}).items():
        filed[facet] = {name: on_most[facet][number] for number, name in names.items()}
    return {facet: _first(filed[facet], limit) for facet in on_most}


@dataclass(frozen=True, slots=True)
class _Base:
    """Books over which some facets are counted: in columns, or by the headings with `most` books of all."""

    columns: Columns
    is_plain: bool
    most: Mapping[Facet, MostBooks]

    def shares(self, facets: Sequence[Facet]) -> Iterator[Callable[[], dict[Facet, Counts]]]:
        """Yield what counts the facets: what is counted in columns together, but of many books the authors apart."""
        ways = {facet: way(self.columns, facet, most, self.is_plain) for facet, most in self.most.items()}
        left = [facet for facet in facets if not ways.get(facet)]
        apart = [Facet.AUTHOR] if self.most and Facet.AUTHOR in left else []
        for together in ([facet for facet in left if facet not in apart], apart):
            if together:
                yield partial(self.columns.count, together)
        for facet in facets:
            if counting := ways.get(facet):
                yield partial(self._of_commonest, facet, counting)

    def _of_commonest(self, facet: Facet, counting: Callable[[], Counts | None]) -> dict[Facet, Counts]:
        counts = counting()
        return self.columns.count([facet]) if counts is None else {facet: counts}


def _on_most(counts: Counts, limit: int) -> Counts:
    """Return the values on most books, and those on as many as the last of them."""
    least = min(nlargest(limit, counts.values()), default=0)
    return {value: n for value, n in counts.items() if n >= least}


def _filed(counts: Counts) -> Counts:
    """Return the counts in the order in which a librarian files the values, É with E."""
    return {value: counts[value] for value in sorted(counts, key=_filing)}


def _filing(value: Any) -> Any:
    return (heading_key(value), value) if isinstance(value, str) else value


def _first(counts: Counts, limit: int) -> list[FacetValue]:
    """Return the values on most books, those on as many in the order they have."""
    return [FacetValue(value, n) for value, n in sorted(counts.items(), key=lambda one: -one[1])[:limit]]
