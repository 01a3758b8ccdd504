"""Records that were merged into others, as the change log says: their old addresses lead to the new ones."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.changes import MERGED_INTO
from catalogue.models import Action, Change, ChangeSet, RecordKind, SetKind

MOST_STEPS = 20
"""Merges that a redirect follows one after the other."""


def find_merged_into(session: Session, kind: RecordKind, record_id: int) -> int | None:
    """Return the record that took the place of a deleted one, None when it was not merged."""
    target = None
    for _ in range(MOST_STEPS):
        following = _find_next(session, kind, record_id)
        if following is None:
            break
        target = record_id = following
    return target


def _find_next(session: Session, kind: RecordKind, record_id: int) -> int | None:
    """Return the record that one was merged into.

    Whoever takes back the undo of a merge deletes the record again: then the deletion before it tells.
    """
    changes = sa.select(Change.action, Change.before, ChangeSet.kind).where(
        Change.kind == kind, Change.record_id == record_id
    )
    rows = session.execute(
        changes.outerjoin(ChangeSet, ChangeSet.id == Change.change_set_id).order_by(Change.seq.desc()).limit(MOST_STEPS)
    ).all()
    if not rows or rows[0].action is not Action.DELETE:
        return None
    for row in rows:
        if row.action is Action.DELETE:
            if target := (row.before or {}).get(MERGED_INTO):
                return int(target)
            if row.kind is not SetKind.UNDO:
                break
    return None
