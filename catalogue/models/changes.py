"""The change log: one row for each write of a book."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, enum_type, instant, primary_key


class Action(StrEnum):
    """What was done to a book."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class Change(Base):
    """One write of one book.

    `seq` grows in the order of the commits (writers queue, see `store.change_log.open_write`), so a follower that has
    read up to N never misses an N-1. `before` is the record, with its items, as it was; None for a creation.
    There is no foreign key: the log outlives the books.
    """

    __tablename__ = "change"
    __table_args__ = (sa.Index("ix_change_book_id_seq", "book_id", "seq"), {"sqlite_autoincrement": True})

    seq: Mapped[primary_key]
    book_id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
    action: Mapped[Action] = mapped_column(enum_type(Action, "action"))
    revision: Mapped[int]
    actor: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[instant]
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
