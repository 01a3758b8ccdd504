"""The table of items."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.items import ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.models.base import Base, Cents, big_id, enum_type, instant, primary_key, text_by_code_point


class Item(Base):
    """One copy of a book: the thing a barcode is stuck on.

    `shelf_key` is `call_number` rewritten so that ORDER BY walks the shelf (843 CAM before 843.1). It is derived;
    never set it by hand. Barcodes and inventory numbers of items that are gone are kept in `FormerItem`s.
    """

    __tablename__ = "item"
    __table_args__ = (
        sa.CheckConstraint("length(barcode) > 0", name="barcode_not_empty"),
        sa.Index("ix_item_book_id_status", "book_id", "status"),
        sa.Index("ix_item_status_id", "status", "id"),
        sa.Index("ix_item_location_id", "location", "id"),
        sa.Index("ix_item_owner_return_by", "owner", "return_by"),
        sa.Index("ix_item_withdrawn_on", "withdrawn_on"),
        sa.Index("ix_item_acquired_on", "acquired_on"),
        # SQLite's key is the table itself: five times as much to read on the way to a page in the middle.
        sa.Index("ix_item_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[primary_key]
    book_id: Mapped[int] = mapped_column(sa.ForeignKey("book.id", ondelete="RESTRICT"))
    barcode: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    inventory_number: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    call_number: Mapped[str | None] = mapped_column(sa.String(64))
    shelf_key: Mapped[str | None] = mapped_column(text_by_code_point(128))
    location: Mapped[str | None] = mapped_column(sa.String(100))
    volume: Mapped[str | None] = mapped_column(sa.String(50))
    status: Mapped[ItemStatus] = mapped_column(enum_type(ItemStatus, "status"))
    due_on: Mapped[date | None]
    acquired_on: Mapped[date | None]
    price: Mapped[Decimal | None] = mapped_column(Cents)
    owner: Mapped[str | None] = mapped_column(sa.String(100))
    deposited_on: Mapped[date | None]
    return_by: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(sa.Text)
    withdrawn_on: Mapped[date | None]
    withdrawal_reason: Mapped[WithdrawalReason | None] = mapped_column(enum_type(WithdrawalReason, "withdrawal_reason"))
    withdrawal_destination: Mapped[WithdrawalDestination | None] = mapped_column(
        enum_type(WithdrawalDestination, "withdrawal_destination")
    )
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant]
    updated_at: Mapped[instant]


class FormerItem(Base):
    """An item that is gone, as it was then, or (if not `is_gone`) the inventory number that an item had before.

    Its barcode and number are given to no other item, unless it was a deposit that was given back (`is_returned`).
    """

    __tablename__ = "former_item"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    item_id: Mapped[int] = mapped_column(big_id, index=True)
    book_id: Mapped[int] = mapped_column(big_id, index=True)
    title: Mapped[str] = mapped_column(sa.String(1000))
    is_gone: Mapped[bool]
    is_returned: Mapped[bool]
    at: Mapped[instant]
    barcode: Mapped[str | None] = mapped_column(sa.String(32), index=True)
    inventory_number: Mapped[str | None] = mapped_column(sa.String(32), index=True)
    acquired_on: Mapped[date | None]
    deposited_on: Mapped[date | None]
    price: Mapped[Decimal | None] = mapped_column(Cents)
    owner: Mapped[str | None] = mapped_column(sa.String(100))
    withdrawn_on: Mapped[date | None]
    withdrawal_reason: Mapped[WithdrawalReason | None] = mapped_column(enum_type(WithdrawalReason, "withdrawal_reason"))
    withdrawal_destination: Mapped[WithdrawalDestination | None] = mapped_column(
        enum_type(WithdrawalDestination, "withdrawal_destination")
    )
