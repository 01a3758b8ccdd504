"""Which inventory numbers items have, or had."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.models import FormerItem, Item
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT

_COLUMNS = table_of(Item).c.inventory_number, table_of(FormerItem).c.inventory_number


def list_beginning(session: Session, start: str, end: str) -> Iterator[str]:
    """Yield the numbers with such a beginning and end that items have or had."""
    for column in _COLUMNS:
        alike = sa.and_(column.startswith(start, autoescape=True), column.endswith(end, autoescape=True))
        yield from session.connection().scalars(sa.select(column).where(alike))


def find_used(session: Session, numbers: Sequence[str]) -> set[str]:
    """Return those of some numbers that an item has, or had."""
    used: set[str] = set()
    for some in split_batches(numbers, IN_LIMIT):
        for column in _COLUMNS:
            used.update(session.connection().scalars(sa.select(column).where(column.in_(some))))
    return used


def list_items_without(session: Session, most: int) -> list[int]:
    """Return the first of the library's own items in the stock that have no number, in the order of their entry."""
    item = table_of(Item).c
    are_bare = item.inventory_number.is_(None), item.owner.is_(None), item.status != ItemStatus.WITHDRAWN
    rows = sa.select(item.id).where(*are_bare).order_by(item.acquired_on.nulls_last(), item.id).limit(most)
    return list(session.connection().scalars(rows))
