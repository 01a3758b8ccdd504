"""Imports: every record of a file is stored, found to be held already, or refused with its reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemRecord
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.domain.volumes import find_volume
from catalogue.errors import DuplicateBarcode, DuplicateIsbn
from catalogue.models import Book, Change
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_numbers
from catalogue.services import books, copies, items
from catalogue.services.import_report import DEFAULT_CHOICES, Choices, Copies, ImportReport, OnDuplicate
from catalogue.store import change_log

__all__ = ["BATCH", "Choices", "Copies", "ImportReport", "OnDuplicate", "fill_empty", "ingest"]

BATCH = 2500
"""Records stored together: large enough that statements cost little each, small enough to sit in memory.

An import that commits each keeps other writers waiting for a quarter of a second, and leaves them as much again while
the next is read: longer than the tenth of a second after which SQLite looks again.
"""

_EVER_USED = sa.select(Change.book_id).where(Change.book_id.in_(json_numbers("numbers")))
_OWN_ID = 16
"""Characters of its digest that stand for the number of a record that has none."""


def ingest(
    session: Session,
    outcomes: Iterable[Parsed | Rejected],
    *,
    source: str,
    actor: str,
    report: ImportReport | None = None,
    choices: Choices = DEFAULT_CHOICES,
) -> ImportReport:
    """Store every record that can be, account for every one that cannot.

    Flushes, never commits, so that a dry run is a rollback by the caller, who may also commit a long file piece by
    piece: what a file gave before is known by the books that are there. A record that this `source` gave before, and
    that has not changed there since, is left as it is here.

    :param source: what tells this file from others that number their records alike.
    :param report: what became of the pieces before, to be gone on with.
    """
    report = ImportReport() if report is None else report
    for batch in split_batches(outcomes, BATCH):
        report.rejected += [outcome for outcome in batch if isinstance(outcome, Rejected)]
        parsed = [outcome for outcome in batch if isinstance(outcome, Parsed)]
        sorting = _Batch(session, source, parsed, report, choices)
        accepted = report.people.settle(session, sorting.sort())
        if choices.copies is Copies.GENERATE:
            accepted = copies.numbered(session, accepted)
        numbers = _wanted_numbers(session, source, accepted)
        new = [_new_book(outcome, source, number) for outcome, number in zip(accepted, numbers, strict=True)]
        if new:
            books.store(session, new, actor=actor)
            report.people.write(session)
            report.n_created += len(new)
            report.n_set_aside += sum(outcome.n_set_aside for outcome in accepted)
        if sorting.merged:
            report.refused_items += copies.add(session, sorting.merged, actor=actor)
        report.seen.settle()
    return report


def fill_empty(
    session: Session,
    outcomes: Iterable[Parsed | Rejected],
    *,
    source: str,
    actor: str,
    on_piece: Callable[[ImportReport], None] = lambda _: None,
) -> ImportReport | None:
    """Store the first records of a catalogue, numbered as in their file; None when it ever held a book.

    The caller has opened the write, and commits: all of it or nothing.

    :param on_piece: called with the report as it stands, after each batch.
    """
    if change_log.read_newest_seq(session):
        return None
    report = ImportReport()
    for piece in split_batches(outcomes, BATCH):
        ingest(session, piece, source=source, actor=actor, report=report)
        on_piece(report)
    return report


@dataclass(frozen=True, slots=True)
class _Holder:
    """A book that has an ISBN: its number, 0 while it has none, and which volume it is."""

    book_id: int
    volume: str | None


class _Batch:
    """What the catalogue already holds of a batch of records, looked up once for all of them."""

    def __init__(
        self, session: Session, source: str, parsed: Sequence[Parsed], report: ImportReport, choices: Choices
    ) -> None:
        if choices.copies is Copies.SKIP:
            parsed = [replace(outcome, items=(), unnumbered=()) for outcome in parsed]
        self.parsed = parsed
        self.report = report
        self.choices = choices
        self.digests = _digests(session, source, [outcome.source_id for outcome in parsed])
        changed = self._changed()
        self.digests |= _digests(session, source, [outcome.digest[:_OWN_ID] for outcome in changed]) if changed else {}
        self.isbns = _isbns(session, [outcome.record.isbn for outcome in parsed if outcome.record.isbn])
        self.barcodes = items.barcodes(session, [item.barcode for outcome in parsed for item in outcome.items])
        self.merged: list[tuple[int, str, ItemRecord]] = []
        """Items of records that are skipped: the position, the ISBN of the book that gets them, the item."""

    def sort(self) -> list[Parsed]:
        """Return the records that are new; the report takes the others."""
        accepted = []
        for told in self.parsed:
            if (outcome := self._unheld(told)) is None:
                continue
            isbn = outcome.record.isbn
            if self.choices.on_duplicate is OnDuplicate.SKIP and isbn is not None and self._is_duplicate(outcome):
                self.report.n_skipped += 1
                self.merged += [(outcome.position, isbn, item) for item in outcome.items]
            elif reason := self._refusal(outcome):
                self.report.rejected.append(Rejected(outcome.position, reason))
            else:
                self._hold(outcome)
                accepted.append(outcome)
        return accepted

    def _changed(self) -> list[Parsed]:
        """Return records that say something else than another of their number, here or in the batch."""
        digests = dict(self.digests)
        return [o for o in self.parsed if digests.setdefault(o.source_id, o.digest) != o.digest]

    def _unheld(self, outcome: Parsed) -> Parsed | None:
        """Return a record that is not here yet, None when it is, or when it has changed since; the report says so.

        A number that repeats within the file identifies nothing: such a record is known by what it says.
        """
        report = self.report
        held = self.digests.get(outcome.source_id)
        if held is not None and held != outcome.digest:
            own_id = outcome.digest[:_OWN_ID]
            if self.digests.get(own_id) == outcome.digest:
                held = outcome.digest
            elif report.seen.position(held) is not None:
                return replace(outcome, source_id=own_id, wanted_id=None)
        if held is None:
            return outcome
        if held != outcome.digest:
            reason = (
                f"record {outcome.source_id} of this source was imported before with another content;"
                " if this is another file, name another source"
            )
            report.rejected.append(Rejected(outcome.position, reason))
        elif (first := report.seen.position(outcome.digest)) is not None:
            report.repeats.append((outcome.position, first))
        else:
            report.n_unchanged += 1
            report.seen.add(outcome.digest, outcome.position)
        return None

    def _is_duplicate(self, outcome: Parsed) -> bool:
        """Tell whether another book has the ISBN of a record; volumes of a set share theirs."""
        return self._holder(outcome) is not None

    def _holder(self, outcome: Parsed) -> _Holder | None:
        holders = self.isbns.get(outcome.record.isbn or "", ())
        if not holders:
            return None
        volume = find_volume(outcome.record.title, outcome.record.series_number)
        return next((one for one in holders if not volume or not one.volume or one.volume == volume), None)

    def _refusal(self, outcome: Parsed) -> str | None:
        isbn = outcome.record.isbn
        if isbn is not None and self.choices.on_duplicate is not OnDuplicate.ADD and (holder := self._holder(outcome)):
            self.report.n_same_isbn += 1
            known = str(DuplicateIsbn(isbn, holder.book_id))
            return known if holder.book_id else f"ISBN {isbn} is on an earlier record of this file."
        barcodes = [item.barcode for item in outcome.items]
        for place, barcode in enumerate(barcodes):
            if barcode in self.barcodes:
                item_id = self.barcodes[barcode]
                return (
                    str(DuplicateBarcode(barcode, item_id))
                    if item_id
                    else f"Barcode {barcode} is on an earlier record."
                )
            if barcode in barcodes[:place]:
                return f"Barcode {barcode} is on two items of this record."
        return None

    def _hold(self, outcome: Parsed) -> None:
        """Remember an accepted record against the rest of the batch; 0 stands for a number not given yet."""
        self.digests[outcome.source_id] = outcome.digest
        self.report.seen.add(outcome.digest, outcome.position)
        if outcome.record.isbn:
            volume = find_volume(outcome.record.title, outcome.record.series_number)
            self.isbns.setdefault(outcome.record.isbn, []).append(_Holder(0, volume))
        self.barcodes.update({item.barcode: 0 for item in outcome.items})
        if self.choices.copies is not Copies.GENERATE:
            self.report.n_unnumbered += len(outcome.unnumbered)


def _new_book(outcome: Parsed, source: str, wanted_id: int | None) -> books.NewBook:
    return books.NewBook(
        record=outcome.record,
        items=outcome.items,
        source=source,
        source_id=outcome.source_id,
        source_digest=outcome.digest,
        wanted_id=wanted_id,
    )


def _wanted_numbers(session: Session, source: str, accepted: Sequence[Parsed]) -> list[int | None]:
    """Return the number that the file wants for each record, None where it wants none or cannot have it.

    The file that a catalogue began with numbers its books, also when its import was stopped and taken up again; of any
    other file the numbers are its own affair. A number that a book ever had is not given again.
    """
    if not _began_with(session, source):
        return [None] * len(accepted)
    wanted = [outcome.wanted_id for outcome in accepted]
    rows = session.connection().execute(_EVER_USED, {"numbers": [number for number in wanted if number]})
    taken: set[int | None] = {number for (number,) in rows}
    numbers = []
    for number in wanted:
        numbers.append(None if number in taken else number)
        taken.add(number)
    return numbers


def _began_with(session: Session, source: str) -> bool:
    """Tell whether the first book of the catalogue came from this source, or is yet to come."""
    sources = sa.select(Book.source).select_from(Change).outerjoin(Book, Book.id == Change.book_id)
    first = session.scalars(sources.order_by(Change.seq).limit(1)).all()
    return not first or first[0] == source


def _digests(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, str]:
    columns = table_of(Book).c
    found: dict[str, str] = {}
    for some in split_batches(source_ids, 500):
        rows = session.connection().execute(
            sa.select(columns.source_id, columns.source_digest).where(
                columns.source == source, columns.source_id.in_(some)
            )
        )
        found.update((source_id, digest) for source_id, digest in rows)
    return found


def _isbns(session: Session, isbns: Sequence[str]) -> dict[str, list[_Holder]]:
    columns = table_of(Book).c
    found: dict[str, list[_Holder]] = {}
    told = sa.select(columns.isbn, columns.id, columns.title, columns.series_number)
    for some in split_batches(isbns, 500):
        for isbn, book_id, title, number in session.connection().execute(told.where(columns.isbn.in_(some))):
            found.setdefault(isbn, []).append(_Holder(book_id, find_volume(title, number)))
    return found
