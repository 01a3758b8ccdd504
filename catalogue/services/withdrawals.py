"""Withdrawals: copies taken out of the stock together, as one change set, and the procès-verbal of it."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.shelf_work import WithdrawalEntry, WithdrawalView, WithdrawnCopies, list_withdrawn
from catalogue.domain.views import ItemView
from catalogue.errors import NotFound
from catalogue.models import SetKind, Withdrawal
from catalogue.services import items, record_states
from catalogue.store import set_changes
from catalogue.store import withdrawals as withdrawal_rows
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
    return withdrawal_rows.list_withdrawals(session)


def get(session: Session, set_id: int) -> WithdrawalView:
    """Return the withdrawal of a change set. :raises NotFound: when it is none."""
    withdrawal = withdrawal_rows.find_withdrawal(session, set_id)
    if withdrawal is None:
        raise NotFound("withdrawal", set_id)
    return withdrawal


def list_entries(session: Session, set_id: int) -> list[WithdrawalEntry]:
    """Return the copies of a withdrawal as they were then, whatever became of them since, by call number.

    :raises NotFound: when there is no such withdrawal.
    """
    get(session, set_id)
    entries: list[WithdrawalEntry] = []
    logged = set_changes.list_book_changes(session, set_id)
    after = record_states.read_states_after(session, logged)
    for change in logged:
        entries += list_withdrawn(change.before or {}, after[change.seq] or {})
    return sorted(entries, key=lambda entry: (entry.call_number or "", entry.title, entry.number or ""))
