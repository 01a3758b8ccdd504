"""Facets with names: the values that a page shows, in order, from the counts that the index returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Facet
from catalogue.domain.text import heading_key
from catalogue.models.json_rows import json_numbers
from catalogue.search.facets import N_TOP_HEADINGS, Counts, FacetCounts, TopHeadings
from catalogue.store.heading_tables import AUTHORS, SERIES, SUBJECTS

HEADINGS = {Facet.AUTHOR: AUTHORS.table, Facet.SUBJECT: SUBJECTS.table, Facet.SERIES: SERIES.table}


def _select_top(table: sa.Table) -> sa.Select[int, int]:
    with_books = sa.select(table.c.id, table.c.n_books).where(table.c.n_books > 0)
    return with_books.order_by(table.c.n_books.desc(), table.c.id.desc()).limit(N_TOP_HEADINGS)


def _select_names() -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Return the select of the names of headings of all kinds together, as one statement is quicker than three."""
    names = [
        sa.select(sa.literal_column(f"'{facet}'"), table.c.id, table.c.name, table.c.key).where(
            table.c.id.in_(json_numbers(facet))
        )
        for facet, table in HEADINGS.items()
    ]
    return sa.union_all(*names).order_by("key")


_TOP = {facet: _select_top(table) for facet, table in HEADINGS.items()}
_NAMES = _select_names()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of books that have it; `is_chosen` when the search is narrowed down to it."""

    value: Any
    count: int
    is_chosen: bool = False


def list_top_headings(session: Session) -> TopHeadings:
    """Return the authors and subjects with most books, as they were last committed."""
    return {
        facet: [(id_, n_books) for id_, n_books in session.connection().execute(select)]
        for facet, select in _TOP.items()
    }


def name_values(session: Session, counts: Mapping[Facet, Counts], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the `limit` values of each facet on most books; those on as many in the order in which they file."""
    most = {facet: _keep_most(some, limit) for facet, some in counts.items()}
    ids = {facet: some for facet, some in most.items() if facet in HEADINGS and some}
    names = _name_headings(session, ids) if ids else {}
    filed: dict[Facet, Counts] = {}
    for facet, some in most.items():
        if facet in HEADINGS:
            filed[facet] = {name: some[heading_id] for heading_id, name in names.get(facet, {}).items()}
        else:
            filed[facet] = {value: some[value] for value in sorted(some, key=_sort_key)}
    return {facet: _take_most(filed[facet], limit) for facet in Facet if facet in filed}


def name_facets(session: Session, facets: Mapping[Facet, FacetCounts], limit: int) -> dict[Facet, list[FacetValue]]:
    """Return the values of each facet on most books, and those that are chosen, whatever their count."""
    named = name_values(session, {facet: one.counts for facet, one in facets.items()}, limit)
    return {facet: _mark_chosen(values, facets[facet].chosen) for facet, values in named.items()}


def _mark_chosen(values: Sequence[FacetValue], chosen: Counts) -> list[FacetValue]:
    there = {value.value for value in values}
    marked = [FacetValue(value.value, value.count, value.value in chosen) for value in values]
    return marked + [FacetValue(value, n, is_chosen=True) for value, n in chosen.items() if value not in there]


def _name_headings(session: Session, ids: Mapping[Facet, Iterable[int]]) -> dict[Facet, dict[int, str]]:
    """Return the names of the headings that there are, by id, as they file."""
    parameters = {facet.value: list(ids.get(facet, ())) for facet in HEADINGS}
    names: dict[Facet, dict[int, str]] = {facet: {} for facet in ids}
    for facet, heading_id, name, _ in session.connection().execute(_NAMES, parameters):
        names[Facet(facet)][heading_id] = name
    return names


def _keep_most(counts: Counts, limit: int) -> Counts:
    """Return the values on most books, and those on as many as the last of them."""
    least = min(nlargest(limit, counts.values()), default=0)
    return {value: n for value, n in counts.items() if n >= least}


def _sort_key(value: Any) -> Any:
    """Return what values sort by as a librarian files them, É with E."""
    return (heading_key(value), value) if isinstance(value, str) else value


def _take_most(counts: Counts, limit: int) -> list[FacetValue]:
    return [FacetValue(value, n) for value, n in sorted(counts.items(), key=lambda one: -one[1])[:limit]]
