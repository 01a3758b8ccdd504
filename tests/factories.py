"""Books for tests, made and stored in one way: a test states only what it is about."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, Credit, IndexedBook, ItemView, SeriesRef, SubjectRef
from catalogue.services import books
from catalogue.services.books import NewBook

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def book_record(title: str = "A title", **fields: Any) -> BookRecord:
    """Return a valid record: `book_record("Whales", subjects=("Marine mammals",))`."""
    return BookRecord(title=title, **fields)


def stored_book(
    session: Session, title: str = "A title", *, items: Sequence[ItemRecord] = (), actor: str = "test", **fields: Any
) -> int:
    """Store a book with its items and return its id; the caller commits."""
    (book_id,) = books.store(session, [NewBook(book_record(title, **fields), tuple(items))], actor=actor)
    return book_id


def indexed_book(title: str = "A title", *, book_id: int = 1, n_items: int = 0, **fields: Any) -> IndexedBook:
    """Return a book as the search index takes it, without a database.

    :param n_items: copies on the shelf, whose barcodes are `ITEM-1-A`, `ITEM-1-B` … unless `barcodes` are given; the
        `call_number` is that of each.
    """
    barcodes = fields.pop("barcodes", [f"ITEM-{book_id}-{chr(ord('A') + number)}" for number in range(n_items)])
    call_number = fields.pop("call_number", None)
    record = book_record(title, **fields)
    shared = {name: getattr(record, name) for name in BookView._fields if hasattr(record, name)}
    view = BookView(
        **shared
        | {
            "id": book_id,
            "revision": 1,
            "created_at": NOW,
            "updated_at": NOW,
            "credits": tuple(
                Credit(place, name, Role.AUTHOR, None, None) for place, name in enumerate(record.authors, 1)
            ),
            "subjects": tuple(SubjectRef(place, name) for place, name in enumerate(record.subjects, 1)),
            "volume_number": None if record.series else record.series_number,
            "all_series": tuple(
                SeriesRef(place, one.name, one.number, one.kind) for place, one in enumerate(record.all_series, 1)
            ),
            "n_items": len(barcodes),
            "n_available": len(barcodes),
        }
    )
    items = [
        make_item_view(number, book_id, barcode=barcode, call_number=call_number)
        for number, barcode in enumerate(barcodes, 1)
    ]
    return IndexedBook(view, items)


def make_item_view(item_id: int, book_id: int, **fields: Any) -> ItemView:
    """Return an item as it is read back, without a database: on the shelf, and of all else what is given."""
    known: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(ItemView))
    known |= {"id": item_id, "book_id": book_id, "status": ItemStatus.AVAILABLE, "revision": 1}
    return ItemView(**known | {"created_at": NOW, "updated_at": NOW} | fields)


def make_outcome(
    position: int,
    title: str = "T",
    *,
    barcodes: Sequence[str] = (),
    wanted_id: int | None = None,
    source_id: str | None = None,
    **fields: Any,
) -> Parsed:
    """Return what a reader of a file yields for a record: `make_outcome(1, "Nana", barcodes=["B1"])`."""
    digest = sha256(repr((title, fields)).encode()).hexdigest()
    items = tuple(ItemRecord(barcode=barcode) for barcode in barcodes)
    return Parsed(position, book_record(title, **fields), source_id or str(position), digest, wanted_id, items)
