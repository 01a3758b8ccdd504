"""Labels of copies: what stands on them, how a call number breaks on a spine, and the sheets they are printed on."""

import re
from dataclasses import dataclass
from enum import StrEnum

from catalogue.errors import FieldError, InvalidRecord

A4_WIDTH = 210.0
A4_HEIGHT = 297.0
"""A sheet of A4 in millimetres (ISO 216)."""

_BREAKS = re.compile(r"[\s/]+")
_NUMBER = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.ASCII)


class LabelKind(StrEnum):
    """What a label bears."""

    SPINE = "spine"
    BARCODE = "barcode"
    BOTH = "both"


class Symbology(StrEnum):
    """How a barcode is drawn: ISO/IEC 15417, ISO/IEC 16388, ISO/IEC 18004."""

    CODE_128 = "code128"
    CODE_39 = "code39"
    QR = "qr"

    def can_encode(self, text: str) -> bool:
        """Return whether every scanner reads `text` back from such a code: Code 39 has capitals and digits only."""
        if self is Symbology.CODE_39:
            return re.fullmatch(r"[0-9A-Z\-. $/+%]+", text) is not None
        return self is Symbology.QR or (text.isascii() and text.isprintable())


@dataclass(frozen=True, slots=True)
class Label:
    """What one label is about; a number that no copy has yet comes without call number and title."""

    barcode: str
    call_number: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """A sheet of A4 with labels in rows; all measures in millimetres, gaps lie between two labels."""

    columns: int
    rows: int
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0

    def __post_init__(self) -> None:
        errors = [
            FieldError(name, "must be 1 or more") for name in ("columns", "rows") if not 1 <= getattr(self, name) <= 100
        ]
        errors += [
            FieldError(name, "must be 5 mm or more") for name in ("width", "height") if not getattr(self, name) >= 5
        ]
        errors += [
            FieldError(name, "must be 0 or more")
            for name in ("left", "top", "gap_x", "gap_y")
            if not 0 <= getattr(self, name) < A4_HEIGHT
        ]
        if not errors and self.left + self.columns * (self.width + self.gap_x) - self.gap_x > A4_WIDTH + 0.01:
            errors.append(FieldError("width", f"the labels are wider than a sheet, {A4_WIDTH:g} mm"))
        if not errors and self.top + self.rows * (self.height + self.gap_y) - self.gap_y > A4_HEIGHT + 0.01:
            errors.append(FieldError("height", f"the labels are higher than a sheet, {A4_HEIGHT:g} mm"))
        if errors:
            raise InvalidRecord(*errors)

    @property
    def n_labels(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows


SHEETS = {
    "24": LabelSheet(columns=3, rows=8, width=70, height=37, top=0.5),
    "40": LabelSheet(columns=4, rows=10, width=52.5, height=29.7),
    "65": LabelSheet(columns=5, rows=13, width=38.1, height=21.2, left=4.75, top=10.7, gap_x=2.5),
}
"""The usual sheets, by their number of labels."""


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """How labels are printed: what they bear, on which sheet, from which label of the first sheet on (1-based).

    `caption` stands above each barcode, such as the name of the library.
    """

    sheet: LabelSheet
    kind: LabelKind = LabelKind.BOTH
    symbology: Symbology = Symbology.CODE_128
    start: int = 1
    caption: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.start <= self.sheet.n_labels:
            raise InvalidRecord(FieldError("start", f"the sheet has labels 1 to {self.sheet.n_labels}"))


def break_call_number(call_number: str) -> list[str]:
    """Return the lines of a call number on a spine: it breaks at spaces and strokes, as 843 / CAM / 2.

    >>> break_call_number("R 843.914 CAM"), break_call_number("641.5/COR t.2")
    (['R', '843.914', 'CAM'], ['641.5', 'COR', 't.2'])
    """
    return [part for part in _BREAKS.split(call_number) if part]


def split_line(line: str, most: int) -> list[str]:
    """Return a line in pieces of at most `most` characters, a long class number broken before its point if it has one.

    >>> split_line("843.914", 4), split_line("DAHL", 4)
    (['843', '.914'], ['DAHL'])
    """
    if len(line) <= most:
        return [line]
    whole, point, rest = line.partition(".")
    if point and whole.isdigit() and rest and len(whole) <= most:
        return [whole, *_cut("." + rest, most)]
    return _cut(line, most)


def list_numbers(first: str, count: int) -> list[str]:
    """Return numbers that follow each other: the last number in `first` counts up, its zeros kept.

    >>> list_numbers("B0099", 2), list_numbers("3780-7X", 2)
    (['B0099', 'B0100'], ['3780-7X', '3780-8X'])
    """
    match = _NUMBER.fullmatch(first)
    if match is None or count == 1:
        return [first] * count
    start, number, end = match.groups()
    return [f"{start}{int(number) + step:0{len(number)}}{end}" for step in range(count)]


def can_count_up(first: str) -> bool:
    """Return whether a number has figures to count up."""
    return _NUMBER.fullmatch(first) is not None


def _cut(line: str, most: int) -> list[str]:
    return [line[place : place + most] for place in range(0, len(line), most)]
