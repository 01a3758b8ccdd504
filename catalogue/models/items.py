"""The table of items."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.items import ItemStatus
from catalogue.models.base import Base, enum_type, instant, primary_key, text_by_code_point


class Item(Base):
    """One copy of a book: the thing a barcode is stuck on.

    `shelf_key` is `call_number` rewritten so that ORDER BY walks the shelf (843 CAM before 843.1). It is derived;
    never set it by hand.
    """

    __tablename__ = "item"
    __table_args__ = (
        sa.CheckConstraint("length(barcode) > 0", name="barcode_not_empty"),
        sa.Index("ix_item_book_id_status", "book_id", "status"),
        sa.Index("ix_item_status_id", "status", "id"),
        sa.Index("ix_item_location_id", "location", "id"),
        # SQLite's key is the table itself: five times as much to read on the way to a page in the middle.
        sa.Index("ix_item_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[primary_key]
    book_id: Mapped[int] = mapped_column(sa.ForeignKey("book.id", ondelete="RESTRICT"))
    barcode: Mapped[str] = mapped_column(sa.String(32), unique=True)
    call_number: Mapped[str | None] = mapped_column(sa.String(64))
    shelf_key: Mapped[str | None] = mapped_column(text_by_code_point(128))
    location: Mapped[str | None] = mapped_column(sa.String(100))
    status: Mapped[ItemStatus] = mapped_column(enum_type(ItemStatus, "status"))
    acquired_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant]
    updated_at: Mapped[instant]
