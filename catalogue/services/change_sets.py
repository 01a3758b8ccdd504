"""Change sets: what was written together, listed, opened, and taken back as a whole."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.changes import ChangeSetView, ChangeView, Obstacle, RecordConflict, Undo
from catalogue.domain.differences import State, take_back
from catalogue.domain.views import Page
from catalogue.errors import CatalogueError, DuplicateHeading, NotFound, OnLoan
from catalogue.models import Change, ChangeSet, RecordKind, SetKind
from catalogue.services import books, history, record_states
from catalogue.store import change_log, headings
from catalogue.store.change_sets import open_set
from catalogue.store.heading_tables import HEADING_TABLES

_OBSTACLES = {OnLoan: Obstacle.ON_LOAN, DuplicateHeading: Obstacle.NAME_IN_USE}
_UNDONE_KINDS = (RecordKind.AUTHOR, RecordKind.SUBJECT, RecordKind.SERIES, RecordKind.BOOK)
"""The kinds of records that can be taken back, headings first: a book bears the names that its headings have."""


def list_sets(session: Session, page: int, per_page: int) -> Page[ChangeSetView]:
    """Return one page of the sets, newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(ChangeSet)) or 0
    rows = sa.select(ChangeSet).order_by(ChangeSet.id.desc()).offset((page - 1) * per_page).limit(per_page)
    return Page(_describe(session, session.scalars(rows).all()), total, page, per_page)


def get(session: Session, set_id: int) -> ChangeSetView:
    """Return a set. :raises NotFound: when there is none."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        raise NotFound("change set", set_id)
    return _describe(session, [found])[0]


def list_changes(session: Session, set_id: int, page: int, per_page: int) -> Page[ChangeView]:
    """Return one page of the changes of a set, in their order. :raises NotFound: when there is no such set."""
    total = get(session, set_id).n_changes
    rows = sa.select(Change).where(Change.change_set_id == set_id).order_by(Change.seq)
    found = session.scalars(rows.offset((page - 1) * per_page).limit(per_page)).all()
    return Page(history.describe_changes(session, found), total, page, per_page)


def undo(session: Session, set_id: int, *, actor: str) -> Undo:
    """Take back what a set changed, as a set of its own. What was changed again since stays, and is listed.

    The caller has opened the write, and commits; a preview rolls back.

    :raises NotFound: when there is no such set.
    """
    undone = get(session, set_id)
    result = Undo()
    with open_set(session, SetKind.UNDO, undone.name, actor=actor, undoes_id=set_id) as opened:
        period = undone.at, session.scalar(sa.select(sa.func.max(Change.at)).where(Change.change_set_id == set_id))
        for kind in _UNDONE_KINDS:
            for first, last in _read_spans(session, set_id, kind):
                _undo_record(session, first, last, result, actor=actor)
        for table in HEADING_TABLES.values():
            deleted = headings.delete_unused(session, table, headings.list_made_with_books(session, table, *period))
            change_log.append(session, actor, [headings.describe_deletion(table, row) for row in deleted])
        result.change_set_id = opened.id
    return result


def _undo_record(session: Session, first: Change, last: Change, result: Undo, *, actor: str) -> None:
    """Take back what a set did to one record, from its first to its last change there."""
    kind, record_id = first.kind, first.record_id
    before, after = first.before, record_states.read_state_after(session, last)
    now = record_states.read_state(session, kind, record_id)
    state = now or after or before or {}
    conflict = RecordConflict(kind, record_id, str(state.get("title") or state.get("name") or record_id))
    try:
        with session.begin_nested():
            is_changed = _bring_back(session, conflict, before, after, now, actor=actor)
    except CatalogueError as error:
        is_changed = False
        conflict.obstacle = _OBSTACLES.get(type(error), Obstacle.REFUSED)
        conflict.detail = str(error) if conflict.obstacle is Obstacle.REFUSED else ""
    if is_changed and kind is RecordKind.BOOK:
        books.forget_digest(session, record_id)
    result.n_records += is_changed
    if conflict.fields or conflict.obstacle:
        result.conflicts.append(conflict)


def _bring_back(
    session: Session,
    conflict: RecordConflict,
    before: State | None,
    after: State | None,
    now: State | None,
    *,
    actor: str,
) -> bool:
    """Bring a record back from `after` to `before` as far as it still is so; return whether anything was written."""
    kind, record_id = conflict.kind, conflict.record_id
    if now is None:
        if before is None:
            return False
        if after is not None:
            conflict.obstacle = Obstacle.DELETED_SINCE
            return False
        if taken := record_states.recreate(session, kind, record_id, before, actor=actor):
            conflict.obstacle, conflict.detail = Obstacle.BARCODES_IN_USE, ", ".join(taken)
        return True
    if before is None:
        if now != after:
            conflict.obstacle = Obstacle.CHANGED_SINCE
            return False
        record_states.delete(session, kind, record_id, actor=actor)
        return True
    if after is None:  # It was restored since.
        return False
    wanted, conflict.fields = take_back(before, after, now)
    if wanted == now:
        return False
    record_states.write_state(session, kind, record_id, wanted, actor=actor)
    return True


def _read_spans(session: Session, set_id: int, kind: RecordKind) -> list[tuple[Change, Change]]:
    """Return the first and the last change of the set for each record of a kind, the last records first.

    What was created is deleted in the end, so that no heading goes while a book has it.
    """
    seqs = sa.select(sa.func.min(Change.seq), sa.func.max(Change.seq)).where(
        Change.change_set_id == set_id, Change.kind == kind
    )
    spans = []
    for first, last in session.execute(seqs.group_by(Change.record_id).order_by(sa.func.max(Change.seq).desc())):
        spans.append((session.get_one(Change, first), session.get_one(Change, last)))
    return spans


def _describe(session: Session, sets: Sequence[ChangeSet]) -> list[ChangeSetView]:
    ids = [one.id for one in sets]
    counts = sa.select(Change.change_set_id, sa.func.count()).where(Change.change_set_id.in_(ids))
    n_changes = dict(session.execute(counts.group_by(Change.change_set_id)).all())
    undone = sa.select(ChangeSet.undoes_id, sa.func.max(ChangeSet.id)).where(ChangeSet.undoes_id.in_(ids))
    undone_by = dict(session.execute(undone.group_by(ChangeSet.undoes_id)).all())
    return [
        ChangeSetView(
            one.id,
            one.kind,
            one.name,
            one.actor,
            one.at,
            one.undoes_id,
            n_changes.get(one.id, 0),
            undone_by.get(one.id),
        )
        for one in sets
    ]
