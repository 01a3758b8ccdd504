"""The notes of readers that are kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import NoteKind, ReaderNote


def is_open(session: Session, kind: NoteKind, text: str, book_id: int | None) -> bool:
    """Return whether the same note waits already."""
    same = ReaderNote.kind == kind, ReaderNote.text == text, ReaderNote.book_id.is_not_distinct_from(book_id)
    return session.scalar(sa.select(ReaderNote.id).where(*same, ReaderNote.handled_at.is_(None)).limit(1)) is not None


def count_open(session: Session, kind: NoteKind | None) -> int:
    """Return how many notes of a kind wait; None counts all kinds."""
    statement = sa.select(sa.func.count()).select_from(ReaderNote).where(ReaderNote.handled_at.is_(None))
    return session.scalar(statement if kind is None else statement.where(ReaderNote.kind == kind)) or 0


def list_open(session: Session, kind: NoteKind) -> Sequence[ReaderNote]:
    """Return the notes of a kind that wait, oldest first."""
    waiting = ReaderNote.kind == kind, ReaderNote.handled_at.is_(None)
    return session.scalars(sa.select(ReaderNote).where(*waiting).order_by(ReaderNote.id)).all()
