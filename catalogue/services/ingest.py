"""Imports: every record of a file is stored, found to be held already, or refused with its reason."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.import_choices import DEFAULT_CHOICES, Choices, Copies, OnDuplicate
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.models import RecordKind, SetKind
from catalogue.services import books, copies, merging
from catalogue.services.import_batch import ImportBatch, SortedBatch
from catalogue.services.import_report import ImportReport
from catalogue.store import book_rows, change_log
from catalogue.store.change_sets import open_set

__all__ = ["BATCH", "Choices", "Copies", "ImportReport", "OnDuplicate", "fill_empty", "ingest"]

BATCH = 2500
"""Records stored together: large enough that statements cost little each, small enough to sit in memory.

An import that commits each keeps other writers waiting for a quarter of a second, and leaves them as much again while
the next is read: longer than the tenth of a second after which SQLite looks again.
"""


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
    :param report: the report of the pieces before, which this one continues.
    :param choices: what to do with records that match a book, and with copies.
    """
    report = ImportReport() if report is None else report
    with open_set(session, SetKind.IMPORT, source, actor=actor, set_id=report.change_set_id) as change_set:
        _ingest(session, outcomes, source, actor, report, choices)
        report.change_set_id = change_set.id
    return report


def _ingest(
    session: Session,
    outcomes: Iterable[Parsed | Rejected],
    source: str,
    actor: str,
    report: ImportReport,
    choices: Choices,
) -> None:
    for batch in split_batches(outcomes, BATCH):
        report.rejected += [outcome for outcome in batch if isinstance(outcome, Rejected)]
        parsed = [outcome for outcome in batch if isinstance(outcome, Parsed)]
        batch_to_store = ImportBatch(session, source, parsed, report, choices).sort()
        _store_new(session, source, batch_to_store, report, choices, actor=actor)
        merging.merge(session, batch_to_store.matches, choices.on_duplicate, actor=actor, report=report)
        copies.add(session, batch_to_store.copies, actor=actor)
        report.n_items_added += len(batch_to_store.copies)
        report.seen.settle()


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
    if change_log.has_changed(session, RecordKind.BOOK):
        return None
    report = ImportReport()
    for piece in split_batches(outcomes, BATCH):
        ingest(session, piece, source=source, actor=actor, report=report)
        on_piece(report)
    return report


def _store_new(
    session: Session, source: str, batch: SortedBatch, report: ImportReport, choices: Choices, *, actor: str
) -> None:
    """Store the new records of a batch, and tell their `holders` which ids they have."""
    new = report.people.settle(session, batch.new)
    if choices.copies is Copies.GENERATE:
        new = copies.number_items(session, new)
    ids = _assign_wanted_ids(session, source, new)
    if new:
        rows = [_make_new_book(outcome, source, number) for outcome, number in zip(new, ids, strict=True)]
        for holder, book_id in zip(batch.holders, books.store(session, rows, actor=actor), strict=True):
            holder.book_id = book_id
        report.people.write(session)
        report.n_created += len(new)
        report.n_set_aside += sum(outcome.n_set_aside for outcome in new)


def _make_new_book(outcome: Parsed, source: str, wanted_id: int | None) -> books.NewBook:
    return books.NewBook(
        record=outcome.record,
        items=outcome.items,
        source=source,
        source_id=outcome.source_id,
        source_digest=outcome.digest,
        wanted_id=wanted_id,
    )


def _assign_wanted_ids(session: Session, source: str, accepted: Sequence[Parsed]) -> list[int | None]:
    """Return the number that the file wants for each record, None where it wants none or cannot have it.

    The file that a catalogue began with numbers its books, also when its import was stopped and taken up again; of any
    other file the numbers are its own affair. A number that a book ever had is not given again.
    """
    if not change_log.began_with(session, source):
        return [None] * len(accepted)
    wanted = [outcome.wanted_id for outcome in accepted]
    taken: set[int | None] = {*book_rows.find_used_numbers(session, [number for number in wanted if number])}
    numbers = []
    for number in wanted:
        numbers.append(None if number in taken else number)
        taken.add(number)
    return numbers
