"""One function from a request to the counts of its facets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tantivy import Query

from catalogue.domain.query.filters import Facet, Filters
from catalogue.search import threads
from catalogue.search.facets.columns import COLUMNS, HEADINGS, Columns, Counts
from catalogue.search.facets.top_headings import TopHeadings, choose_count
from catalogue.search.facets.traits import count_traits
from catalogue.search.query_builder import Conditions, QueryBuilder, narrow
from catalogue.search.request import SearchRequest
from catalogue.search.schema import TRAITS


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The number of books for values of one facet, authors and subjects by id: at least the values on most books, and
    those on as many as the last one wanted.

    :param chosen: the same for the values of the facet's own filter, as they are written there.
    """

    counts: Counts
    chosen: Counts = field(default_factory=dict)


def count_facets(
    builder: QueryBuilder,
    matching: Query,
    conditions: Conditions,
    total: int,
    request: SearchRequest,
    top_headings: TopHeadings,
) -> dict[Facet, FacetCounts]:
    """Return the counts of the facets of a request; each is counted without its own filter.

    :param matching: the books that match the text, before any filter.
    :param total: how many of them pass all filters.
    """
    counting = _Counting(builder, matching, conditions, total, request, top_headings)
    started = [threads.start(share, total) for share in counting.split()]
    counts = {facet: some for result in started for facet, some in result().items()}
    return {facet: FacetCounts(counts[facet], counting.count_chosen(facet, counts[facet])) for facet in request.facets}


@dataclass(frozen=True, slots=True)
class _Counting:
    """What `count_facets` was given."""

    builder: QueryBuilder
    matching: Query
    conditions: Conditions
    total: int
    request: SearchRequest
    top_headings: TopHeadings

    def split(self) -> Iterator[Callable[[], dict[Facet, Counts]]]:
        """Yield callables that each count some of the facets."""
        if traits := [facet for facet in TRAITS if facet in self.request.facets]:
            yield partial(self._count_traits, traits)
        by_filters: dict[tuple[str, ...], list[Facet]] = {}
        for facet in COLUMNS:
            if facet in self.request.facets:
                by_filters.setdefault(tuple(name for name in self.conditions if name != facet), []).append(facet)
        for names, facets in by_filters.items():
            yield from self._split_columns(names, facets)

    def _count_traits(self, wanted: Sequence[Facet]) -> dict[Facet, Counts]:
        others = {name: condition for name, condition in self.conditions.items() if name not in TRAITS}
        traits = count_traits(self.builder, narrow(self.matching, others), self.request.filters)
        counts = {facet: traits.count(facet) for facet in wanted}
        if Facet.AVAILABLE in counts and "location" in self.request.filters:
            counts[Facet.AVAILABLE] = self._count_available_at_branches()
        return counts

    def _count_available_at_branches(self) -> Counts:
        """Return how many books are on the shelf at the branches chosen, and how many of theirs are not."""
        counts = {}
        for value in (True, False):
            conditions = self.builder.build_conditions(self.request.filters.replace(available=value))
            counts[value] = self.builder.count(narrow(self.matching, conditions))
        return {value: n for value, n in counts.items() if n}

    def _split_columns(self, names: Sequence[str], facets: list[Facet]) -> Iterator[Callable[[], dict[Facet, Counts]]]:
        """Yield what counts facets that the same filters narrow: by top headings, else in their columns, of many books
        the authors apart from the others, so that two cores share the work.
        """
        matching = narrow(self.matching, {name: self.conditions[name] for name in names})
        n_found = self.total if len(names) == len(self.conditions) else self.builder.count(matching)
        columns = Columns(self.builder, matching, n_found, self.request.n_values)
        remaining: list[Facet] = []
        for facet in facets:
            top = self.top_headings.get(facet, ()) if n_found > threads.MANY else ()
            if count := choose_count(columns, facet, top):
                yield partial(_count_top, columns, facet, count)
            elif facet is Facet.AUTHOR and n_found > threads.MANY:
                yield partial(columns.count, [facet])
            else:
                remaining.append(facet)
        if remaining:
            yield partial(columns.count, remaining)

    def count_chosen(self, facet: Facet, counts: Counts) -> Counts:
        """Return the number of books for each value of the facet's own filter that `counts` does not have.

        `counts` has headings by id, so that it is not known of a heading whether it has it.
        """
        chosen = self.request.filters.get(facet, ())
        if not chosen:
            return {}
        counts_by_id: Mapping[Any, int] = {} if facet in HEADINGS else counts
        others = narrow(self.matching, self.conditions, but_for=facet)
        return {
            value: counts_by_id[value] if value in counts_by_id else self._count_value(others, facet, value)
            for value in chosen
        }

    def _count_value(self, others: Query, facet: Facet, value: Any) -> int:
        condition = self.builder.build_conditions(Filters(**{facet: value}))
        return self.builder.count(narrow(others, condition))


def _count_top(columns: Columns, facet: Facet, count: Callable[[], Counts | None]) -> dict[Facet, Counts]:
    counts = count()
    return columns.count([facet]) if counts is None else {facet: counts}
