"""The change log: one row for each write of a record, and the sets that writes belong to."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.changes import Action, RecordKind, SetKind
from catalogue.models.base import Base, big_id, enum_type, instant, primary_key


class ChangeSet(Base):
    """Writes that belong together, such as an import, or the rename of a heading on three hundred books.

    `name` says what it was about: the file of an import, the old and the new form of a heading. A set that undoes
    another has its number in `undoes_id`. `details`, if there are any, are what pages make a sentence of, in the
    language of whoever reads, instead of showing the name.
    """

    __tablename__ = "change_set"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    kind: Mapped[SetKind] = mapped_column(enum_type(SetKind, "set_kind"))
    name: Mapped[str] = mapped_column(sa.String(500))
    actor: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[instant]
    undoes_id: Mapped[int | None] = mapped_column(big_id, sa.ForeignKey("change_set.id"), index=True)
    details: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))


class Change(Base):
    """One write of one record.

    `seq` grows in the order of the commits (writers queue, see `store.change_log.open_write`), so a follower that has
    read up to N never misses an N-1. `before` is the record as it was, a book's with its items; None for a creation.
    `revision` is the one that the write made, None for accounts and tokens, which have none. There is no foreign key
    to the record: the log outlives it.
    """

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("ix_change_kind_record_id_seq", "kind", "record_id", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[primary_key]
    kind: Mapped[RecordKind] = mapped_column(enum_type(RecordKind, "record_kind"))
    record_id: Mapped[int] = mapped_column(big_id)
    action: Mapped[Action] = mapped_column(enum_type(Action, "action"))
    revision: Mapped[int | None]
    actor: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[instant]
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    change_set_id: Mapped[int | None] = mapped_column(big_id, sa.ForeignKey("change_set.id"), index=True)
