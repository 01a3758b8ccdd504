"""Inventory numbers that items had which are gone: none of them is given again."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.views import ItemView
from catalogue.models import FormerNumber, now
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT


def retire(session: Session, items: Iterable[tuple[ItemView, str]]) -> None:
    """Keep the inventory numbers of items that go or get others, each with the title of its book."""
    rows = [
        {"number": item.inventory_number, "item_id": item.id, "book_id": item.book_id, "title": title, "at": now()}
        for item, title in items
        if item.inventory_number
    ]
    if rows:
        session.connection().execute(sa.insert(table_of(FormerNumber)), rows)


def find(session: Session, number: str) -> FormerNumber | None:
    """Return whose number it was, None when no item that is gone had it."""
    return session.get(FormerNumber, number)


def release(session: Session, numbers: Sequence[str]) -> None:
    """Forget numbers, because the items that had them come back."""
    table = table_of(FormerNumber)
    for some in split_batches(numbers, IN_LIMIT):
        session.connection().execute(sa.delete(table).where(table.c.number.in_(some)))
