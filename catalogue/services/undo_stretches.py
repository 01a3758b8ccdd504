"""What a change set did to each record, as an undo takes it back: stretches in which nobody else wrote in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.differences import State
from catalogue.models import Action, RecordKind
from catalogue.services import record_states
from catalogue.store import set_changes
from catalogue.store.set_changes import ChangeRow


@dataclass(frozen=True, slots=True)
class SetStretch:
    """Changes of a record by one set that follow each other: the record `before` the first and `after` the last.

    None stands for no record: before a creation, after a deletion.
    """

    before: State | None
    after: State | None
    first_seq: int


def list_records(
    session: Session, set_id: int, kind: RecordKind, before_seq: int | None, most: int
) -> list[tuple[int, int]]:
    """Return the next records of a kind that a set changed, with its last change of each, the last changed first.

    What was created is deleted in the end, so that no heading goes while a book has it.

    :param before_seq: goes on after the record whose last change this is.
    """
    return set_changes.list_changed_records(session, set_id, kind, before_seq, most)


def read_stretches(
    session: Session, set_id: int, kind: RecordKind, record_ids: Sequence[int]
) -> dict[int, list[SetStretch]]:
    """Return what a set did to some records of a kind, by record, the last stretch first; a few statements for all."""
    by_record = set_changes.list_changes_since(session, set_id, kind, record_ids)
    ends = {record_id: _find_ends(some, set_id) for record_id, some in by_record.items()}
    wanted = [row.seq for some in ends.values() for ends_ in some for row in (ends_[0], ends_[2]) if row is not None]
    befores = set_changes.read_befores(session, wanted)
    now = record_states.read_states(session, kind, record_ids)
    stretches: dict[int, list[SetStretch]] = {}
    for record_id, some in ends.items():
        for first, last, following in reversed(some):
            after = befores[following.seq] if following else now.get(record_id)
            after = None if last.action is Action.DELETE else after
            stretches.setdefault(record_id, []).append(SetStretch(befores[first.seq], after, first.seq))
    return stretches


def _find_ends(rows: Sequence[ChangeRow], set_id: int) -> list[tuple[ChangeRow, ChangeRow, ChangeRow | None]]:
    """Return first and last change of each stretch of a set among all changes of a record, and what follows it."""
    ends: list[tuple[ChangeRow, ChangeRow, ChangeRow | None]] = []
    is_open = False
    for place, row in enumerate(rows):
        if row.change_set_id != set_id:
            is_open = False
            continue
        following = rows[place + 1] if place + 1 < len(rows) else None
        first = ends.pop()[0] if is_open else row
        ends.append((first, row, following))
        is_open = True
    return ends
