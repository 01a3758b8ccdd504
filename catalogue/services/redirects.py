"""Records that were merged into others, as the change log says: their old addresses lead to the new ones."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from catalogue.domain.changes import MERGED_INTO
from catalogue.models import Action, RecordKind, SetKind
from catalogue.store.deletions import LogRow, read_changes_of_records

MOST_STEPS = 20
"""Merges that a redirect follows one after the other."""


def find_merged_into(session: Session, kind: RecordKind, record_id: int) -> int | None:
    """Return the record that took the place of a deleted one, None when it was not merged."""
    return find_all_merged_into(session, kind, [record_id]).get(record_id)


def find_all_merged_into(session: Session, kind: RecordKind, record_ids: Collection[int]) -> dict[int, int]:
    """Return the records that took the places of deleted ones, by the numbers of those that were merged."""
    targets: dict[int, int] = {}
    here = {record_id: record_id for record_id in record_ids}
    for _ in range(MOST_STEPS):
        following = _find_following(session, kind, set(here.values()))
        here = {old: following[place] for old, place in here.items() if place in following}
        if not here:
            break
        targets |= here
    return targets


def _find_following(session: Session, kind: RecordKind, record_ids: Collection[int]) -> dict[int, int]:
    """Return the records that some were merged into, one step on."""
    by_record = read_changes_of_records(session, kind, record_ids)
    targets = {record_id: _read_target(some) for record_id, some in by_record.items()}
    return {record_id: target for record_id, target in targets.items() if target is not None}


def _read_target(rows: Sequence[LogRow]) -> int | None:
    """Return the record that one was merged into, by its changes, the last one first.

    Whoever takes back the undo of a merge deletes the record again: then the deletion before it tells.
    """
    if rows[0].action is not Action.DELETE:
        return None
    for row in rows:
        if row.action is Action.DELETE:
            if target := (row.before or {}).get(MERGED_INTO):
                return int(str(target))
            if row.kind is not SetKind.UNDO:
                break
    return None
