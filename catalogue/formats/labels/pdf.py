"""Sheets of labels as a PDF: call numbers as on a spine, barcodes, or both."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from catalogue.domain.labels import Label, LabelKind, LabelLayout, Symbology, break_call_number, split_line
from catalogue.formats.labels import barcodes
from catalogue.formats.labels.barcodes import Box

FONT, BOLD = "Helvetica", "Helvetica-Bold"
SIZES = (18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""The sizes of type of a call number, in points: the largest that fits is taken."""
SMALL = 7.0
LEADING = 1.15
LINE = 1.4
"""The height of the small lines above and below a barcode, which keep clear of its bars."""
WIDE = 60 * mm
"""From this width on a call number stands beside the barcode, as on a spine; on narrower labels above it."""


def find_unprintable(labels: Iterable[Label], layout: LabelLayout) -> list[str]:
    """Return the barcodes that are too long for the label, or have characters that the kind of code has not."""
    if layout.kind is LabelKind.SPINE:
        return []
    box = _place_code(_place_label(layout, 0), layout)
    return [label.barcode for label in labels if not barcodes.fits(label.barcode, layout.symbology, box)]


def write_labels(labels: Sequence[Label], layout: LabelLayout) -> bytes:
    """Return a PDF with a label for each; those that `find_unprintable` names must have been left out."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(layout.caption or "Labels")
    place = layout.start - 1
    for label in labels:
        if place == layout.sheet.n_labels:
            canvas.showPage()
            place = 0
        _draw_label(canvas, label, _place_label(layout, place), layout)
        place += 1
    canvas.save()
    return buffer.getvalue()


def _place_label(layout: LabelLayout, place: int) -> Box:
    """Return what of the page can be printed on of the label at a place, 0-based, row by row."""
    sheet = layout.sheet
    row, column = divmod(place, sheet.columns)
    left = (sheet.left + column * (sheet.width + sheet.gap_x)) * mm
    top = A4[1] - (sheet.top + row * (sheet.height + sheet.gap_y)) * mm
    margin_x = (4 if sheet.width >= 50 else 1.5) * mm  # No printer reaches the edge of a sheet.
    margin_y = (3 if sheet.height >= 25 else 1.5) * mm
    return Box(
        left + margin_x,
        top - sheet.height * mm + margin_y,
        sheet.width * mm - 2 * margin_x,
        sheet.height * mm - 2 * margin_y,
    )


def _draw_label(canvas: Canvas, label: Label, box: Box, layout: LabelLayout) -> None:
    if layout.kind is not LabelKind.SPINE:
        _draw_barcode(canvas, label, box, layout)
    if layout.kind is not LabelKind.BARCODE and label.call_number:
        lines = break_call_number(label.call_number)
        where = _place_call_number(box, layout)
        _draw_lines(canvas, [" ".join(lines)] if _is_stacked(box, layout) else lines, where)


def _is_stacked(box: Box, layout: LabelLayout) -> bool:
    return layout.kind is LabelKind.BOTH and box.width < WIDE - 8 * mm


def _place_call_number(box: Box, layout: LabelLayout) -> Box:
    if layout.kind is LabelKind.SPINE:
        return box
    if _is_stacked(box, layout):
        height = min(14.0, box.height / 3)
        return Box(box.x, box.y + box.height - height, box.width, height)
    return Box(box.x, box.y, box.width * 0.36, box.height)


def _place_half(box: Box, layout: LabelLayout) -> Box:
    """Return the part of a label that its barcode and the texts of it have."""
    if layout.kind is LabelKind.BARCODE:
        return box
    if _is_stacked(box, layout):
        return Box(box.x, box.y, box.width, box.height - _place_call_number(box, layout).height)
    return Box(box.x + box.width * 0.36, box.y, box.width * 0.64, box.height)


def _place_code(box: Box, layout: LabelLayout) -> Box:
    """Return where the bars are: between the caption and the number in figures, a QR code left of them."""
    half = _place_half(box, layout)
    if layout.symbology is Symbology.QR:
        side = min(half.height, half.width * 0.6)
        return Box(half.x, half.y + (half.height - side) / 2, side, side)
    line = SMALL * LINE
    above = line if layout.caption else 0.0
    return Box(half.x, half.y + line, half.width, half.height - line - above)


def _draw_barcode(canvas: Canvas, label: Label, box: Box, layout: LabelLayout) -> None:
    half, code = _place_half(box, layout), _place_code(box, layout)
    barcodes.draw(canvas, label.barcode, layout.symbology, code)
    if layout.symbology is Symbology.QR:
        beside = Box(code.x + code.width, half.y, half.width - code.width, half.height)
        lines = simpleSplit(layout.caption, FONT, SMALL, beside.width)[:3] if layout.caption else []
        _draw_lines(canvas, [*lines, label.barcode], beside, FONT, SMALL)
        return
    line = SMALL * LINE
    _draw_lines(canvas, [label.barcode], Box(half.x, half.y, half.width, line), FONT, SMALL)
    if layout.caption:
        _draw_lines(canvas, [layout.caption], Box(half.x, code.y + code.height, half.width, line), FONT, SMALL)


def _draw_lines(canvas: Canvas, lines: Sequence[str], box: Box, font: str = BOLD, largest: float = SIZES[0]) -> None:
    """Draw lines in the middle of a box, as large as they fit; what does not fit even small is broken, then cut off."""
    size = next((size for size in SIZES if size <= largest and _do_fit(lines, box, font, size)), SIZES[-1])
    if not _do_fit(lines, box, font, size):
        most = max(1, int(box.width / stringWidth("0", font, size)))
        lines = [piece for line in lines for piece in split_line(line, most)]
        lines = lines[: max(1, int(box.height / (size * LEADING)))]
    canvas.setFont(font, size)
    step = size * LEADING
    baseline = box.y + (box.height + len(lines) * step) / 2 - size
    for line in lines:
        canvas.drawCentredString(box.x + box.width / 2, baseline, line)
        baseline -= step


def _do_fit(lines: Sequence[str], box: Box, font: str, size: float) -> bool:
    wide = max((stringWidth(line, font, size) for line in lines), default=0.0)
    return wide <= box.width and len(lines) * size * LEADING <= box.height + 0.5
