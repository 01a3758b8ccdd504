"""Copies as the change log has them: what each was when a year began and when it ended, and how it went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from catalogue.common.batches import split_batches
from catalogue.domain.changes import Action, RecordKind, SetKind
from catalogue.domain.differences import ITEMS
from catalogue.domain.items import ItemStatus
from catalogue.models import Change, ChangeSet

State = Mapping[str, Any]
"""A copy, or a book with its copies, at one moment, by the names of the log."""

BOOK_FACTS = ("title", "dewey", "material", "audience", "publication_year", ITEMS)
"""What is kept of a book's states."""
CORRECTIONS = (SetKind.UNDO, SetKind.REMOVAL)
"""Sets whose deletions mean that a copy never was, not that it left."""
_OF_BOOKS = Change.kind == RecordKind.BOOK


@dataclass(frozen=True, slots=True)
class LoggedWrite:
    """One write of a book: its number in the log, when, the state `before` it, and whether it is a correction."""

    seq: int
    at: datetime
    before: State
    is_correction: bool


@dataclass(frozen=True, slots=True)
class BookWrites:
    """The books written since a year began: those that were only created, in it or after it, and those rewritten."""

    created_in_year: list[int]
    created_later: list[int]
    rewritten: dict[int, list[LoggedWrite]]


@dataclass(slots=True)
class CopyHistory:
    """A copy through a year: as it was when the year began and ended (None: not there), and as it was known last.

    `known_before` tells of either moment whether the log had had the copy by then, `was_in_stock` whether it had been
    other than withdrawn in the year. `last_seq` is the write that ended what is known last, None for a copy that is
    there now; `was_correction` tells of that write.
    """

    book_id: int
    newest: State
    book: State
    last_seq: int | None
    was_correction: bool
    at_start: State | None = None
    at_end: State | None = None
    known_before_start: bool = False
    known_before_end: bool = False
    was_in_stock: bool = False


def year_start(year: int) -> datetime:
    """Return the instant at which a year begins, in UTC, as the log is written."""
    return datetime(year, 1, 1, tzinfo=UTC)


def read_writes(connection: sa.Connection, year: int) -> BookWrites:
    """Return the books that were written since a year began."""
    start, end = year_start(year), year_start(year + 1)
    deletions = sa.select(Change.record_id).where(_OF_BOOKS, Change.action == Action.DELETE, Change.at < start)
    deleted_before = set(connection.scalars(deletions))
    statement = (
        sa.select(Change.record_id, Change.seq, Change.at, Change.before, ChangeSet.kind)
        .outerjoin(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(_OF_BOOKS, Change.at >= start)
        .order_by(Change.record_id, Change.seq)
        .execution_options(yield_per=1_000)
    )
    writes = BookWrites([], [], {})
    with connection.execute(statement) as rows:
        for book_id, group in groupby(rows, lambda row: int(row[0])):
            changes = [LoggedWrite(seq, at, _strip(before), kind in CORRECTIONS) for _, seq, at, before, kind in group]
            if len(changes) > 1 or changes[0].before or book_id in deleted_before:
                writes.rewritten[book_id] = changes
            else:
                (writes.created_in_year if changes[0].at < end else writes.created_later).append(book_id)
    return writes


def follow_copies(
    connection: sa.Connection, writes: BookWrites, year: int, books_now: Mapping[int, State]
) -> dict[int | str, CopyHistory]:
    """Return the copies of the rewritten books, by their numbers, or by barcode where an old log has no numbers.

    :param books_now: the rewritten books that are there, with their copies, by number.
    """
    copies: dict[int | str, CopyHistory] = {}
    for book_id, changes in writes.rewritten.items():
        now = books_now.get(book_id, {})
        ids = {item["barcode"]: item["id"] for item in now.get(ITEMS, ()) if item["barcode"]}
        n_in_year = sum(change.at < year_start(year + 1) for change in changes)
        for place, state in enumerate([*(change.before for change in changes), now]):
            ending = changes[place] if place < len(changes) else None
            for item in state.get(ITEMS, ()):
                key = item.get("id") or ids.get(item["barcode"], item["barcode"])
                copy = _note_newest(copies, key, book_id, item, state, ending)
                copy.at_start = item if place == 0 else copy.at_start
                copy.at_end = item if place == n_in_year else copy.at_end
                copy.known_before_start |= place == 0
                copy.known_before_end |= place <= n_in_year
                copy.was_in_stock |= place <= n_in_year and item["status"] != ItemStatus.WITHDRAWN
    _note_earlier(connection, copies, year)
    return copies


def _note_newest(
    copies: dict[int | str, CopyHistory],
    key: int | str,
    book_id: int,
    item: State,
    book: State,
    ending: LoggedWrite | None,
) -> CopyHistory:
    """Return the history of a copy, with what is known last of it; a merge moves copies from book to book."""
    last_seq, was_correction = (ending.seq, ending.is_correction) if ending else (None, False)
    copy = copies.setdefault(key, CopyHistory(book_id, item, book, last_seq, was_correction))
    if copy.last_seq is not None and (last_seq is None or last_seq >= copy.last_seq):
        copy.book_id, copy.newest, copy.book = book_id, item, book
        copy.last_seq, copy.was_correction = last_seq, was_correction
    return copy


def _note_earlier(connection: sa.Connection, copies: dict[int | str, CopyHistory], year: int) -> None:
    """Note which copies the log had before the year: they had been deleted, and came back later."""
    book_ids = sorted({copy.book_id for copy in copies.values() if not copy.known_before_start})
    for key in _list_earlier(connection, book_ids, year_start(year)):
        if key in copies:
            copies[key].known_before_start = copies[key].known_before_end = True


def _list_earlier(connection: sa.Connection, book_ids: Sequence[int], start: datetime) -> Iterator[int | str]:
    """Yield the numbers and barcodes of the copies that books had in the log before an instant."""
    states = sa.select(Change.before).where(_OF_BOOKS, Change.at < start, Change.action != Action.CREATE)
    for some in split_batches(book_ids, 500):
        for state in connection.scalars(states.where(Change.record_id.in_(some))):
            for item in (state or {}).get(ITEMS, ()):
                yield item.get("id") or item["barcode"]


def _strip(state: State | None) -> State:
    return {name: state[name] for name in BOOK_FACTS if name in state} if state else {}
