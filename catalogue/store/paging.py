"""Pages of long lists: the last page costs what the first costs."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalogue.domain.views import Page
from catalogue.store import cache

WORTH_A_WALK = 500
"""When so many times more rows match than a page needs, those that do not are skipped faster than all are sorted."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by; rows without a value come last in either direction."""

    column: InstrumentedAttribute[Any]
    descending: bool = False

    def make_clause(self, *, reverse: bool) -> sa.UnaryExpression[Any]:
        """Return the ORDER BY term, or that of the list read from its end."""
        ordered = self.column.desc() if self.descending is not reverse else self.column.asc()
        if not self.column.nullable:
            return ordered
        return ordered.nulls_first() if reverse else ordered.nulls_last()


def read_page(
    session: Session,
    ids: sa.Select[int],
    keys: tuple[SortKey, ...],
    number: int,
    per_page: int,
    *,
    counted_as: Hashable = None,
    is_indexed: bool = False,
) -> Page[int]:
    """Return one page of the numbers that `ids` selects, sorted by `keys`, ties by number.

    Pages of the second half are read from the end, so OFFSET never walks more than half of the list. A page beyond the
    last one is empty.

    :param ids: a select of one id column, without order.
    :param counted_as: a name for all that `ids` selects; with it the total is counted once between two changes.
    :param is_indexed: whether an index has just these rows in this order, so that there is nothing to improve.
    """
    (id_column,) = ids.selected_columns
    if counted_as is None:
        total = count_rows(session, ids)
    else:
        total = cache.remember(session, ("count", counted_as), lambda: count_rows(session, ids))
    start = (number - 1) * per_page
    n_rows = min(per_page, total - start)
    if n_rows <= 0:
        return Page([], total, number, per_page)
    reverse = start > total // 2
    order = [key.make_clause(reverse=reverse) for key in keys]
    last_descending = keys[-1].descending if keys else False
    order.append(id_column.desc() if last_descending is not reverse else id_column.asc())
    offset = total - start - n_rows if reverse else start
    is_near = (offset + n_rows) * WORTH_A_WALK <= total
    if is_near and not is_indexed and session.get_bind().dialect.name == "sqlite":
        ids = _walk_the_order(ids)
    hits = list(session.scalars(ids.order_by(*order).limit(n_rows).offset(offset)))
    return Page(hits[::-1] if reverse else hits, total, number, per_page)


def _walk_the_order(ids: sa.Select[int]) -> sa.Select[int]:
    """Return the same rows by a condition that no index answers, so that SQLite walks the index of the order.

    It would rather collect every row that matches and sort them, because it does not know how many there are;
    PostgreSQL does.
    """
    if ids.whereclause is None:
        return ids
    return sa.select(*ids.selected_columns).where(sa.case((ids.whereclause, 1), else_=0) == 1)


def order_rows(ids: sa.Select[int], keys: tuple[SortKey, ...]) -> sa.Select[int]:
    """Return a select of one id column in the order of `keys`, ties by number, as `read_page` has it."""
    (id_column,) = ids.selected_columns
    is_descending = bool(keys) and keys[-1].descending
    order = [key.make_clause(reverse=False) for key in keys]
    return ids.order_by(*order, id_column.desc() if is_descending else id_column.asc())


def count_rows(session: Session, ids: sa.Select[int]) -> int:
    """Return how many rows a select has."""
    return session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0
