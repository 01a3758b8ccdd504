"""What readers tell the library: errors in a record, and books that it should buy."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.errors import NotFound
from catalogue.models import NoteKind, ReaderNote, now

LONGEST_TEXT = 2000
MAX_OPEN = 2000
"""Notes that may wait at the same time, 4 MB at most: a flood of them must not fill the database."""


def is_full(session: Session) -> bool:
    """Tell whether so many notes wait that no other is taken."""
    return count_open(session) >= MAX_OPEN


def add(session: Session, kind: NoteKind, text: str, book_id: int | None = None) -> None:
    """Keep a note, with the day only; the same note a second time is kept once."""
    same = ReaderNote.kind == kind, ReaderNote.text == text, ReaderNote.book_id.is_not_distinct_from(book_id)
    if session.scalar(sa.select(ReaderNote.id).where(*same, ReaderNote.handled_at.is_(None)).limit(1)) is None:
        session.add(ReaderNote(kind=kind, text=text, book_id=book_id, day=date.today()))
        session.flush()


def count_open(session: Session, kind: NoteKind | None = None) -> int:
    """Return how many notes wait to be handled."""
    statement = sa.select(sa.func.count()).select_from(ReaderNote).where(ReaderNote.handled_at.is_(None))
    return session.scalar(statement if kind is None else statement.where(ReaderNote.kind == kind)) or 0


def list_open(session: Session, kind: NoteKind) -> Sequence[ReaderNote]:
    """Return the notes that wait, oldest first."""
    waiting = ReaderNote.kind == kind, ReaderNote.handled_at.is_(None)
    return session.scalars(sa.select(ReaderNote).where(*waiting).order_by(ReaderNote.id)).all()


def handle(session: Session, note_id: int, *, actor: str) -> ReaderNote:
    """Mark a note as handled; one that is so already stays as it is.

    :raises NotFound: when there is no such note.
    """
    note = session.get(ReaderNote, note_id)
    if note is None:
        raise NotFound("note", note_id)
    if note.handled_at is None:
        note.handled_at, note.handled_by = now(), actor
        session.flush()
    return note
