"""Lists of scans on the wire."""

from typing import Any

import marshmallow as ma

from catalogue.domain.scans import LONGEST_CODE, ScanLine, ScanListView, ScanState
from catalogue.schemas.fields import Integer, make_line_field
from catalogue.schemas.items import StoredItemSchema, dump_item

MOST_CODES = 1000


class NewScanListSchema(ma.Schema):
    """What a client says of a list that it begins."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(100, required=True, text="What the list is called", example="Retour BDP, novembre")


class ScanListSchema(NewScanListSchema):
    """A list of scans."""

    id = Integer(required=True)
    actor = ma.fields.String(required=True)
    created_at = ma.fields.DateTime(required=True)
    updated_at = ma.fields.DateTime(required=True)
    scans = Integer(required=True, metadata={"description": "How many lines it has"})


class CodesSchema(ma.Schema):
    """Codes to add to a list: barcodes or ISBNs, as the scanner read them."""

    class Meta:
        unknown = ma.RAISE

    codes = ma.fields.List(
        make_line_field(LONGEST_CODE, required=True, example="3000000042"),
        required=True,
        validate=ma.validate.Length(1, MOST_CODES),
    )


class ScanSchema(ma.Schema):
    """One line of a list, and what its code means now."""

    id = Integer(required=True)
    code = ma.fields.String(required=True)
    state = ma.fields.Enum(ScanState, by_value=True, required=True)
    book_id = Integer(required=True, allow_none=True)
    title = ma.fields.String(required=True, allow_none=True)
    item = ma.fields.Nested(StoredItemSchema, required=True, allow_none=True)


def dump_scan_list(scan_list: ScanListView) -> dict[str, Any]:
    """Return a list in its wire form."""
    return {
        "id": scan_list.id,
        "name": scan_list.name,
        "actor": scan_list.actor,
        "created_at": scan_list.created_at,
        "updated_at": scan_list.updated_at,
        "scans": scan_list.n_scans,
    }


def dump_scan(line: ScanLine) -> dict[str, Any]:
    """Return a line in its wire form."""
    return {
        "id": line.id,
        "code": line.match.code,
        "state": line.state,
        "book_id": line.match.book_id,
        "title": line.match.title,
        "item": dump_item(line.match.item) if line.match.item else None,
    }
