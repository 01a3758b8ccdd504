"""Undo: what a change set did is taken back as a set of its own; what was changed since stays, and is listed."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from catalogue.domain.changes import ChangeSetView, Obstacle, RecordConflict, Undo, undo_from_json
from catalogue.domain.differences import ITEMS, State, list_going_items, take_back
from catalogue.domain.jobs import JobView
from catalogue.errors import CatalogueError, DuplicateHeading, OnLoan
from catalogue.models import RecordKind, SetKind
from catalogue.services import books, change_sets, heading_jobs, jobs, leftover_headings, record_states, undo_together
from catalogue.services.heading_jobs import Rename, rename_from_json
from catalogue.services.jobs import JobStep
from catalogue.services.undo_copies import reclaim_copies
from catalogue.services.undo_stretches import SetStretch, list_records, read_stretches
from catalogue.services.undo_together import Plan
from catalogue.store import change_log, former_items
from catalogue.store.change_sets import OpenSet, open_set
from catalogue.store.heading_tables import HEADING_TABLES

KIND = "undo"
Renames: TypeAlias = list[tuple[Rename, int]]
"""Headings whose books follow piece by piece, each with the last book that has followed."""
AT_ONCE = 500
"""Changes up to which a set is undone while its page waits; more are the work of a job."""
PIECE = 100
"""Records that are brought back together."""

_OBSTACLES = {OnLoan: Obstacle.ON_LOAN, DuplicateHeading: Obstacle.NAME_IN_USE}
_ROUNDS = (
    *((kind, False) for kind in HEADING_TABLES),
    (RecordKind.BOOK, None),
    *((kind, True) for kind in HEADING_TABLES),
)
"""The kinds of records in the order in which they are taken back, and whether they are those that go: headings come
back before the books that bear their names, and go after them."""
_MOST_CONFLICTS = 1000
"""Conflicts that a job lists; it counts all."""


def undo(session: Session, set_id: int, *, actor: str) -> Undo:
    """Take back what a set changed, as a set of its own. What was changed again since stays, and is listed.

    The caller has opened the write, and commits; a preview rolls back.

    :raises NotFound: when there is no such set.
    """
    undone = change_sets.get(session, set_id)
    result = Undo()
    for kind, are_going in _ROUNDS:
        before_seq: int | None = None
        while records := list_records(session, set_id, kind, before_seq, PIECE):
            _undo_piece(session, undone, kind, are_going, [one for one, _ in records], result, actor=actor)
            before_seq = records[-1][1]
    return result


def run_undo(session: Session, job: JobView, _folder: Path) -> Iterator[JobStep]:
    """Undo a set piece by piece, or look over what that would do; the kind `KIND` of jobs."""
    set_id, is_preview = job.parameters["set_id"], job.parameters["preview"]
    checkpoint = job.checkpoint or {"round": 0, "before_seq": None, "done": 0, "result": {}}
    renames = [(rename_from_json(one), after) for one, after in checkpoint.get("renames", ())]
    result = undo_from_json(checkpoint["result"]) if checkpoint["result"] else Undo()
    place, before_seq, n_done = checkpoint["round"], checkpoint["before_seq"], checkpoint["done"]
    n_total = job.n_total
    while place < len(_ROUNDS) or renames:
        jobs.open_write(session)
        undone = change_sets.get(session, set_id)
        n_total = n_total or undone.n_changes
        if renames:
            _follow_rename(session, undone, renames, result, actor=job.actor)
            yield JobStep(n_done, n_total, checkpoint | {"renames": _keep(renames)}, asdict(result))
            continue
        kind, are_going = _ROUNDS[place]
        records = list_records(session, set_id, kind, before_seq, PIECE)
        if records:
            ids = [one for one, _ in records]
            _undo_piece(session, undone, kind, are_going, ids, result, actor=job.actor, renames=renames)
            before_seq, n_done = records[-1][1], n_done + (0 if are_going else len(records))
        if len(records) < PIECE:
            place, before_seq = place + 1, None
        if is_preview:
            session.rollback()
            result.change_set_id = None
            renames.clear()
        del result.conflicts[_MOST_CONFLICTS:]
        summary = asdict(result)
        checkpoint = {
            "round": place,
            "before_seq": before_seq,
            "done": n_done,
            "result": summary,
            "renames": _keep(renames),
        }
        yield JobStep(n_done, n_done if place == len(_ROUNDS) else n_total, checkpoint, summary)


def _undo_piece(
    session: Session,
    undone: ChangeSetView,
    kind: RecordKind,
    are_going: bool | None,
    record_ids: Sequence[int],
    result: Undo,
    *,
    actor: str,
    renames: Renames | None = None,
) -> None:
    """Take back what a set did to some records of a kind, and drop the headings that it leaves without books.

    :param are_going: takes back only creations, or everything else; both if it is None.
    :param renames: takes the headings whose books are so many that they have to follow piece by piece.
    """
    stretches = read_stretches(session, undone.id, kind, record_ids)
    now = record_states.read_states(session, kind, record_ids)
    own = read_stretches(session, result.change_set_id, kind, record_ids) if result.change_set_id else {}
    found = {record_id: some[-1].before for record_id, some in own.items()}
    plans = [_plan(kind, one, stretches[one], now.get(one), found.get(one)) for one in record_ids]
    if are_going is not None:
        plans = [plan for plan in plans if (plan.wanted is None) is are_going]
    may_leave = partial(change_log.is_in_set, session, undone.id, RecordKind.BOOK)
    if kind is RecordKind.BOOK:
        plans = reclaim_copies(session, plans, stretches, may_leave)
    claimed = {
        item[name]: plan.conflict.record_id
        for plan in plans
        for item in (plan.wanted or {}).get(ITEMS, ())
        for name in ("id", "barcode")
        if item.get(name)
    }
    moves = record_states.ItemMoves(may_leave, claimed)
    with _open_undo(session, undone, result, actor=actor) as opened:
        for plan in undo_together.write_plain(session, kind, plans, result, actor=actor):
            _carry_out(session, plan, moves, result, actor=actor, renames=renames)
        if kind is RecordKind.BOOK:
            states = [stretch.after for some in stretches.values() for stretch in some]
            leftover_headings.delete(session, states, undone.at, actor=actor)
            if undone.undoes_id is None:  # Copies that it made were made by mistake: their codes are free again.
                former_items.forget(session, [one for plan in plans for one in list_going_items(plan.now, plan.wanted)])
        result.change_set_id = opened.id


def _plan(
    kind: RecordKind, record_id: int, stretches: Sequence[SetStretch], now: State | None, found: State | None
) -> Plan:
    """Return what is to be written of one record.

    :param found: the record as this undo found it, if it wrote it since, as the rename of a heading writes books.
    """
    state = now or stretches[0].after or stretches[0].before or {}
    conflict = RecordConflict(kind, record_id, str(state.get("title") or state.get("name") or record_id))
    return Plan(conflict, now, _take_back_all(conflict, stretches, now, found))


def _carry_out(
    session: Session,
    plan: Plan,
    moves: record_states.ItemMoves,
    result: Undo,
    *,
    actor: str,
    renames: Renames | None = None,
) -> None:
    """Write one record as it is wanted, and note what stays as it is."""
    conflict = plan.conflict
    try:
        with session.begin_nested():
            is_changed = _bring_back(session, plan, moves, actor=actor, renames=renames)
    except CatalogueError as error:
        is_changed = False
        conflict.obstacle = _OBSTACLES.get(type(error), Obstacle.REFUSED)
        conflict.detail = str(error) if conflict.obstacle is Obstacle.REFUSED else ""
    if is_changed and conflict.kind is RecordKind.BOOK:
        books.forget_digests(session, [conflict.record_id])
    result.n_records += is_changed
    if conflict.fields or conflict.obstacle:
        result.n_conflicts += 1
        result.conflicts.append(conflict)


def _take_back_all(
    conflict: RecordConflict, stretches: Sequence[SetStretch], now: State | None, found: State | None
) -> State | None:
    """Return the record as it would be without what a set did, as far as nobody else stands in the way."""
    for stretch in stretches:
        before, after = stretch.before, stretch.after
        if now is None and after is None:
            now = before
        elif now is None:
            if before is not None:
                conflict.obstacle = Obstacle.DELETED_SINCE
            break
        elif before is None:
            if after not in (now, found):
                conflict.obstacle = Obstacle.CHANGED_SINCE
                break
            now = None
        elif after is not None:  # Otherwise it was restored since.
            here = found or now
            wanted, conflicts = take_back(before, after, here)
            now = {name: now.get(name) if value == here.get(name) else value for name, value in wanted.items()}
            found = found and wanted
            conflict.fields += conflicts
    return now


def _bring_back(
    session: Session, plan: Plan, moves: record_states.ItemMoves, *, actor: str, renames: Renames | None = None
) -> bool:
    """Write a record as it is wanted instead of as it is now; return whether anything was written."""
    conflict = plan.conflict
    kind, record_id = conflict.kind, conflict.record_id
    if plan.wanted == plan.now:
        return False
    if plan.now is None:
        assert plan.wanted is not None
        if taken := record_states.recreate(session, kind, record_id, plan.wanted, actor=actor, moves=moves):
            conflict.obstacle, conflict.detail = Obstacle.BARCODES_IN_USE, ", ".join(taken)
    elif plan.wanted is None:
        record_states.delete(session, kind, record_id, actor=actor)
    else:
        is_long = renames is not None and heading_jobs.is_long(session, kind, record_id)
        record_states.write_state(session, kind, record_id, plan.wanted, actor=actor, moves=moves, follows=not is_long)
        if renames is not None and is_long:
            names = str(plan.now["name"]), str(plan.wanted["name"])
            renames.append((Rename(kind, record_id, *names), 0))
    return True


def _follow_rename(session: Session, undone: ChangeSetView, renames: Renames, result: Undo, *, actor: str) -> None:
    """Let some books of the last of these headings follow; drop it from the list after the last book."""
    rename, after = renames.pop()
    with _open_undo(session, undone, result, actor=actor):
        _, following = heading_jobs.follow(session, rename, after, actor=actor)
    if following is not None:
        renames.append((rename, following))


def _keep(renames: Renames) -> list[tuple[dict[str, object], int]]:
    return [(rename.as_json(), after) for rename, after in renames]


def _open_undo(session: Session, undone: ChangeSetView, result: Undo, *, actor: str) -> AbstractContextManager[OpenSet]:
    about: dict[str, Any] = {"undoes_id": undone.id, "set_id": result.change_set_id, "details": undone.details}
    return open_set(session, SetKind.UNDO, undone.name, actor=actor, **about)
