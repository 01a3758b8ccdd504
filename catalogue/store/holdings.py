"""Holdings: the items of books, read and stored together."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemRecord, shelf_key
from catalogue.domain.views import ItemView
from catalogue.models import Book, FormerItem, Item, now
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.bulk_rows import insert_rows


class CodeHolder(NamedTuple):
    """The item that has a code, and its book."""

    item_id: int
    book_id: int
    title: str


def select_items() -> sa.Select[*tuple[Any, ...]]:
    """Return the select behind every `ItemView`: the columns in the order of its fields."""
    columns = table_of(Item).c
    return sa.select(*(columns[field.name] for field in fields(ItemView)))


def read_holdings(session: Session, book_ids: Sequence[int]) -> dict[int, list[ItemView]]:
    """Return the items of each book, in the order of the shelves; a book without items has an empty list."""
    holdings: dict[int, list[ItemView]] = {book_id: [] for book_id in book_ids}
    columns = table_of(Item).c
    shelf_order = (columns.location.nulls_first(), columns.shelf_key.nulls_first(), columns.id)
    for some in split_batches(book_ids, IN_LIMIT):
        rows = session.connection().execute(select_items().where(columns.book_id.in_(some)).order_by(*shelf_order))
        for row in rows:
            holdings[row.book_id].append(ItemView(*row))
    return holdings


def read_items(session: Session, item_ids: Sequence[int]) -> dict[int, ItemView]:
    """Return items by their numbers; those that are not there are left out."""
    items: dict[int, ItemView] = {}
    for some in split_batches(item_ids, IN_LIMIT):
        rows = session.connection().execute(select_items().where(table_of(Item).c.id.in_(some)))
        items |= {row.id: ItemView(*row) for row in rows}
    return items


def find_code_holders(session: Session, name: str, codes: Iterable[str]) -> dict[str, CodeHolder]:
    """Return which items have these codes now. :param name: `barcode` or `inventory_number`."""
    item, book = table_of(Item), table_of(Book)
    rows = sa.select(item.c[name], item.c.id, item.c.book_id, book.c.title)
    rows = rows.join_from(item, book, item.c.book_id == book.c.id)
    holders: dict[str, CodeHolder] = {}
    for some in split_batches(codes, IN_LIMIT):
        for code, *values in session.connection().execute(rows.where(item.c[name].in_(some))):
            holders[code] = CodeHolder(*values)
    return holders


def find_last_barcode(session: Session, first: str, last: str) -> str | None:
    """Return the barcode that sorts last between two, both included; None when no item has or had one there."""
    found = [
        session.scalar(sa.select(sa.func.max(column)).where(column.between(first, last)))
        for column in (Item.barcode, FormerItem.barcode)
    ]
    return max(filter(None, found), default=None)


def map_item(item: ItemRecord) -> dict[str, Any]:
    """Return the columns that an item's record fills, derived ones included."""
    return {
        **{field.name: getattr(item, field.name) for field in fields(ItemRecord)},
        "shelf_key": shelf_key(item.call_number) if item.call_number else None,
    }


def insert_items(
    session: Session, new: Sequence[tuple[int, ItemRecord]], wanted_ids: Sequence[int] | None = None
) -> None:
    """Store items, each with the number of its book; their barcodes are known to be free.

    :param wanted_ids: the numbers that restored items had, which no other item has.
    """
    at = now()
    rows = [
        {**map_item(item), "book_id": book_id, "revision": 1, "created_at": at, "updated_at": at}
        for book_id, item in new
    ]
    if wanted_ids is not None:
        rows = [{**row, "id": item_id} for row, item_id in zip(rows, wanted_ids, strict=True)]
    if rows:
        insert_rows(session, table_of(Item), rows)
