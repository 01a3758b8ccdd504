"""What a change set did to each record, as an undo takes it back: stretches in which nobody else wrote in between."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from catalogue.domain.differences import State
from catalogue.models import Action, Change, RecordKind
from catalogue.services import record_states


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
    later = aliased(Change)
    is_last = ~sa.exists().where(
        later.kind == Change.kind,
        later.record_id == Change.record_id,
        later.seq > Change.seq,
        later.change_set_id == set_id,
    )
    rows = sa.select(Change.record_id, Change.seq).where(Change.change_set_id == set_id, Change.kind == kind, is_last)
    if before_seq is not None:
        rows = rows.where(Change.seq < before_seq)
    return [(row.record_id, row.seq) for row in session.execute(rows.order_by(Change.seq.desc()).limit(most))]


def read_stretches(
    session: Session, set_id: int, kind: RecordKind, record_ids: Sequence[int]
) -> dict[int, list[SetStretch]]:
    """Return what a set did to some records of a kind, by record, the last stretch first; a few statements for all."""
    is_theirs = sa.and_(Change.kind == kind, Change.record_id.in_(record_ids))
    firsts = sa.select(sa.func.min(Change.seq)).where(is_theirs, Change.change_set_id == set_id).scalar_subquery()
    columns = (Change.record_id, Change.seq, Change.change_set_id, Change.action)
    rows = session.execute(sa.select(*columns).where(is_theirs, Change.seq >= firsts).order_by(Change.seq)).all()
    by_record: dict[int, list[sa.Row[int, int, int | None, Action]]] = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(row)
    ends = {record_id: _find_ends(some, set_id) for record_id, some in by_record.items()}
    wanted = [row.seq for some in ends.values() for ends_ in some for row in (ends_[0], ends_[2]) if row is not None]
    rows_before = session.execute(sa.select(Change.seq, Change.before).where(Change.seq.in_(wanted)))
    befores: dict[int, State | None] = {seq: before for seq, before in rows_before}  # noqa: C416
    now = record_states.read_states(session, kind, record_ids)
    stretches: dict[int, list[SetStretch]] = {}
    for record_id, some in ends.items():
        for first, last, following in reversed(some):
            after = befores[following.seq] if following else now.get(record_id)
            after = None if last.action is Action.DELETE else after
            stretches.setdefault(record_id, []).append(SetStretch(befores[first.seq], after, first.seq))
    return stretches


_Row = sa.Row[int, int, int | None, Action]


def _find_ends(rows: Sequence[_Row], set_id: int) -> list[tuple[_Row, _Row, _Row | None]]:
    """Return first and last change of each stretch of a set among all changes of a record, and what follows it."""
    found: list[tuple[_Row, _Row, _Row | None]] = []
    is_open = False
    for place, row in enumerate(rows):
        if row.change_set_id != set_id:
            is_open = False
            continue
        following = rows[place + 1] if place + 1 < len(rows) else None
        first = found.pop()[0] if is_open else row
        found.append((first, row, following))
        is_open = True
    return found
