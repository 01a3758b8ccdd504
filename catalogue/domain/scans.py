"""Codes that a scanner types: put in order, told apart, and what each means in the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.domain.views import ItemView

LONGEST_CODE = 64

_UNSHIFTED = str.maketrans("à&é\"'(-è_ç", "0123456789")
_TYPED_UNSHIFTED = frozenset("à&é\"'(-è_ç")


class ScanState(StrEnum):
    """What a scanned code came to: a copy, a book of several copies, one that is in the list already, or nothing."""

    COPY = "copy"
    BOOK = "book"
    DOUBLE = "double"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """What a code means: one copy, or the book whose ISBN it is; `n_items` are the copies of that book."""

    code: str
    book_id: int | None = None
    title: str | None = None
    item: ItemView | None = None
    n_items: int = 0

    @property
    def key(self) -> object:
        """What two codes have in common when they mean the same."""
        if self.item is not None:
            return ("item", self.item.id)
        return ("book", self.book_id) if self.book_id is not None else self.code


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One line of a list of scans."""

    id: int
    match: CodeMatch
    state: ScanState


@dataclass(frozen=True, slots=True)
class ScanListView:
    """A list of scans, which its owner named; `n_scans` counts its lines."""

    id: int
    name: str
    actor: str
    created_at: datetime
    updated_at: datetime
    n_scans: int


def clean_code(text: str) -> str:
    """Return a code as it stands on the label, "" where there is none.

    The figures of a scanner that is set for an American keyboard come out of a French one as the signs on their keys;
    some scanners send the asterisks of Code 39, too.

    >>> clean_code(" 3000000042 "), clean_code("é&àà"), clean_code("*B12*")
    ('3000000042', '2100', 'B12')
    """
    code = squeeze(text)
    if code and set(code) <= _TYPED_UNSHIFTED:
        code = code.translate(_UNSHIFTED)
    if len(code) > 2 and code[0] == code[-1] == "*":
        code = code[1:-1].strip()
    return code if len(code) <= LONGEST_CODE and not has_control_characters(code) else ""


def split_codes(text: str) -> list[str]:
    r"""Return the codes of a text: one a line, or parted by commas, semicolons, tabs.

    >>> split_codes("B1; B2\n\nB3")
    ['B1', 'B2', 'B3']
    """
    for separator in ";,\t":
        text = text.replace(separator, "\n")
    return [code for line in text.splitlines() if (code := clean_code(line))]


def read_isbn(code: str) -> str | None:
    """Return the 13 digits of a code that is an ISBN, None of another."""
    try:
        return parse_isbn(code)
    except ValueError:
        return None


def sort_scans(scans: Iterable[tuple[int, str]], matches: Mapping[str, CodeMatch]) -> list[ScanLine]:
    """Return the lines of a list in their order; whatever comes again is a double of its first scan."""
    seen: set[object] = set()
    lines = []
    for scan_id, code in scans:
        match = matches[code]
        if match.key in seen:
            state = ScanState.DOUBLE
        elif match.item is not None:
            state = ScanState.COPY
        else:
            state = ScanState.UNKNOWN if match.book_id is None else ScanState.BOOK
        seen.add(match.key)
        lines.append(ScanLine(scan_id, match, state))
    return lines
