"""Selections: the books that somebody ticked, found or scanned, to change many of them at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.text import squeeze
from catalogue.errors import FieldError, InvalidRecord
from catalogue.models import Book, Item
from catalogue.services import worklists
from catalogue.services.batch_edits import Selection
from catalogue.services.worklists import Worklist
from catalogue.store.book_views import IN_LIMIT

MOST_BOOKS = 100_000
"""Books of one selection: their numbers are kept with the job."""
MOST_CODES = 5000


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


def read_codes(session: Session, text: str) -> Scans:
    """Return what barcodes and ISBNs mean, one a line or parted by spaces, commas, semicolons.

    :raises InvalidRecord: when there are too many.
    """
    lines = [squeeze(line) for line in text.replace(";", "\n").replace(",", "\n").replace("\t", "\n").splitlines()]
    codes = [line for line in lines if line]
    if len(codes) > MOST_CODES:
        raise InvalidRecord(FieldError("codes", f"more than {MOST_CODES}"))
    scans = Scans(doubles=[code for code, n in Counter(codes).items() if n > 1])
    wanted = list(dict.fromkeys(codes))
    copies = _find_copies(session, wanted)
    isbns = {code: isbn for code in wanted if code not in copies and (isbn := _read_isbn(code))}
    books = _find_books(session, isbns)
    for code in wanted:
        found = copies.get(code) or books.get(code)
        if found is None:
            scans.unknown.append(code)
        else:
            scans.found.append(found)
    return scans


def check_size(book_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers of a selection, each once. :raises InvalidRecord: when there are too many."""
    if len(book_ids) > MOST_BOOKS:
        raise InvalidRecord(FieldError("filter", f"{len(book_ids)} books; at most {MOST_BOOKS} are changed at once"))
    return tuple(dict.fromkeys(book_ids))


def list_worklist(session: Session, worklist: Worklist) -> list[int]:
    """Return the numbers of all books on a worklist."""
    ids = sa.select(Book.id).where(worklists.CONDITIONS[worklist]()).order_by(Book.id).limit(MOST_BOOKS + 1)
    return list(session.scalars(ids))


def _find_copies(session: Session, codes: Sequence[str]) -> dict[str, ScannedCopy]:
    columns = (Item.barcode, Item.book_id, Book.title, Item.id, Item.call_number, Item.location)
    found: dict[str, ScannedCopy] = {}
    for some in split_batches(codes, IN_LIMIT):
        rows = session.execute(sa.select(*columns).join(Book, Book.id == Item.book_id).where(Item.barcode.in_(some)))
        found |= {row.barcode: ScannedCopy(*row) for row in rows}
    return found


def _find_books(session: Session, isbns: dict[str, str]) -> dict[str, ScannedCopy]:
    """Return the oldest book with each ISBN, by the code that was scanned."""
    found: dict[str, tuple[int, str]] = {}
    for some in split_batches(list(set(isbns.values())), IN_LIMIT):
        rows = sa.select(Book.isbn, Book.id, Book.title).where(Book.isbn.in_(some)).order_by(Book.id.desc())
        found |= {row.isbn: (row.id, row.title) for row in session.execute(rows)}
    return {code: ScannedCopy(code, *found[isbn]) for code, isbn in isbns.items() if isbn in found}


def _read_isbn(code: str) -> str | None:
    try:
        return parse_isbn(code)
    except ValueError:
        return None
