"""Codes that a scanner types: put in order, told apart, and what each means in the catalogue."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.items import ItemStatus
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
    def item_id(self) -> int | None:
        """The number of the copy, if it means one."""
        return None if self.item is None else self.item.id

    @property
    def key(self) -> object:
        """What two codes have in common when they mean the same."""
        return make_key(self.code, self.item_id, self.book_id)


class ScanMeaning(NamedTuple):
    """One scan of a list and what its code means, by numbers alone.

    A named tuple, because a list of 30,000 is read in this form, and frozen dataclasses take three times as long.
    """

    id: int
    list_id: int
    code: str
    item_id: int | None = None
    book_id: int | None = None
    status: ItemStatus | None = None

    @property
    def key(self) -> object:
        """What two scans have in common when they mean the same."""
        return make_key(self.code, self.item_id, self.book_id)


class Meaning(Protocol):
    """What `find_states` looks at: a `CodeMatch` or a `ScanMeaning`."""

    @property
    def item_id(self) -> int | None: ...
    @property
    def book_id(self) -> int | None: ...
    @property
    def key(self) -> object: ...


def make_key(code: str, item_id: int | None, book_id: int | None) -> object:
    """Return what codes have in common that mean the same copy, the same book, or are the same unknown one."""
    if item_id is not None:
        return ("item", item_id)
    return ("book", book_id) if book_id is not None else code


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


def find_states(meanings: Iterable[Meaning], seen: Set[object] = frozenset()) -> list[ScanState]:
    """Return the state of each scan, in their order; whatever comes again is a double of its first scan.

    :param seen: the keys of scans before these.
    """
    keys = set(seen)
    states = []
    for meaning in meanings:
        if meaning.key in keys:
            states.append(ScanState.DOUBLE)
        elif meaning.item_id is not None:
            states.append(ScanState.COPY)
        else:
            states.append(ScanState.UNKNOWN if meaning.book_id is None else ScanState.BOOK)
        keys.add(meaning.key)
    return states


def sort_scans(
    scans: Sequence[tuple[int, str]], matches: Mapping[str, CodeMatch], seen: Set[object] = frozenset()
) -> list[ScanLine]:
    """Return the lines of some scans, given with their ids, in their order.

    :param seen: the keys of scans before these.
    """
    states = find_states((matches[code] for _, code in scans), seen)
    return [ScanLine(scan_id, matches[code], state) for (scan_id, code), state in zip(scans, states, strict=True)]
