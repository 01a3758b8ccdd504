"""Facets with names: the values that a page shows, in order, from the counts that the index returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.search.facets import N_TOP_HEADINGS, Counts, FacetCounts, TopHeadings
from catalogue.store import facet_headings
from catalogue.store.facet_headings import FACET_TABLES


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of books that have it; `is_chosen` when the search is narrowed down to it."""

    value: Any
    count: int
    is_chosen: bool = False


def list_top_headings(session: Session) -> TopHeadings:
    """Return the authors, subjects and series with most books, as they were last committed."""
    return facet_headings.list_top_headings(session, N_TOP_HEADINGS)


def name_values(session: Session, counts: Mapping[Facet, Counts], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the `limit` values of each facet on most books; those on as many in the order in which they file."""
    most = {facet: _keep_most(some, limit) for facet, some in counts.items()}
    ids = {facet: some for facet, some in most.items() if facet in FACET_TABLES and some}
    names = facet_headings.read_heading_names(session, ids) if ids else {}
    in_order: dict[Facet, Counts] = {}
    for facet, some in most.items():
        if facet in FACET_TABLES:
            in_order[facet] = {name: some[heading_id] for heading_id, name in names.get(facet, {}).items()}
        else:
            in_order[facet] = {value: some[value] for value in sorted(some, key=_sort_key)}
    return {facet: _take_most(in_order[facet], limit) for facet in Facet if facet in in_order}


def name_facets(session: Session, facets: Mapping[Facet, FacetCounts], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, and those that are chosen, whatever their count."""
    values_by_facet = name_values(session, {facet: one.counts for facet, one in facets.items()}, limit)
    return {facet: _mark_chosen(values, facets[facet].chosen) for facet, values in values_by_facet.items()}


def _mark_chosen(values: Sequence[FacetValue], chosen: Counts) -> list[FacetValue]:
    there = {value.value for value in values}
    facet_values = [FacetValue(value.value, value.count, value.value in chosen) for value in values]
    return facet_values + [FacetValue(value, n, is_chosen=True) for value, n in chosen.items() if value not in there]


def _keep_most(counts: Counts, limit: int) -> Counts:
    """Return the values on most books, and those on as many as the last of them."""
    least = min(nlargest(limit, counts.values()), default=0)
    return {value: n for value, n in counts.items() if n >= least}


def _sort_key(value: Any) -> Any:
    """Return what values sort by as a librarian files them, É with E."""
    return (heading_key(value), value) if isinstance(value, str) else value


def _take_most(counts: Counts, limit: int) -> list[FacetValue]:
    return [FacetValue(value, n) for value, n in sorted(counts.items(), key=lambda one: -one[1])[:limit]]
