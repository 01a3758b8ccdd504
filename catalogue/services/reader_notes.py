"""What readers tell the library: errors in a record, and books that it should buy."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from catalogue.errors import NotFound
from catalogue.models import NoteKind, ReaderNote, now
from catalogue.store import reader_notes as note_rows

LONGEST_TEXT = 2000
MAX_OPEN = 2000
"""Notes that may wait at the same time, 4 MB at most: a flood of them must not fill the database."""


def is_full(session: Session) -> bool:
    """Return whether so many notes wait that no other is taken."""
    return count_open(session) >= MAX_OPEN


def add(session: Session, kind: NoteKind, text: str, book_id: int | None = None) -> None:
    """Keep a note, with the day only; the same note a second time is kept once."""
    if not note_rows.is_open(session, kind, text, book_id):
        session.add(ReaderNote(kind=kind, text=text, book_id=book_id, day=date.today()))
        session.flush()


def count_open(session: Session, kind: NoteKind | None = None) -> int:
    """Return how many notes wait to be handled."""
    return note_rows.count_open(session, kind)


def list_open(session: Session, kind: NoteKind) -> Sequence[ReaderNote]:
    """Return the notes that wait, oldest first."""
    return note_rows.list_open(session, kind)


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
