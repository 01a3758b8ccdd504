"""Copies that a set moved away from a book which was restored since: its undo gives them back, and loses none."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from catalogue.domain.differences import ITEMS
from catalogue.services.undo_stretches import SetStretch
from catalogue.services.undo_together import Plan
from catalogue.store import holdings


def reclaim_copies(
    session: Session,
    plans: Sequence[Plan],
    stretches: dict[int, list[SetStretch]],
    may_leave: Callable[[int], bool],
) -> list[Plan]:
    """Return plans by which books that were deleted by a set, and are there again, get the copies that it moved.

    Only those that are still in a book of that set, as the set left them: so a merge whose undo came before that of a
    later merge can be undone again when that one is undone, too.
    """
    changed = {one.barcode for plan in plans for one in plan.conflict.fields if one.field == ITEMS}
    return [_reclaim(session, plan, stretches[plan.conflict.record_id], may_leave, changed) for plan in plans]


def _reclaim(
    session: Session,
    plan: Plan,
    stretches: Sequence[SetStretch],
    may_leave: Callable[[int], bool],
    changed: set[str | None],
) -> Plan:
    if plan.now is None or plan.wanted is None:
        return plan
    here = {item.get("id") for item in plan.wanted[ITEMS]}
    gone = [item for one in stretches if one.after is None and one.before for item in one.before.get(ITEMS, ())]
    holders = holdings.read_items(session, [item["id"] for item in gone if "id" in item and item["id"] not in here])
    back = [item.as_state() for item in holders.values() if item.label not in changed and may_leave(item.book_id)]
    return replace(plan, wanted={**plan.wanted, ITEMS: [*plan.wanted[ITEMS], *back]}) if back else plan
