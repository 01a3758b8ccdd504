"""Books that an undo brings back together: those whose fields and copies change, while no copy comes or goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordConflict, RecordKind, Undo
from catalogue.domain.differences import ITEMS, State
from catalogue.domain.items import ItemRecord, item_from_json
from catalogue.domain.record import BookRecord, record_from_json
from catalogue.errors import InvalidRecord
from catalogue.services import books, items
from catalogue.services.record_states import strip_record


@dataclass(frozen=True, slots=True)
class Plan:
    """A record as it is `now` and as it is `wanted`, None for no record, and what stands in the way."""

    conflict: RecordConflict
    now: State | None
    wanted: State | None


def write_plain(session: Session, kind: RecordKind, plans: Sequence[Plan], result: Undo, *, actor: str) -> list[Plan]:
    """Write the plain plans in a few statements, and return the others, which are written one by one."""
    if kind is not RecordKind.BOOK:
        return list(plans)
    records: dict[int, BookRecord] = {}
    copies: dict[str, ItemRecord] = {}
    others = []
    for plan in plans:
        if not _is_plain(plan) or not _collect(plan, records, copies):
            others.append(plan)
    books.replace_all(session, records, actor=actor)
    holders = items.find_holders(session, list(copies))
    items.replace_all(session, {holders[barcode].id: copy for barcode, copy in copies.items()}, actor=actor)
    written = {*records, *(holder.book_id for holder in holders.values())}
    books.forget_digests(session, sorted(written))
    result.n_records += len(written)
    return others


def _is_plain(plan: Plan) -> bool:
    """Return whether a book is and stays there, with the copies that it has, and nothing stands in the way."""
    if plan.now is None or plan.wanted is None or plan.conflict.fields or plan.conflict.obstacle:
        return False
    now, wanted = ([item["barcode"] for item in state.get(ITEMS, ())] for state in (plan.now, plan.wanted))
    return sorted(map(str, now)) == sorted(map(str, wanted)) and None not in now


def _collect(plan: Plan, records: dict[int, BookRecord], copies: dict[str, ItemRecord]) -> bool:
    """Collect what a plan changes; return whether the record still keeps the rules."""
    assert plan.now is not None
    assert plan.wanted is not None
    old = {item["barcode"]: item for item in plan.now.get(ITEMS, ())}
    try:
        record = record_from_json(strip_record(plan.wanted))
        changed = {
            item["barcode"]: item_from_json(dict(item))
            for item in plan.wanted.get(ITEMS, ())
            if item != old[item["barcode"]]
        }
    except InvalidRecord:
        return False
    if strip_record(plan.wanted) != strip_record(plan.now):
        records[plan.conflict.record_id] = record
    copies |= changed
    return True
