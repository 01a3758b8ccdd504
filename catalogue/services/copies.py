"""Copies that an import brings besides whole new books: without barcodes, or of books that are here already."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord
from catalogue.domain.outcome import Parsed
from catalogue.services import books
from catalogue.services.matching import MatchedBook
from catalogue.store import holdings

_PREFIX = "G"
_DIGITS = 8
_GENERATED = re.compile(rf"{_PREFIX}\d{{{_DIGITS}}}", re.ASCII)


def number_items(session: Session, accepted: Sequence[Parsed]) -> list[Parsed]:
    """Return records whose items have barcodes; the next after the last we gave for those without, G00000001 first."""
    if not any(outcome.unnumbered for outcome in accepted):
        return list(accepted)
    newest = holdings.find_last_barcode(session, f"{_PREFIX}0", f"{_PREFIX}99999999")
    barcodes = [
        item.barcode for outcome in accepted for item in outcome.items if _GENERATED.fullmatch(item.barcode or "")
    ]
    last = max((int(code[1:]) for code in [newest, *barcodes] if code and _GENERATED.fullmatch(code)), default=0)
    numbered = []
    for outcome in accepted:
        new_items = []
        for item in outcome.unnumbered:
            last += 1
            new_items.append(replace(item, barcode=f"{_PREFIX}{last:0{_DIGITS}}"))
        numbered.append(replace(outcome, items=(*outcome.items, *new_items), unnumbered=()) if new_items else outcome)
    return numbered


def add(session: Session, added: Sequence[tuple[int, MatchedBook, ItemRecord]], *, actor: str) -> None:
    """Put items under books that are stored by now; their barcodes are known to be free.

    :param added: for each item the position of its record, and the book.
    """
    if added:
        with books.rewriting(session, sorted({holder.book_id for _, holder, _ in added}), actor=actor):
            holdings.insert_items(session, [(holder.book_id, item) for _, holder, item in added])
