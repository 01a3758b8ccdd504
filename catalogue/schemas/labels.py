"""An order for sheets of labels on the wire."""

from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from catalogue.domain.labels import A4_HEIGHT, SHEETS, LabelKind, LabelLayout, LabelSheet, Symbology
from catalogue.schemas.fields import MAX_INTEGER, Integer, make_line_field

MOST_CODES = 5000


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """Which labels, and how: copies by their codes or from a list of scans, or `count` new numbers from `first`."""

    layout: LabelLayout
    codes: tuple[str, ...] = ()
    scan_list: int | None = None
    first: str | None = None
    count: int = 1


def _make_measure(text: str, least: float = 0, **options: Any) -> ma.fields.Float:
    bounds = {"minimum": least, "maximum": A4_HEIGHT}
    return ma.fields.Float(
        validate=ma.validate.Range(least, A4_HEIGHT), metadata={"description": text, **bounds}, **options
    )


class MeasuresSchema(ma.Schema):
    """One's own sheet of A4; all measures in millimetres."""

    class Meta:
        unknown = ma.RAISE

    columns = Integer(required=True, validate=ma.validate.Range(1, 100))
    rows = Integer(required=True, validate=ma.validate.Range(1, 100))
    width = _make_measure("Width of a label", 5, required=True)
    height = _make_measure("Height of a label", 5, required=True)
    left = _make_measure("Left margin of the sheet", load_default=0.0)
    top = _make_measure("Upper margin of the sheet", load_default=0.0)
    gap_x = _make_measure("Gap between columns", load_default=0.0)
    gap_y = _make_measure("Gap between rows", load_default=0.0)


class LabelOrderSchema(ma.Schema):
    """What to print; `load` returns a `LabelOrder`."""

    class Meta:
        unknown = ma.RAISE

    codes = ma.fields.List(
        make_line_field(64, required=True, example="3000000042"),
        load_default=[],
        validate=ma.validate.Length(max=MOST_CODES),
        metadata={"description": "Barcodes of copies, or ISBNs of books that have one"},
    )
    scan_list = Integer(
        load_default=None, allow_none=True, validate=ma.validate.Range(1, MAX_INTEGER), metadata={"examples": [1]}
    )
    first = make_line_field(32, text="The first of new numbers that no copy has yet", example="3000000500")
    count = Integer(load_default=1, validate=ma.validate.Range(1, MOST_CODES))
    kind = ma.fields.Enum(LabelKind, by_value=True, load_default=LabelKind.BOTH)
    symbology = ma.fields.Enum(Symbology, by_value=True, load_default=Symbology.CODE_128)
    caption = make_line_field(60, text="A line above each barcode", example="Médiathèque")
    sheet = ma.fields.String(load_default="24", validate=ma.validate.OneOf([*SHEETS]))
    measures = ma.fields.Nested(MeasuresSchema, load_default=None, allow_none=True)
    start = Integer(
        load_default=1, validate=ma.validate.Range(1, 10_000), metadata={"description": "First label, from 1"}
    )

    @ma.post_load
    def to_order(self, fields: dict[str, Any], **_: Any) -> LabelOrder:
        """Return the order."""
        measures = fields["measures"]
        sheet = LabelSheet(**measures) if measures else SHEETS[fields["sheet"]]
        layout = LabelLayout(sheet, fields["kind"], fields["symbology"], fields["start"], fields["caption"] or "")
        return LabelOrder(layout, tuple(fields["codes"]), fields["scan_list"], fields["first"], fields["count"])
