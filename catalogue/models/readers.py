"""The tables of what readers tell the library: reports, wishes, and searches that found nothing."""

import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, UtcDateTime, big_id, enum_type, primary_key, text_by_code_point


class NoteKind(StrEnum):
    """What a reader wrote about."""

    REPORT = "report"
    WISH = "wish"


class ReaderNote(Base):
    """What a reader wrote to the library, without a name or an address, and on which day.

    A report is about the book `book_id`, which may have gone since.
    """

    __tablename__ = "reader_note"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    kind: Mapped[NoteKind] = mapped_column(enum_type(NoteKind, "note_kind"))
    book_id: Mapped[int | None] = mapped_column(big_id)
    text: Mapped[str] = mapped_column(sa.String(2000))
    day: Mapped[datetime.date]
    handled_at: Mapped[datetime.datetime | None] = mapped_column(UtcDateTime)
    handled_by: Mapped[str | None] = mapped_column(sa.String(200))


class FailedSearch(Base):
    """Folded words that were searched for in vain on a day; how often, and by whom, is not kept."""

    __tablename__ = "failed_search"

    words: Mapped[str] = mapped_column(text_by_code_point(100), primary_key=True)
    day: Mapped[datetime.date] = mapped_column(primary_key=True)
