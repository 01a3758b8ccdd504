"""Barcodes as bars on a page: how wide they come out, and whether they fit."""

from typing import NamedTuple, Protocol

from reportlab.graphics.barcode import code39, code128, qr
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from catalogue.domain.labels import Symbology

NARROWEST = 0.19 * mm
"""The narrowest bar that laser printers print and scanners of every make read: 7.5 mil (ISO/IEC 15416, grade C)."""
WIDEST = 0.38 * mm
SMALLEST_DOT = 0.33 * mm
"""The smallest square of a QR code that a hand scanner reads from the distance of a hand."""
QUIET = 10
"""Narrow bars of white on either side (ISO/IEC 15417 § 4.2)."""
QUIET_DOTS = 4


class Box(NamedTuple):
    """A rectangle of a page in points; (x, y) is its lower left corner."""

    x: float
    y: float
    width: float
    height: float


class _Bars(Protocol):
    width: float

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None: ...  # noqa: N802  ReportLab's name.


def fits(text: str, symbology: Symbology, box: Box) -> bool:
    """Return whether a code of `text` can be read when it is drawn into `box`."""
    if not text or not symbology.can_encode(text):
        return False
    if symbology is Symbology.QR:
        return bool(min(box.width, box.height) >= _count_dots(text) * SMALLEST_DOT)
    return bool(_count_bars(text, symbology) * NARROWEST <= box.width and box.height >= 5 * mm)


def draw(canvas: Canvas, text: str, symbology: Symbology, box: Box) -> None:
    """Draw the code of `text` into the middle of a box in which it fits."""
    if symbology is Symbology.QR:
        side = min(box.width, box.height)
        drawing = Drawing(side, side)
        drawing.add(qr.QrCodeWidget(text, barWidth=side, barHeight=side, barBorder=QUIET_DOTS, barLevel="M"))
        drawing.drawOn(canvas, box.x + (box.width - side) / 2, box.y + (box.height - side) / 2)
        return
    bar = min(WIDEST, box.width / _count_bars(text, symbology))
    bars = _make_bars(text, symbology, bar, box.height)
    bars.drawOn(canvas, box.x + (box.width - bars.width) / 2, box.y)


def _count_bars(text: str, symbology: Symbology) -> float:
    """Return how many narrow bars wide a code is, its quiet zones included."""
    return _make_bars(text, symbology, 1.0, 1.0).width + 2 * QUIET


def _count_dots(text: str) -> int:
    widget = qr.QrCodeWidget(text, barLevel="M")
    widget.qr.make()
    return int(widget.qr.getModuleCount()) + 2 * QUIET_DOTS


def _make_bars(text: str, symbology: Symbology, bar: float, height: float) -> _Bars:
    if symbology is Symbology.CODE_39:
        bars: _Bars = code39.Standard39(text, barWidth=bar, barHeight=height, ratio=2.5, checksum=0, quiet=0)
    else:
        bars = code128.Code128(text, barWidth=bar, barHeight=height, quiet=0)
    return bars
