"""Many books at once: one operation or several on a selection, looked over first, written as one change set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.batch_edits import Operation, Verb, edit_item, edit_record, operation_from_json
from catalogue.domain.batch_report import BatchReport, Refusal
from catalogue.domain.differences import ITEMS, list_differences
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.jobs import JobView
from catalogue.domain.record import BookRecord
from catalogue.domain.views import BookView, ItemView
from catalogue.errors import InvalidRecord
from catalogue.models import SetKind
from catalogue.services import books, items, jobs
from catalogue.services.jobs import JobStep
from catalogue.store import holdings
from catalogue.store.book_views import read_books
from catalogue.store.change_sets import open_set

KIND = "batch"
AT_ONCE = 500
"""Books up to which an edit is done while its page waits; more are the work of a job."""
PIECE = 100
"""Books that a job writes together: others write in between."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The books that an edit is about, by number; of a book with copies among `item_ids`, only these copies."""

    book_ids: tuple[int, ...]
    item_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEdit:
    """What is done to which books, and what the change set is called."""

    selection: Selection
    operations: tuple[Operation, ...]
    name: str = ""

    @property
    def set_name(self) -> str:
        """What the set is called, by its operations unless it was given a name."""
        return self.name or str(self)

    @property
    def set_details(self) -> dict[str, Any] | None:
        """The operations, of which pages make the name of the set unless it was given one."""
        return None if self.name else {"operations": [operation.as_json() for operation in self.operations]}

    def __str__(self) -> str:
        return "; ".join(map(str, self.operations))

    def as_json(self) -> dict[str, Any]:
        """Return the edit as the parameters of a job; `edit_from_json` reads them."""
        return {
            "book_ids": list(self.selection.book_ids),
            "item_ids": sorted(self.selection.item_ids),
            "operations": [operation.as_json() for operation in self.operations],
            "name": self.name,
        }


def edit_from_json(values: dict[str, Any]) -> BatchEdit:
    """Make the edit that `BatchEdit.as_json` wrote."""
    return BatchEdit(
        selection=Selection(tuple(values["book_ids"]), frozenset(values["item_ids"])),
        operations=tuple(operation_from_json(one) for one in values["operations"]),
        name=values["name"],
    )


def preview(session: Session, edit: BatchEdit) -> BatchReport:
    """Return what an edit would do, without writing anything."""
    report = BatchReport()
    for piece in split_batches(edit.selection.book_ids, PIECE):
        _edit_piece(session, edit, piece, report, actor=None)
    return report


def apply(session: Session, edit: BatchEdit, *, actor: str) -> BatchReport:
    """Do an edit as one change set; the caller has opened the write, and commits."""
    report = BatchReport()
    for piece in split_batches(edit.selection.book_ids, PIECE):
        _write_piece(session, edit, piece, report, actor=actor)
    return report


def run_batch(session: Session, job: JobView, _folder: Path) -> Iterator[JobStep]:
    """Do or look over an edit piece by piece; the kind `KIND` of jobs."""
    edit = edit_from_json({name: job.parameters[name] for name in ("book_ids", "item_ids", "operations", "name")})
    report = BatchReport(**(job.checkpoint or {}).get("report", {}))
    n_done = (job.checkpoint or {}).get("done", 0)
    book_ids = edit.selection.book_ids
    while n_done < len(book_ids):
        piece = book_ids[n_done : n_done + PIECE]
        n_done += len(piece)
        if job.parameters["preview"]:
            _edit_piece(session, edit, piece, report, actor=None)
            session.rollback()
        else:
            jobs.open_write(session)
            _write_piece(session, edit, piece, report, actor=job.actor)
        yield JobStep(n_done, len(book_ids), {"done": n_done, "report": report.as_json()}, report.as_json())


def _write_piece(session: Session, edit: BatchEdit, piece: Sequence[int], report: BatchReport, *, actor: str) -> None:
    set_id, details = report.change_set_id, edit.set_details
    with open_set(session, SetKind.BATCH, edit.set_name, actor=actor, set_id=set_id, details=details) as opened:
        _edit_piece(session, edit, piece, report, actor=actor)
        report.change_set_id = opened.id


def _edit_piece(
    session: Session, edit: BatchEdit, piece: Sequence[int], report: BatchReport, *, actor: str | None
) -> None:
    """Work out what the edit does to some books, and write it if there is an actor."""
    views = {view.id: view for view in read_books(session, piece)}
    copies = holdings.read_holdings(session, list(views))
    records: dict[int, BookRecord] = {}
    new_items: dict[int, ItemRecord] = {}
    deleted: list[int] = []
    for book_id in piece:
        report.n_books += 1
        if book_id not in views:
            report.note_refusal(book_id, "", Refusal.GONE)
        elif any(operation.verb is Verb.DELETE for operation in edit.operations):
            deleted += _plan_deletion(views[book_id], copies[book_id], report)
        else:
            _plan_changes(edit, views[book_id], copies[book_id], report, records, new_items)
    if actor is not None:
        books.replace_all(session, records, actor=actor)
        items.replace_all(session, new_items, actor=actor)
        books.delete_all(session, deleted, actor=actor)


def _plan_deletion(view: BookView, copies: Sequence[ItemView], report: BatchReport) -> list[int]:
    lent = [copy.barcode for copy in copies if copy.status is ItemStatus.ON_LOAN]
    if lent:
        report.note_refusal(view.id, view.title, Refusal.ON_LOAN, ", ".join(map(str, lent)))
        return []
    report.n_deleted += 1
    report.n_copies += len(copies)
    report.note_change(view.id, view.title, [])
    return [view.id]


def _plan_changes(
    edit: BatchEdit,
    view: BookView,
    copies: Sequence[ItemView],
    report: BatchReport,
    records: dict[int, BookRecord],
    new_items: dict[int, ItemRecord],
) -> None:
    old = view.as_record()
    try:
        new = edit_record(old, edit.operations)
    except InvalidRecord as error:
        report.note_refusal(view.id, view.title, Refusal.INVALID, str(error))
        return
    changed = _edit_copies(edit, view, copies, report)
    if new == old and not changed:
        report.n_unchanged += 1
        return
    if new != old:
        records[view.id] = new
    new_items |= changed
    report.n_changed += 1
    report.n_copies += len(changed)
    before = old.as_json() | {ITEMS: [copy.as_record().as_json() for copy in copies if copy.id in changed]}
    after = new.as_json() | {ITEMS: [item.as_json() for item in changed.values()]}
    report.note_change(view.id, view.title, list_differences(before, after))


def _edit_copies(
    edit: BatchEdit, view: BookView, copies: Sequence[ItemView], report: BatchReport
) -> dict[int, ItemRecord]:
    """Return the copies of the selection that change; the status of a copy on loan changes when it is back."""
    operations = [operation for operation in edit.operations if operation.is_of_copies]
    chosen = [copy for copy in copies if copy.id in edit.selection.item_ids] or list(copies)
    changed = {}
    for copy in chosen if operations else ():
        old = copy.as_record()
        new = edit_item(old, operations)
        if old.status is ItemStatus.ON_LOAN and new.status is not old.status:
            report.note_refusal(view.id, view.title, Refusal.ON_LOAN, str(copy.barcode))
        elif new != old:
            changed[copy.id] = new
    return changed
