"""Withdrawals: copies taken out of the stock together, as one change set, and the procès-verbal of it."""

import dataclasses
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.shelf_work import WithdrawalEntry, WithdrawalView, WithdrawnCopies, list_withdrawn
from catalogue.domain.views import ItemView
from catalogue.errors import NotFound
from catalogue.models import Change, ChangeSet, RecordKind, SetKind, Withdrawal
from catalogue.services import items, record_states
from catalogue.store.change_sets import open_set


def sort_copies(copies: Sequence[ItemView]) -> WithdrawnCopies:
    """Return which of some copies can be withdrawn; one on loan has to come back first, one that is out stays so."""
    sorted_copies = WithdrawnCopies()
    for item in copies:
        if item.status is ItemStatus.WITHDRAWN:
            sorted_copies.withdrawn_before.append(item)
        elif item.status is ItemStatus.ON_LOAN:
            sorted_copies.on_loan.append(item)
        else:
            sorted_copies.ready.append(item)
    return sorted_copies


def withdraw(
    session: Session,
    copies: Sequence[ItemView],
    reason: WithdrawalReason,
    destination: WithdrawalDestination,
    day: date,
    *,
    name: str,
    actor: str,
) -> int | None:
    """Withdraw those of some copies that can be, as one change set; return its number, None if none could be."""
    ready = sort_copies(copies).ready
    if not ready:
        return None
    withdrawn = {
        item.id: dataclasses.replace(
            item.as_record(),
            status=ItemStatus.WITHDRAWN,
            withdrawn_on=day,
            withdrawal_reason=reason,
            withdrawal_destination=destination,
        )
        for item in ready
    }
    details = {"sentence": "withdrawal", "destination": destination.value}
    with open_set(session, SetKind.BATCH, name, actor=actor, details=details) as opened:
        items.replace_all(session, withdrawn, actor=actor)
    assert opened.id is not None
    session.add(Withdrawal(change_set_id=opened.id, reason=reason, destination=destination, day=day))
    session.flush()
    return opened.id


def list_withdrawals(session: Session) -> list[WithdrawalView]:
    """Return all withdrawals, the newest first, with what became of them."""
    return _read(session, sa.true())


def get(session: Session, set_id: int) -> WithdrawalView:
    """Return the withdrawal of a change set. :raises NotFound: when it is none."""
    rows = _read(session, Withdrawal.change_set_id == set_id)
    if not rows:
        raise NotFound("withdrawal", set_id)
    return rows[0]


def list_entries(session: Session, set_id: int) -> list[WithdrawalEntry]:
    """Return the copies of a withdrawal as they were then, whatever became of them since, by call number.

    :raises NotFound: when there is no such withdrawal.
    """
    get(session, set_id)
    changes = sa.select(Change).where(Change.change_set_id == set_id, Change.kind == RecordKind.BOOK)
    entries: list[WithdrawalEntry] = []
    logged = session.scalars(changes.order_by(Change.seq)).all()
    after = record_states.read_states_after(session, logged)
    for change in logged:
        entries += list_withdrawn(change.before or {}, after[change.seq] or {})
    return sorted(entries, key=lambda entry: (entry.call_number or "", entry.title, entry.number or ""))


def _read(session: Session, condition: sa.ColumnElement[bool]) -> list[WithdrawalView]:
    undoing = sa.orm.aliased(ChangeSet)
    undone = sa.select(sa.func.max(undoing.id)).where(undoing.undoes_id == ChangeSet.id).scalar_subquery()
    rows = session.execute(
        sa.select(
            Withdrawal.change_set_id,
            Withdrawal.reason,
            Withdrawal.destination,
            Withdrawal.day,
            ChangeSet.name,
            ChangeSet.actor,
            undone,
        )
        .join(ChangeSet, ChangeSet.id == Withdrawal.change_set_id)
        .where(condition)
        .order_by(Withdrawal.id.desc())
    )
    return [WithdrawalView(*row) for row in rows]
