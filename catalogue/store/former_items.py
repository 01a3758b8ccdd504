"""Items that are gone, with the codes that they had: what the register lists, and what no other item is given."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.views import ItemView
from catalogue.models import FormerItem, now
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.bulk_rows import insert_rows

_TABLE = table_of(FormerItem)
_ROW = _TABLE.c
_KEPT = (
    *("barcode", "inventory_number", "acquired_on", "deposited_on", "price", "owner"),
    *("withdrawn_on", "withdrawal_reason", "withdrawal_destination"),
)


def retire(session: Session, items: Iterable[tuple[ItemView, str]], *, are_returned: bool = False) -> None:
    """Keep items that go, each with the title of its book.

    :param are_returned: deposits that go back to their owner.
    """
    at = now()
    shared = {"at": at, "is_gone": True, "is_returned": are_returned}
    rows = [
        {"item_id": item.id, "book_id": item.book_id, "title": title}
        | shared
        | {name: getattr(item, name) for name in _KEPT}
        for item, title in items
    ]
    if rows:
        insert_rows(session, _TABLE, rows)


def retire_number(session: Session, item: ItemView, title: str) -> None:
    """Keep the inventory number of an item that gets another one."""
    if item.inventory_number:
        values = {"item_id": item.id, "book_id": item.book_id, "title": title, "at": now(), "is_gone": False}
        values |= {"is_returned": False}
        values |= {"inventory_number": item.inventory_number, "owner": item.owner}
        session.connection().execute(sa.insert(_TABLE).values(values))


def find_titles(session: Session, name: str, codes: Iterable[str], but: int | None = None) -> dict[str, str]:
    """Return the title of the book of each former item, by code. Deposits given back may come again.

    :param name: `barcode` or `inventory_number`.
    :param but: an item that may have back what was its own.
    """
    titles: dict[str, str] = {}
    conditions: list[sa.ColumnElement[bool]] = [_ROW.is_returned.is_(False)]
    if but is not None:
        conditions.append(_ROW.item_id != but)
    for some in split_batches(codes, IN_LIMIT):
        rows = sa.select(_ROW[name], _ROW.title).where(_ROW[name].in_(some), *conditions)
        titles.update((code, title) for code, title in session.connection().execute(rows))
    return titles


def reclaim_number(session: Session, item_id: int, number: str) -> None:
    """Forget that an item had a number before, because it has it again."""
    is_own = sa.and_(_ROW.item_id == item_id, _ROW.inventory_number == number, _ROW.is_gone.is_(False))
    session.connection().execute(sa.delete(_TABLE).where(is_own))


def release(session: Session, states: Sequence[Mapping[str, Any]]) -> None:
    """Forget items, because they come back as these states of the change log say; old states have no numbers."""
    forget(session, [state["id"] for state in states if "id" in state])
    for name in ("barcode", "inventory_number"):
        codes = [state[name] for state in states if "id" not in state and state.get(name)]
        for some in split_batches(codes, IN_LIMIT):
            session.connection().execute(sa.delete(_TABLE).where(_ROW[name].in_(some)))


def forget(session: Session, item_ids: Iterable[int]) -> None:
    """Forget items that are gone, because they come back or should never have been."""
    for some in split_batches(item_ids, IN_LIMIT):
        session.connection().execute(sa.delete(_TABLE).where(_ROW.item_id.in_(some), _ROW.is_gone.is_(True)))


def forget_books(session: Session, book_ids: Iterable[int]) -> None:
    """Forget all items that were of some books, because the books should never have been."""
    for some in split_batches(book_ids, IN_LIMIT):
        session.connection().execute(sa.delete(_TABLE).where(_ROW.book_id.in_(some)))
