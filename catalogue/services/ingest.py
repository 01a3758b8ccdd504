"""Imports: every record of a file is stored, found to be held already, or refused with its reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.outcome import Parsed, Rejected
from catalogue.errors import DuplicateBarcode, DuplicateIsbn
from catalogue.models import Book, Change
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_numbers
from catalogue.models.prepared import Prepared
from catalogue.services import books, changes, items
from catalogue.services.views import in_batches

BATCH = 2500
"""Records stored together: large enough that statements cost little each, small enough to sit in memory.

An import that commits each keeps other writers waiting for a quarter of a second, and leaves them as much again while
the next is read: longer than the tenth of a second after which SQLite looks again.
"""

_EVER_USED = Prepared(sa.select(Change.book_id).where(Change.book_id.in_(json_numbers("numbers"))))


@dataclass(slots=True)
class ImportReport:
    """What became of the records read so far.

    `n_unchanged` of them were held already, as the same record of the same source. `n_set_aside` values of those
    created did not fit their columns and are in `extra`.
    """

    n_created: int = 0
    n_unchanged: int = 0
    n_set_aside: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def n_read(self) -> int:
        """How many records were read."""
        return self.n_created + self.n_unchanged + len(self.rejected)


def ingest(
    session: Session,
    outcomes: Iterable[Parsed | Rejected],
    *,
    source: str,
    actor: str,
    report: ImportReport | None = None,
) -> ImportReport:
    """Store every record that can be, account for every one that cannot.

    Flushes, never commits, so that a dry run is a rollback by the caller, who may also commit a long file piece by
    piece: what a file gave before is known by the books that are there. A record that this `source` gave before, and
    that has not changed there since, is left as it is here.

    :param source: what tells this file from others that number their records alike.
    :param report: what became of the pieces before, to be gone on with.
    """
    report = ImportReport() if report is None else report
    for batch in in_batches(outcomes, BATCH):
        report.rejected += [outcome for outcome in batch if isinstance(outcome, Rejected)]
        parsed = [outcome for outcome in batch if isinstance(outcome, Parsed)]
        accepted = _Batch(session, source, parsed).sort(report)
        numbers = _wanted_numbers(session, source, accepted)
        new = [_new_book(outcome, source, number) for outcome, number in zip(accepted, numbers, strict=True)]
        if new:
            books.store(session, new, actor=actor)
            report.n_created += len(new)
            report.n_set_aside += sum(outcome.n_set_aside for outcome in accepted)
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
    if changes.newest_seq(session):
        return None
    report = ImportReport()
    for piece in in_batches(outcomes, BATCH):
        ingest(session, piece, source=source, actor=actor, report=report)
        on_piece(report)
    return report


class _Batch:
    """What the catalogue already holds of a batch of records, looked up once for all of them."""

    def __init__(self, session: Session, source: str, parsed: Sequence[Parsed]) -> None:
        self.parsed = parsed
        self.digests = _digests(session, source, [outcome.source_id for outcome in parsed])
        self.isbns = _isbns(session, [outcome.record.isbn for outcome in parsed if outcome.record.isbn])
        self.barcodes = items.barcodes(session, [item.barcode for outcome in parsed for item in outcome.items])

    def sort(self, report: ImportReport) -> list[Parsed]:
        """Return the records that are new; the report takes the others."""
        accepted = []
        for outcome in self.parsed:
            held = self.digests.get(outcome.source_id)
            if held == outcome.digest:
                report.n_unchanged += 1
            elif reason := self._refusal(outcome, held):
                report.rejected.append(Rejected(outcome.position, reason))
            else:
                self._hold(outcome)
                accepted.append(outcome)
        return accepted

    def _refusal(self, outcome: Parsed, held: str | None) -> str | None:
        if held is not None:
            return (
                f"record {outcome.source_id} of this source was imported before with another content;"
                " if this is another file, name another source"
            )
        isbn = outcome.record.isbn
        if isbn is not None and isbn in self.isbns:
            holder = self.isbns[isbn]
            return str(DuplicateIsbn(isbn, holder)) if holder else f"ISBN {isbn} is on an earlier record of this file."
        barcodes = [item.barcode for item in outcome.items]
        for place, barcode in enumerate(barcodes):
            if barcode in self.barcodes:
                holder = self.barcodes[barcode]
                return (
                    str(DuplicateBarcode(barcode, holder)) if holder else f"Barcode {barcode} is on an earlier record."
                )
            if barcode in barcodes[:place]:
                return f"Barcode {barcode} is on two items of this record."
        return None

    def _hold(self, outcome: Parsed) -> None:
        """Remember an accepted record against the rest of the batch; 0 stands for a number not given yet."""
        self.digests[outcome.source_id] = outcome.digest
        if outcome.record.isbn:
            self.isbns[outcome.record.isbn] = 0
        self.barcodes.update({item.barcode: 0 for item in outcome.items})


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
    rows = _EVER_USED.rows(session, numbers=orjson.dumps([number for number in wanted if number]).decode())
    taken = {number for (number,) in rows}
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
    for some in in_batches(source_ids, 500):
        rows = session.connection().execute(
            sa.select(columns.source_id, columns.source_digest).where(
                columns.source == source, columns.source_id.in_(some)
            )
        )
        found.update((source_id, digest) for source_id, digest in rows)
    return found


def _isbns(session: Session, isbns: Sequence[str]) -> dict[str, int]:
    columns = table_of(Book).c
    found: dict[str, int] = {}
    for some in in_batches(isbns, 500):
        rows = session.connection().execute(sa.select(columns.isbn, columns.id).where(columns.isbn.in_(some)))
        found.update((isbn, book_id) for isbn, book_id in rows)
    return found
