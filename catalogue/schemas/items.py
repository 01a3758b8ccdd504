"""An item on the wire."""

from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.items import MOST_PRICE, ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.views import ItemView
from catalogue.schemas.fields import (
    MAX_INTEGER,
    TEXT_PATTERN,
    Integer,
    Price,
    make_choice_field,
    make_field,
    make_line_field,
)
from catalogue.schemas.stored_records import PatchSchema, ReplacementSchema, StoredSchema, make_read_only_field


@dataclass(frozen=True, slots=True)
class ItemOfBook:
    """An item and the id of its book."""

    book_id: int
    record: ItemRecord


class ItemSchema(ma.Schema):
    """The members of an item that a client may write; `load` returns an `ItemOfBook`."""

    class Meta:
        unknown = ma.RAISE

    book_id = Integer(required=True, metadata={"minimum": 1, "maximum": MAX_INTEGER, "examples": [1]})
    barcode = make_line_field(32, text="Unique in the catalogue; null until one is given", example="3000000042")
    inventory_number = make_line_field(
        32, text="Never given twice, not even after the item is gone", example="2024-0117"
    )
    call_number = make_line_field(64, text="What stands on the spine", example="843 CAM")
    location = make_line_field(100, text="The branch or room", example="Centre")
    volume = make_line_field(50, text="Which volume of the book it is", example="2")
    status = ma.fields.Enum(
        ItemStatus,
        by_value=True,
        load_default=ItemStatus.AVAILABLE,
        metadata={"enum": [status.value for status in ItemStatus], "description": "available by default"},
    )
    due_on = make_field(ma.fields.Date, {}, "The day it is to be brought back; only while it is on loan", "2024-06-12")
    acquired_on = make_field(ma.fields.Date, {}, "The day it came to the library", "2024-03-12")
    price = make_field(Price, {"minimum": 0, "maximum": float(MOST_PRICE)}, "What it cost", 12.5)
    owner = make_line_field(100, text="Whose it is, where it is not the library's own: a depositor", example="BDP")
    deposited_on = make_field(ma.fields.Date, {}, "The day its owner deposited it", "2024-03-12")
    return_by = make_field(ma.fields.Date, {}, "The day by which it goes back to its owner", "2025-03-12")
    note = make_field(ma.fields.String, {"maxLength": 2000, "pattern": TEXT_PATTERN}, "For the staff")
    withdrawn_on = make_field(ma.fields.Date, {}, "The day it was withdrawn; only of a withdrawn item", "2024-12-12")
    withdrawal_reason = make_choice_field(WithdrawalReason, "Why it was withdrawn")
    withdrawal_destination = make_choice_field(WithdrawalDestination, "Where it went; destroyed is the pilon")

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> ItemOfBook:
        """Return the valid record with the id of its book."""
        book_id = fields.pop("book_id")
        if not 1 <= book_id <= MAX_INTEGER:
            raise ma.ValidationError("a book's number is 1 or more", "book_id")
        return ItemOfBook(book_id, ItemRecord(**fields))


class ItemLinksSchema(ma.Schema):
    """The API addresses of an item and of its book."""

    self_ = ma.fields.String(required=True, data_key="self", attribute="self")
    book = ma.fields.String(required=True)


class StoredItemSchema(StoredSchema, ItemSchema):
    """An item as the API returns it; `dump_item` builds it."""

    links = make_read_only_field(partial(ma.fields.Nested, ItemLinksSchema))


class ItemReplacementSchema(ReplacementSchema, StoredItemSchema):
    """An item as `PUT` takes it; read-only members may be sent, but only with their stored values."""


class ItemPatchSchema(PatchSchema, StoredItemSchema):
    """A merge patch of an item: the members to change; null removes a member."""

    status = ma.fields.Enum(ItemStatus, by_value=True, allow_none=True, metadata={"enum": [*ItemStatus, None]})


def dump_item(item: ItemView) -> dict[str, Any]:
    """Return an item in its wire form."""
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    values["price"] = None if item.price is None else float(item.price)
    return values | {"links": {"self": f"/api/items/{item.id}", "book": f"/api/books/{item.book_id}"}}
