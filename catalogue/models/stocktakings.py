"""Stocktakings: the scope, the copies expected when it began, the lists that belong to it, and its results."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.items import ItemStatus
from catalogue.domain.stocktakings import StocktakingGroup
from catalogue.models.base import Base, UtcDateTime, big_id, enum_type, instant, json_object, primary_key


class Stocktaking(Base):
    """A check of which copies stand on the shelves; it runs until `closed_at`."""

    __tablename__ = "stocktaking"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(100))
    scope: Mapped[json_object]
    actor: Mapped[str] = mapped_column(sa.String(200))
    started_at: Mapped[instant]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StocktakingItem(Base):
    """A copy of the scope with its status when the stocktaking began; kept while it runs."""

    __tablename__ = "stocktaking_item"

    stocktaking_id: Mapped[int] = mapped_column(
        big_id, sa.ForeignKey("stocktaking.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(big_id, primary_key=True)
    status: Mapped[ItemStatus] = mapped_column(enum_type(ItemStatus, "status"))


class StocktakingList(Base):
    """A list of scans that belongs to a stocktaking; each person has one."""

    __tablename__ = "stocktaking_list"

    scan_list_id: Mapped[int] = mapped_column(
        big_id, sa.ForeignKey("scan_list.id", ondelete="CASCADE"), primary_key=True
    )
    stocktaking_id: Mapped[int] = mapped_column(big_id, sa.ForeignKey("stocktaking.id", ondelete="CASCADE"), index=True)


class StocktakingResult(Base):
    """A line of a group of a closed stocktaking, as it was then: copies may be deleted or moved since."""

    __tablename__ = "stocktaking_result"
    __table_args__ = (
        sa.Index("ix_stocktaking_result_stocktaking_id_group", "stocktaking_id", "group", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[primary_key]
    stocktaking_id: Mapped[int] = mapped_column(big_id, sa.ForeignKey("stocktaking.id", ondelete="CASCADE"))
    group: Mapped[StocktakingGroup] = mapped_column(enum_type(StocktakingGroup, "group"))
    code: Mapped[str] = mapped_column(sa.String(64))
    item_id: Mapped[int | None] = mapped_column(big_id)
    book_id: Mapped[int | None] = mapped_column(big_id)
    title: Mapped[str | None] = mapped_column(sa.String(1000))
    call_number: Mapped[str | None] = mapped_column(sa.String(64))
    location: Mapped[str | None] = mapped_column(sa.String(100))
    status: Mapped[ItemStatus | None] = mapped_column(enum_type(ItemStatus, "status"))
