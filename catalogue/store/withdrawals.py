"""Withdrawals and what became of them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from catalogue.domain.shelf_work import WithdrawalView
from catalogue.models import ChangeSet, Withdrawal


def list_withdrawals(session: Session) -> list[WithdrawalView]:
    """Return all withdrawals, the newest first."""
    rows = session.execute(_select_withdrawals().order_by(Withdrawal.id.desc()))
    return [WithdrawalView(*row) for row in rows]


def find_withdrawal(session: Session, set_id: int) -> WithdrawalView | None:
    """Return the withdrawal of a change set, None when it is none."""
    row = session.execute(_select_withdrawals().where(Withdrawal.change_set_id == set_id)).one_or_none()
    return None if row is None else WithdrawalView(*row)


def _select_withdrawals() -> sa.Select[*tuple[Any, ...]]:
    undoing = aliased(ChangeSet)
    undone_by = sa.select(sa.func.max(undoing.id)).where(undoing.undoes_id == ChangeSet.id).scalar_subquery()
    facts = (Withdrawal.change_set_id, Withdrawal.reason, Withdrawal.destination, Withdrawal.day)
    columns = sa.select(*facts, ChangeSet.name, ChangeSet.actor, undone_by)
    return columns.join(ChangeSet, ChangeSet.id == Withdrawal.change_set_id)
