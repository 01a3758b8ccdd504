"""The tables of stocktakings: the copies of a scope, the lists of scans, the results of closed ones."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.domain.stocktakings import (
    IN_SCOPE,
    UNKNOWN,
    ScopeItem,
    StocktakingEntry,
    StocktakingGroup,
    StocktakingScope,
    StocktakingView,
    scope_from_json,
)
from catalogue.models import Book, Item, Stocktaking, StocktakingItem, StocktakingList, StocktakingResult, now
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT

_ITEM, _BOOK, _THEN = table_of(Item).c, table_of(Book).c, table_of(StocktakingItem).c
_RESULT = table_of(StocktakingResult).c
_ENTRY_COLUMNS = ("group", "code", "item_id", "book_id", "title", "call_number", "location", "status")


def list_views(session: Session) -> list[StocktakingView]:
    """Return all stocktakings, the newest first."""
    return _read_views(session, sa.true())


def find_view(session: Session, stocktaking_id: int) -> StocktakingView | None:
    """Return a stocktaking, None when there is none."""
    return next(iter(_read_views(session, Stocktaking.id == stocktaking_id)), None)


def find_running(session: Session, list_id: int) -> StocktakingView | None:
    """Return the stocktaking that a list of scans belongs to, if it has not ended."""
    owner = sa.select(StocktakingList.stocktaking_id).where(StocktakingList.scan_list_id == list_id)
    return next(iter(_read_views(session, sa.and_(Stocktaking.id.in_(owner), Stocktaking.closed_at.is_(None)))), None)


def delete(session: Session, stocktaking_id: int) -> None:
    """Delete a stocktaking with its results."""
    table = table_of(Stocktaking)
    session.execute(sa.delete(table).where(table.c.id == stocktaking_id))


def release_list(session: Session, list_id: int) -> None:
    """Have a list of scans belong to no stocktaking."""
    table = table_of(StocktakingList)
    session.execute(sa.delete(table).where(table.c.scan_list_id == list_id))


def close(session: Session, stocktaking_id: int) -> None:
    """Write that a stocktaking has ended, and drop the copies that its scope had when it began."""
    then, table = table_of(StocktakingItem), table_of(Stocktaking)
    session.execute(sa.delete(then).where(then.c.stocktaking_id == stocktaking_id))
    session.execute(sa.update(table).where(table.c.id == stocktaking_id).values(closed_at=now()))
    session.expire_all()


def _read_views(session: Session, condition: sa.ColumnElement[bool]) -> list[StocktakingView]:
    rows = session.scalars(sa.select(Stocktaking).where(condition).order_by(Stocktaking.id.desc()))
    return [
        StocktakingView(one.id, one.name, scope_from_json(one.scope), one.actor, one.started_at, one.closed_at)
        for one in rows
    ]


def select_scope(scope: StocktakingScope, *columns: Any) -> sa.Select[*tuple[Any, ...]]:
    """Return the select of `columns` of the copies of a scope, withdrawn ones left out."""
    statement = sa.select(*columns).select_from(table_of(Item)).where(_ITEM.status != ItemStatus.WITHDRAWN)
    if scope.audiences or scope.materials:
        statement = statement.join(table_of(Book), _BOOK.id == _ITEM.book_id)
    for column, values in ((_BOOK.audience, scope.audiences), (_BOOK.material, scope.materials)):
        if values:
            known = column.in_([value for value in values if value != UNKNOWN])
            statement = statement.where(sa.or_(known, column.is_(None)) if UNKNOWN in values else known)
    if scope.location is not None:
        statement = statement.where(_ITEM.location == scope.location)
    first, last = scope.shelf_keys
    if first is not None:
        statement = statement.where(_ITEM.shelf_key >= first)
    if last is not None:
        statement = statement.where(_ITEM.shelf_key < last)
    return statement


def count_scope(session: Session, scope: StocktakingScope) -> dict[ItemStatus, int]:
    """Return how many copies a scope has in each state."""
    rows = session.execute(select_scope(scope, _ITEM.status, sa.func.count()).group_by(_ITEM.status))
    return dict(rows.all())


def filter_scope(session: Session, scope: StocktakingScope, item_ids: Sequence[int]) -> set[int]:
    """Return those of some copies that a scope has."""
    inside: set[int] = set()
    for some in split_batches(item_ids, IN_LIMIT):
        inside.update(session.scalars(select_scope(scope, _ITEM.id).where(_ITEM.id.in_(some))))
    return inside


def keep_scope(session: Session, stocktaking_id: int, scope: StocktakingScope) -> None:
    """Keep the copies of a scope with their present states."""
    present = select_scope(scope, sa.literal(stocktaking_id, _THEN.stocktaking_id.type), _ITEM.id, _ITEM.status)
    table = table_of(StocktakingItem)
    session.execute(sa.insert(table).from_select(["stocktaking_id", "item_id", "status"], present))


def read_scope(session: Session, stocktaking: StocktakingView) -> list[ScopeItem]:
    """Return the copies of the scope in the order of the shelves, with their states now and at the beginning."""
    then = sa.and_(_THEN.stocktaking_id == stocktaking.id, _THEN.item_id == _ITEM.id)
    statement = select_scope(stocktaking.scope, _ITEM.id, _ITEM.status, _THEN.status)
    statement = statement.outerjoin(table_of(StocktakingItem), then)
    order = _ITEM.location.nulls_first(), _ITEM.shelf_key.nulls_first(), _ITEM.id
    rows = session.connection().execute(statement.order_by(*order)).all()
    return [ScopeItem._make(row) for row in rows]


def read_list_ids(session: Session, stocktaking_id: int) -> list[int]:
    """Return the numbers of the lists of scans that belong to a stocktaking, in the order they were begun."""
    ids = sa.select(StocktakingList.scan_list_id).where(StocktakingList.stocktaking_id == stocktaking_id)
    return list(session.scalars(ids.order_by(StocktakingList.scan_list_id)))


def read_copies(session: Session, group: StocktakingGroup, item_ids: Sequence[int]) -> dict[int, StocktakingEntry]:
    """Return lines of a group for copies as they are now, by their numbers."""
    columns = (_ITEM.barcode, _ITEM.inventory_number, _ITEM.id, _ITEM.book_id, _BOOK.title)
    place = (_ITEM.call_number, _ITEM.location, _ITEM.status)
    joined = table_of(Item).join(table_of(Book), _BOOK.id == _ITEM.book_id)
    found: dict[int, StocktakingEntry] = {}
    for some in split_batches(item_ids, IN_LIMIT):
        rows = sa.select(*columns, *place).select_from(joined).where(_ITEM.id.in_(some))
        for barcode, number, item_id, *rest in session.connection().execute(rows):
            found[item_id] = StocktakingEntry(group, barcode or number or f"#{item_id}", item_id, *rest)
    return found


def keep_results(session: Session, stocktaking_id: int, entries: Iterable[StocktakingEntry]) -> None:
    """Keep the lines of all groups in their order."""
    table = table_of(StocktakingResult)
    for some in split_batches(entries, 1000):
        rows = [{name: getattr(entry, name) for name in _ENTRY_COLUMNS} for entry in some]
        session.connection().execute(sa.insert(table), [row | {"stocktaking_id": stocktaking_id} for row in rows])


def count_results(session: Session, stocktaking_id: int) -> dict[StocktakingGroup, int]:
    """Return how many lines each group of a closed stocktaking has."""
    counts = sa.select(_RESULT.group, sa.func.count()).where(_RESULT.stocktaking_id == stocktaking_id)
    known: dict[StocktakingGroup, int] = dict(session.execute(counts.group_by(_RESULT.group)).all())
    return {group: known.get(group, 0) for group in StocktakingGroup}


def read_results(
    session: Session, stocktaking_id: int, condition: sa.ColumnElement[bool], first: int = 0, most: int | None = None
) -> list[StocktakingEntry]:
    """Return lines of a closed stocktaking that meet a condition, in their order."""
    statement = sa.select(*(_RESULT[name] for name in _ENTRY_COLUMNS))
    statement = statement.where(_RESULT.stocktaking_id == stocktaking_id, condition).order_by(_RESULT.id)
    rows = session.connection().execute(statement.offset(first).limit(most))
    return [StocktakingEntry(*row) for row in rows]


def is_in_group(group: StocktakingGroup) -> sa.ColumnElement[bool]:
    """Return the condition of the lines of a group."""
    return _RESULT.group == group


def is_of_items(item_ids: Sequence[int]) -> sa.ColumnElement[bool]:
    """Return the condition of the lines of some copies, apart from their doubles."""
    return sa.and_(_RESULT.item_id.in_(item_ids), _RESULT.group != StocktakingGroup.DOUBLE)


def read_groups(session: Session, stocktaking_id: int) -> dict[int, StocktakingGroup]:
    """Return the group of each copy of a closed stocktaking, doubles left out."""
    groups = sa.select(_RESULT.item_id, _RESULT.group).where(
        _RESULT.stocktaking_id == stocktaking_id,
        _RESULT.item_id.is_not(None),
        _RESULT.group.in_([*IN_SCOPE, StocktakingGroup.ELSEWHERE, StocktakingGroup.WITHDRAWN]),
    )
    return dict(session.connection().execute(groups).all())
