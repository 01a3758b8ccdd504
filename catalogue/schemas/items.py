"""An item on the wire."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView
from catalogue.schemas.fields import BIGGEST, Integer, described, line
from catalogue.schemas.stored import PatchSchema, ReplacementSchema, StoredSchema, read_only


@dataclass(frozen=True, slots=True)
class ItemOfBook:
    """An item and the number of the book it is a copy of."""

    book_id: int
    record: ItemRecord


class ItemSchema(ma.Schema):
    """What a client writes of an item: `load` returns an `ItemOfBook`."""

    class Meta:
        unknown = ma.RAISE

    book_id = Integer(required=True, metadata={"minimum": 1, "maximum": BIGGEST, "examples": [1]})
    barcode = line(32, required=True, text="Unique in the catalogue", example="3000000042")
    call_number = line(64, text="What stands on the spine", example="843 CAM")
    location = line(100, text="The branch or room", example="Centre")
    status = ma.fields.Enum(
        ItemStatus,
        by_value=True,
        load_default=ItemStatus.AVAILABLE,
        metadata={"enum": [status.value for status in ItemStatus], "description": "available when it is not said"},
    )
    acquired_on = described(ma.fields.Date, {}, "The day it came to the library", "2024-03-12")

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> ItemOfBook:
        """Return the valid record with its book."""
        book_id = fields.pop("book_id")
        if not 1 <= book_id <= BIGGEST:
            raise ma.ValidationError("a book's number is 1 or more", "book_id")
        return ItemOfBook(book_id, ItemRecord(**fields))


class ItemLinksSchema(ma.Schema):
    """Where an item and its book are in the API."""

    self_ = ma.fields.String(required=True, data_key="self", attribute="self")
    book = ma.fields.String(required=True)


class StoredItemSchema(StoredSchema, ItemSchema):
    """An item as it is answered; `dump_item` makes the answers."""

    links = read_only(partial(ma.fields.Nested, ItemLinksSchema))


class ItemReplacementSchema(ReplacementSchema, StoredItemSchema):
    """An item as `PUT` takes it; what the catalogue sets may be sent along, and must say what is so."""


class ItemPatchSchema(PatchSchema, StoredItemSchema):
    """A merge patch of an item: the members to change; null takes a member away."""

    status = ma.fields.Enum(ItemStatus, by_value=True, allow_none=True, metadata={"enum": [*ItemStatus, None]})


def dump_item(item: ItemView) -> dict[str, Any]:
    """Return an item as it goes over the wire."""
    return {
        "id": item.id,
        "book_id": item.book_id,
        "barcode": item.barcode,
        "call_number": item.call_number,
        "location": item.location,
        "status": item.status,
        "acquired_on": item.acquired_on,
        "revision": item.revision,
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "links": {"self": f"/api/items/{item.id}", "book": f"/api/books/{item.book_id}"},
    }
