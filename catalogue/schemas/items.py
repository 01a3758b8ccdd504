"""An item on the wire."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView
from catalogue.schemas.fields import MAX_INTEGER, Integer, make_field, make_line_field
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
    barcode = make_line_field(32, required=True, text="Unique in the catalogue", example="3000000042")
    call_number = make_line_field(64, text="What stands on the spine", example="843 CAM")
    location = make_line_field(100, text="The branch or room", example="Centre")
    status = ma.fields.Enum(
        ItemStatus,
        by_value=True,
        load_default=ItemStatus.AVAILABLE,
        metadata={"enum": [status.value for status in ItemStatus], "description": "available by default"},
    )
    acquired_on = make_field(ma.fields.Date, {}, "The day it came to the library", "2024-03-12")

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
