"""Selections: the books that somebody ticked, found or scanned, to change many of them at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from catalogue.domain.worklists import Worklist
from catalogue.errors import FieldError, InvalidRecord
from catalogue.services import scans, worklists
from catalogue.services.batch_edits import Selection

MOST_BOOKS = 100_000
"""Books of one selection: their numbers are kept with the job."""


@dataclass(frozen=True, slots=True)
class ScannedCopy:
    """What a code means: a book, by its ISBN, or one copy of it."""

    code: str
    book_id: int
    title: str
    item_id: int | None = None
    call_number: str | None = None
    location: str | None = None


@dataclass(slots=True)
class Scans:
    """What a list of codes means: those `found`, in their order, the `unknown` ones, and those there twice."""

    found: list[ScannedCopy] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)

    def as_selection(self) -> Selection:
        """Return the books; a book whose ISBN was scanned with all its copies."""
        whole = {one.book_id for one in self.found if one.item_id is None}
        items = {one.item_id for one in self.found if one.item_id is not None and one.book_id not in whole}
        return Selection(tuple(dict.fromkeys(one.book_id for one in self.found)), frozenset(items))


def read_codes(session: Session, codes: Sequence[str]) -> Scans:
    """Return what barcodes and ISBNs mean (`services.scans`). :raises InvalidRecord: when there are too many."""
    if len(codes) > scans.MOST_CODES:
        raise InvalidRecord(FieldError("codes", f"more than {scans.MOST_CODES}"))
    read = Scans(doubles=[code for code, n in Counter(codes).items() if n > 1])
    for code, match in scans.match_codes(session, codes).items():
        if match.book_id is None:
            read.unknown.append(code)
        else:
            item = match.item
            place = (item.id, item.call_number, item.location) if item else ()
            read.found.append(ScannedCopy(code, match.book_id, match.title or "", *place))
    return read


def check_size(book_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers of a selection, each once. :raises InvalidRecord: when there are too many."""
    if len(book_ids) > MOST_BOOKS:
        raise InvalidRecord(FieldError("filter", f"{len(book_ids)} books; at most {MOST_BOOKS} are changed at once"))
    return tuple(dict.fromkeys(book_ids))


def list_worklist(session: Session, worklist: Worklist) -> list[int]:
    """Return the numbers of all books on a worklist."""
    return worklists.list_ids(session, worklist, MOST_BOOKS + 1)
