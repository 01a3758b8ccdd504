"""Items: the copies of books. A write of an item is a change of its book, whose revision grows."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView, Page
from catalogue.errors import DuplicateBarcode, DuplicateInventoryNumber, NotFound, OnLoan, StaleRevision
from catalogue.models import Item, now
from catalogue.models.base import table_of
from catalogue.services import books
from catalogue.store import code_matches, former_items, holdings, paging
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.change_log import Revisions


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which items a list holds; None leaves a condition out."""

    book_id: int | None = None
    barcode: str | None = None
    location: str | None = None
    status: ItemStatus | None = None


def get(session: Session, item_id: int) -> ItemView:
    """Return an item.

    :raises NotFound: when there is none.
    """
    row = session.execute(holdings.select_items().where(table_of(Item).c.id == item_id)).one_or_none()
    if row is None:
        raise NotFound("item", item_id)
    return ItemView(*row)


def read_holdings(session: Session, book_ids: Sequence[int]) -> dict[int, list[ItemView]]:
    """Return the items of each book, in the order of the shelves; a book without items has an empty list."""
    return holdings.read_holdings(session, book_ids)


def list_(session: Session, query: ItemQuery, page: int, per_page: int) -> Page[ItemView]:
    """Return one page of items, in the order of their numbers."""
    ids = sa.select(Item.id)
    for column, value in (
        (Item.book_id, query.book_id),
        (Item.barcode, query.barcode),
        (Item.location, query.location),
        (Item.status, query.status),
    ):
        if value is not None:
            ids = ids.where(column == value)
    hits = paging.read_page(session, ids, (), page, per_page, counted_as=query)
    columns = table_of(Item).c
    rows = session.execute(holdings.select_items().where(columns.id.in_(hits.hits)).order_by(columns.id))
    return Page([ItemView(*row) for row in rows], hits.total, page, per_page)


def create(session: Session, book_id: int, record: ItemRecord, *, actor: str, wanted_id: int | None = None) -> int:
    """Put a new item under a book and return its number.

    :param wanted_id: the number that a restored item had, which no other item has.
    :raises NotFound: when there is no such book.
    :raises DuplicateBarcode: when another item has, or had, its barcode.
    :raises DuplicateInventoryNumber: when another item has, or had, its inventory number.
    """
    books.get(session, book_id)
    _refuse_taken(session, [record], wanted_id)
    with books.rewriting(session, [book_id], actor=actor):
        holdings.insert_items(session, [(book_id, _date_withdrawal(record))], [wanted_id] if wanted_id else None)
    return wanted_id or session.scalars(sa.select(sa.func.max(Item.id)).where(Item.book_id == book_id)).one()


def create_all(session: Session, book_id: int, records: Sequence[ItemRecord], *, actor: str) -> None:
    """Put new items under a book, as one change of it; refusals are those of `create`."""
    _refuse_taken(session, records)
    if records:
        with books.rewriting(session, [book_id], actor=actor):
            holdings.insert_items(session, [(book_id, _date_withdrawal(record)) for record in records])


def replace(
    session: Session, item_id: int, book_id: int, record: ItemRecord, *, actor: str, expected: Revisions = None
) -> None:
    """Put a record in the place of an item, under the same book or another.

    :raises NotFound: when there is no such item or book.
    :raises StaleRevision: when the item is at none of the `expected` revisions.
    :raises DuplicateBarcode: when another item has, or had, its barcode.
    :raises DuplicateInventoryNumber: when another item has, or had, its inventory number.
    """
    old = _get_current(session, item_id, expected)
    book = books.get(session, book_id)
    _refuse_taken(session, [record], item_id, old.as_record())
    record = _date_withdrawal(record)
    if old.inventory_number != record.inventory_number:
        former_items.retire_number(session, old, book.title)
        former_items.reclaim_number(session, item_id, record.inventory_number or "")
    with books.rewriting(session, sorted({old.book_id, book_id}), actor=actor):
        values = {**holdings.map_item(record), "book_id": book_id, "revision": old.revision + 1, "updated_at": now()}
        table = table_of(Item)
        session.execute(sa.update(table).where(table.c.id == item_id).values(values))


def replace_all(session: Session, records: Mapping[int, ItemRecord], *, actor: str) -> None:
    """Put records in the place of items, by their ids; their books and their barcodes stay as they are."""
    table = table_of(Item)
    statement = sa.update(table).where(table.c.id == sa.bindparam("item_id"))
    for some in split_batches(sorted(records), IN_LIMIT):
        book_ids = session.scalars(sa.select(Item.book_id).where(Item.id.in_(some)).distinct()).all()
        with books.rewriting(session, sorted(book_ids), actor=actor):
            rows = [{**holdings.map_item(records[item_id]), "updated_at": now()} for item_id in some]
            gaps: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0]}
            values = [row | {"item_id": item_id} for item_id, row in zip(some, rows, strict=True)]
            session.connection().execute(statement.values(revision=table.c.revision + 1, **gaps), values)


def move_all(session: Session, item_ids: Sequence[int], book_id: int, *, actor: str) -> None:
    """Put items under another book. :raises NotFound: when there is no such book."""
    books.get(session, book_id)
    table = table_of(Item)
    for some in split_batches(item_ids, IN_LIMIT):
        old = session.scalars(sa.select(Item.book_id).where(Item.id.in_(some)).distinct()).all()
        with books.rewriting(session, sorted({*old, book_id}), actor=actor):
            values = {"book_id": book_id, "revision": table.c.revision + 1, "updated_at": now()}
            session.execute(sa.update(table).where(table.c.id.in_(some)).values(values))


def set_status(session: Session, item_id: int, status: ItemStatus, *, actor: str) -> None:
    """Give an item another status; nothing is written when it has it already.

    :raises NotFound: when there is no such item.
    """
    item = get(session, item_id)
    if item.status is not status:
        replace(session, item_id, item.book_id, dataclasses.replace(item.as_record(), status=status), actor=actor)


def find_book(session: Session, barcode: str) -> int | None:
    """Return the number of the book whose item has this barcode, None when none has it."""
    return session.scalar(sa.select(Item.book_id).where(Item.barcode == barcode))


def delete(session: Session, item_id: int, *, actor: str, expected: Revisions = None) -> None:
    """Delete an item.

    :raises NotFound: when there is no such item.
    :raises StaleRevision: when the item is at none of the `expected` revisions.
    :raises OnLoan: while it is on loan.
    """
    old = _get_current(session, item_id, expected)
    if old.status is ItemStatus.ON_LOAN:
        raise OnLoan(old.book_id, 1)
    former_items.retire(session, [(old, books.get(session, old.book_id).title)])
    with books.rewriting(session, [old.book_id], actor=actor):
        table = table_of(Item)
        session.execute(sa.delete(table).where(table.c.id == item_id))


def delete_all(session: Session, copies: Sequence[ItemView], *, actor: str, are_returned: bool = False) -> None:
    """Delete items, lent ones too; a change of each of their books, in few statements.

    :param are_returned: deposits that go back to their owner, and may come again.
    """
    table = table_of(Item)
    for some in split_batches(copies, IN_LIMIT):
        book_ids = sorted({item.book_id for item in some})
        titles = code_matches.read_titles(session, set(book_ids))
        former_items.retire(session, [(item, titles[item.book_id]) for item in some], are_returned=are_returned)
        with books.rewriting(session, book_ids, actor=actor):
            session.execute(sa.delete(table).where(table.c.id.in_([item.id for item in some])))


def find_by_barcodes(session: Session, wanted: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the items that have these barcodes, by barcode."""
    columns = table_of(Item).c
    ids: dict[str, int] = {}
    for some in split_batches(wanted, IN_LIMIT):
        rows = session.connection().execute(sa.select(columns.barcode, columns.id).where(columns.barcode.in_(some)))
        ids.update((barcode, item_id) for barcode, item_id in rows)
    return ids


def find_holders(session: Session, wanted: Iterable[str]) -> dict[str, ItemView]:
    """Return the items that have these barcodes, by barcode."""
    columns = table_of(Item).c
    holders: dict[str, ItemView] = {}
    for some in split_batches(wanted, IN_LIMIT):
        rows = session.connection().execute(holdings.select_items().where(columns.barcode.in_(some)))
        holders.update((row.barcode, ItemView(*row)) for row in rows)
    return holders


def _get_current(session: Session, item_id: int, expected: Revisions) -> ItemView:
    item = get(session, item_id)
    if expected is not None and item.revision not in expected:
        raise StaleRevision("item", item_id, item.revision)
    return item


def _refuse_taken(
    session: Session, records: Sequence[ItemRecord], item_id: int | None = None, old: ItemRecord | None = None
) -> None:
    """Refuse barcodes and inventory numbers that other items have, or had.

    :param item_id: the item that gets the record, which may have back what was its own.
    :param old: what it says now: it keeps its codes.
    """
    for name in ("barcode", "inventory_number"):
        codes = [code for record in records if (code := getattr(record, name)) and code != getattr(old, name, None)]
        holders = holdings.find_code_holders(session, name, codes)
        former = former_items.find_titles(session, name, codes, but=item_id)
        for code in codes:
            holder = holders.get(code)
            title = holder.title if holder else former.get(code)
            if title is not None and name == "barcode":
                raise DuplicateBarcode(code, holder.item_id if holder else None, title)
            if title is not None:
                raise DuplicateInventoryNumber(code, title)


def _date_withdrawal(record: ItemRecord) -> ItemRecord:
    """Return an item whose withdrawal has a day: today, if it was withdrawn without one."""
    if record.status is not ItemStatus.WITHDRAWN or record.withdrawn_on:
        return record
    return dataclasses.replace(record, withdrawn_on=now().date())
