"""Copies that an import brings besides whole new books: without barcodes, or of books that are here already."""

import re
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemRecord
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.errors import DuplicateBarcode
from catalogue.models import Book, Item
from catalogue.models.base import table_of
from catalogue.services import books, items
from catalogue.store import holdings

_PREFIX = "G"
_DIGITS = 8
_GENERATED = re.compile(rf"{_PREFIX}\d{{{_DIGITS}}}", re.ASCII)


def numbered(session: Session, accepted: Sequence[Parsed]) -> list[Parsed]:
    """Return records whose items have barcodes; the next after the last we gave for those without, G00000001 first."""
    if not any(outcome.unnumbered for outcome in accepted):
        return list(accepted)
    barcode = table_of(Item).c.barcode
    newest = session.scalar(sa.select(sa.func.max(barcode)).where(barcode.between(f"{_PREFIX}0", f"{_PREFIX}99999999")))
    taken = [item.barcode for outcome in accepted for item in outcome.items if _GENERATED.fullmatch(item.barcode)]
    last = max((int(code[1:]) for code in [newest, *taken] if code and _GENERATED.fullmatch(code)), default=0)
    found = []
    for outcome in accepted:
        made = []
        for item in outcome.unnumbered:
            last += 1
            made.append(replace(item, barcode=f"{_PREFIX}{last:0{_DIGITS}}"))
        found.append(replace(outcome, items=(*outcome.items, *made), unnumbered=()) if made else outcome)
    return found


def add(session: Session, told: Sequence[tuple[int, str, ItemRecord]], *, actor: str) -> list[Rejected]:
    """Put items under the books that have their ISBNs; return those whose barcode is another's.

    :param told: for each item the position of its record, and the ISBN.
    """
    taken = items.barcodes(session, [item.barcode for _, _, item in told])
    holders = _holders(session, [isbn for _, isbn, _ in told])
    refused, new = [], []
    for position, isbn, item in told:
        if item.barcode in taken:
            refused.append(Rejected(position, str(DuplicateBarcode(item.barcode, taken[item.barcode]))))
        elif isbn in holders:
            taken[item.barcode] = 0
            new.append((holders[isbn], item))
    if new:
        with books.rewriting(session, sorted({book_id for book_id, _ in new}), actor=actor):
            holdings.insert_items(session, new)
    return refused


def _holders(session: Session, isbns: Sequence[str]) -> dict[str, int]:
    """Return the oldest book with each ISBN."""
    columns = table_of(Book).c
    found: dict[str, int] = {}
    for some in split_batches(isbns, 500):
        oldest = sa.select(columns.isbn, sa.func.min(columns.id)).where(columns.isbn.in_(some)).group_by(columns.isbn)
        found.update((isbn, book_id) for isbn, book_id in session.connection().execute(oldest))
    return found
