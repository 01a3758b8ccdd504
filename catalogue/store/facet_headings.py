"""The headings that facets show: those with most books, and the names of those that the index counted."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Facet
from catalogue.models.json_rows import json_numbers
from catalogue.store.heading_tables import AUTHORS, SERIES, SUBJECTS

FACET_TABLES = {
    Facet.AUTHOR: AUTHORS.table,
    Facet.CONTRIBUTOR: AUTHORS.table,
    Facet.SUBJECT: SUBJECTS.table,
    Facet.SERIES: SERIES.table,
}


def _select_top(table: sa.Table) -> sa.Select[int, int]:
    with_books = sa.select(table.c.id, table.c.n_books).where(table.c.n_books > 0)
    return with_books.order_by(table.c.n_books.desc(), table.c.id.desc()).limit(sa.bindparam("n"))


def _select_names() -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Return the select of the names of headings of all kinds together, as one statement is quicker than four."""
    names = [
        sa.select(sa.literal_column(f"'{facet}'"), table.c.id, table.c.name, table.c.key).where(
            table.c.id.in_(json_numbers(facet))
        )
        for facet, table in FACET_TABLES.items()
    ]
    return sa.union_all(*names).order_by("key")


_TOP = {facet: _select_top(table) for facet, table in FACET_TABLES.items() if facet is not Facet.CONTRIBUTOR}
"""Not of contributors: the people with most books are authors."""

_NAMES = _select_names()


def list_top_headings(session: Session, n: int) -> dict[Facet, list[tuple[int, int]]]:
    """Return the `n` headings of each kind with most books, as pairs of number and books, as last committed."""
    return {
        facet: [(heading_id, n_books) for heading_id, n_books in session.connection().execute(statement, {"n": n})]
        for facet, statement in _TOP.items()
    }


def read_heading_names(session: Session, ids: Mapping[Facet, Iterable[int]]) -> dict[Facet, dict[int, str]]:
    """Return the names of the headings that there are, by number, in the order in which they file."""
    parameters = {facet.value: list(ids.get(facet, ())) for facet in FACET_TABLES}
    names: dict[Facet, dict[int, str]] = {facet: {} for facet in ids}
    for facet, heading_id, name, _ in session.connection().execute(_NAMES, parameters):
        names[Facet(facet)][heading_id] = name
    return names
