"""Stored change sets, and what each changed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Action, Change, ChangeSet, RecordKind

ChangeRow = sa.Row[int, int, int | None, Action]
"""A change without its record: number of the record, of the change, of its set, and the action."""


def find_set(session: Session, set_id: int) -> ChangeSet | None:
    """Return a set, None when there is none."""
    return session.get(ChangeSet, set_id)


def list_sets(session: Session, page: int, per_page: int) -> tuple[Sequence[ChangeSet], int]:
    """Return one page of the sets, newest first, and how many there are."""
    total = session.scalar(sa.select(sa.func.count()).select_from(ChangeSet)) or 0
    rows = sa.select(ChangeSet).order_by(ChangeSet.id.desc()).offset((page - 1) * per_page).limit(per_page)
    return session.scalars(rows).all(), total


def list_changes(session: Session, set_id: int, page: int, per_page: int) -> Sequence[Change]:
    """Return one page of the changes of a set, in their order."""
    rows = sa.select(Change).where(Change.change_set_id == set_id).order_by(Change.seq)
    return session.scalars(rows.offset((page - 1) * per_page).limit(per_page)).all()


def list_book_changes(session: Session, set_id: int) -> Sequence[Change]:
    """Return all changes of books in a set, in their order."""
    changes = sa.select(Change).where(Change.change_set_id == set_id, Change.kind == RecordKind.BOOK)
    return session.scalars(changes.order_by(Change.seq)).all()


def count_changes(session: Session, set_ids: Sequence[int]) -> dict[int, int]:
    """Return how many changes each of these sets has; a set without changes is left out."""
    counts = sa.select(Change.change_set_id, sa.func.count()).where(Change.change_set_id.in_(set_ids))
    rows = session.execute(counts.group_by(Change.change_set_id))
    return {set_id: n for set_id, n in rows if set_id is not None}


def find_undoing_sets(session: Session, set_ids: Sequence[int]) -> dict[int, int]:
    """Return, for each of these sets that was undone, the last set that undid it."""
    undone = sa.select(ChangeSet.undoes_id, sa.func.max(ChangeSet.id)).where(ChangeSet.undoes_id.in_(set_ids))
    rows = session.execute(undone.group_by(ChangeSet.undoes_id))
    return {set_id: undoing_id for set_id, undoing_id in rows if set_id is not None}


def list_changed_records(
    session: Session, set_id: int, kind: RecordKind, before_seq: int | None, most: int
) -> list[tuple[int, int]]:
    """Return at most so many records of a kind that a set changed, with its last change of each, the last one first.

    :param before_seq: goes on after the record whose last change this is.
    """
    found: list[tuple[int, int]] = []
    is_of_set = sa.and_(Change.change_set_id == set_id, Change.kind == kind)
    while len(found) < most:
        rows = sa.select(Change.record_id, Change.seq).where(is_of_set)
        if before_seq is not None:
            rows = rows.where(Change.seq < before_seq)
        some = session.execute(rows.order_by(Change.seq.desc()).limit(2 * most)).all()
        # Not one statement with NOT EXISTS: before PostgreSQL has counted the rows of a new set, it takes 20 s for one
        # of 10,000 records, and every writer waits.
        lasts = sa.select(Change.record_id, sa.func.max(Change.seq)).where(
            is_of_set, Change.record_id.in_({row.record_id for row in some})
        )
        last_seqs = {record_id: seq for record_id, seq in session.execute(lasts.group_by(Change.record_id))}  # noqa: C416
        found += [(row.record_id, row.seq) for row in some if last_seqs[row.record_id] == row.seq]
        if len(some) < 2 * most:
            break
        before_seq = some[-1].seq
    return found[:most]


def list_changes_since(
    session: Session, set_id: int, kind: RecordKind, record_ids: Sequence[int]
) -> dict[int, list[ChangeRow]]:
    """Return the changes of some records, by record, from the first one by this set on, oldest first."""
    is_theirs = sa.and_(Change.kind == kind, Change.record_id.in_(record_ids))
    firsts = sa.select(sa.func.min(Change.seq)).where(is_theirs, Change.change_set_id == set_id).scalar_subquery()
    columns = (Change.record_id, Change.seq, Change.change_set_id, Change.action)
    by_record: dict[int, list[ChangeRow]] = {}
    for row in session.execute(sa.select(*columns).where(is_theirs, Change.seq >= firsts).order_by(Change.seq)):
        by_record.setdefault(row.record_id, []).append(row)
    return by_record


def read_befores(session: Session, seqs: Sequence[int]) -> dict[int, dict[str, Any] | None]:
    """Return the records as they were before these changes, by the numbers of the changes."""
    rows = session.execute(sa.select(Change.seq, Change.before).where(Change.seq.in_(seqs)))
    return {seq: before for seq, before in rows}  # noqa: C416  mypy takes no rows for pairs.
