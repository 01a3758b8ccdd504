"""Merging: what a record of a file changes in the book that it matches."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.import_choices import OnDuplicate
from catalogue.domain.record import BookRecord
from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.domain.text import heading_key
from catalogue.errors import InvalidRecord
from catalogue.models import SetKind
from catalogue.services import books
from catalogue.services.import_report import MOST_LISTED, ImportReport, KeptFields, RecordChange, reject
from catalogue.services.matching import Match
from catalogue.store import book_rows, change_log
from catalogue.store.book_views import read_books

_NAMES = tuple(one.name for one in fields(BookRecord))
COMMAND_LINE = "command line"
"""The actor of imports before there were change sets; nobody edits books there."""


_SERIES = {"series", "series_number", "series_kind"}
"""Fields that say one thing together."""

_NOT_BY_HAND = frozenset({SetKind.IMPORT, SetKind.UNDO})
"""Sets whose changes are no decision about a field."""


def merge(
    session: Session,
    matches: Sequence[Match],
    mode: OnDuplicate,
    *,
    actor: str,
    report: ImportReport,
    is_stored: bool = True,
) -> None:
    """Complete or update the books that records match; the report says what changed, and what was kept.

    :param mode: `COMPLETE` fills empty fields only; `UPDATE` takes what the file gives otherwise, except for fields
        that a librarian changed here.
    :param is_stored: whether the changes are stored, and not only reported.
    """
    if not matches:
        return
    ids = sorted({match.holder.book_id for match in matches})
    records = {view.id: view.as_record() for view in read_books(session, ids)}
    edited = _find_edited_fields(session, records) if mode is OnDuplicate.UPDATE else {}
    changed: dict[int, BookRecord] = {}
    digests: dict[int, str] = {}
    for match in matches:
        book_id, position = match.holder.book_id, match.outcome.position
        try:
            merged, kept = merge_records(
                records[book_id], match.outcome.record, mode, edited.get(book_id, set()), match.by_source
            )
        except InvalidRecord as error:
            report.rejected.append(reject(match.outcome, refuse(RefusalCode.BAD_RECORD, detail=str(error))))
            continue
        if kept and len(report.kept_fields) < MOST_LISTED:
            report.kept_fields.append(KeptFields(position, book_id, tuple(kept)))
        if mode is OnDuplicate.UPDATE and match.by_source:
            digests[book_id] = match.outcome.digest
        if merged == records[book_id]:
            report.n_unchanged += 1
            continue
        if len(report.changes) < MOST_LISTED:
            report.changes.append(RecordChange(position, book_id, _compare(records[book_id], merged)))
        report.n_updated += mode is OnDuplicate.UPDATE
        report.n_completed += mode is OnDuplicate.COMPLETE
        records[book_id] = changed[book_id] = merged
    if is_stored:
        books.replace_all(session, changed, actor=actor)
        book_rows.write_digests(session, digests)


def merge_records(
    ours: BookRecord, theirs: BookRecord, mode: OnDuplicate, edited: set[str], by_source: bool
) -> tuple[BookRecord, list[str]]:
    """Return our record with what theirs brings, and the names of `edited` fields that were kept.

    Of a source that gave the book before, a field that is empty now is emptied here too.

    :raises InvalidRecord: when both together break a rule.
    """
    values: dict[str, Any] = {}
    kept = []
    edited = edited | _SERIES if edited & _SERIES else edited
    has_other_series = bool(ours.series) and heading_key(ours.series or "") != heading_key(theirs.series or "")
    for name in _NAMES:
        our, their = getattr(ours, name), getattr(theirs, name)
        if name == "extra" and not by_source:
            their = {**their, **our} if mode is OnDuplicate.COMPLETE else {**our, **their}
        if our == their or (not their and not by_source):
            continue
        if mode is OnDuplicate.COMPLETE:
            if name in _SERIES and has_other_series:
                continue
            if (not our and their) or name == "extra":
                values[name] = {**their, **our} if name == "extra" else their
        elif name in edited:
            kept.append(name)
        else:
            values[name] = their
    return (replace(ours, **values) if values else ours), kept


def _find_edited_fields(session: Session, records: dict[int, BookRecord]) -> dict[int, set[str]]:
    """Return the fields of each book that somebody changed or entered here, by the change log."""
    edited: dict[int, set[str]] = {book_id: set() for book_id in records}
    changes = change_log.read_book_changes(session, list(records))
    for book_id, rows in changes.items():
        states = [row.before or {} for row in rows[1:]] + [records[book_id].as_json()]
        for row, after in zip(rows, states, strict=True):
            if row.set_kind not in _NOT_BY_HAND and row.actor != COMMAND_LINE:
                old = row.before or {}
                edited[book_id] |= {name for name in _NAMES if (old.get(name) or None) != (after.get(name) or None)}
    return edited


def _compare(old: BookRecord, new: BookRecord) -> dict[str, tuple[Any, Any]]:
    before, after = old.as_json(), new.as_json()
    return {name: (before[name], after[name]) for name in _NAMES if before[name] != after[name]}
