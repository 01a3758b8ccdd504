"""An item on the wire."""

from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView
from catalogue.schemas.fields import BIGGEST, Integer, described, line


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
        metadata={"enum": [status.value for status in ItemStatus]},
    )
    acquired_on = described(ma.fields.Date, {}, "The day it came to the library", "2024-03-12")

    @ma.post_load
    def to_item(self, fields: dict[str, Any], **_: Any) -> ItemOfBook:
        """Return the valid record with its book."""
        book_id = fields.pop("book_id")
        if not 1 <= book_id <= BIGGEST:
            raise ma.ValidationError("a book's number is 1 or more", "book_id")
        return ItemOfBook(book_id, ItemRecord(**fields))


class StoredItemSchema(ItemSchema):
    """An item as it is answered; for the document only, `dump_item` makes the answers."""

    id = Integer(required=True, metadata={"minimum": 1})
    revision = Integer(required=True, metadata={"minimum": 1})
    created_at = ma.fields.DateTime(required=True)
    updated_at = ma.fields.DateTime(required=True)
    links = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


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
