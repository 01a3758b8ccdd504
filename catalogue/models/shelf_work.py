"""Withdrawals: what is printed of them later."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.items import WithdrawalDestination, WithdrawalReason
from catalogue.models.base import Base, big_id, enum_type, primary_key


class Withdrawal(Base):
    """Copies that were withdrawn together: its change set, and why and where they went. The log has the copies."""

    __tablename__ = "withdrawal"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    change_set_id: Mapped[int] = mapped_column(big_id, sa.ForeignKey("change_set.id"), unique=True)
    reason: Mapped[WithdrawalReason] = mapped_column(enum_type(WithdrawalReason, "reason"))
    destination: Mapped[WithdrawalDestination] = mapped_column(enum_type(WithdrawalDestination, "destination"))
    day: Mapped[date]
