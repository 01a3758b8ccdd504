"""Subjects: headings under which books are gathered. Renaming one reaches every book under it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.headings import HeadingQuery, SubjectRecord
from catalogue.domain.views import Page, SubjectView
from catalogue.models import BookSubject, Subject
from catalogue.services import books
from catalogue.store import headings
from catalogue.store.change_log import Revisions

_COLUMNS = ("id", "name", "n_books", "revision", "created_at", "updated_at")


def get(session: Session, subject_id: int) -> SubjectView:
    """Return a subject.

    :raises NotFound: when there is none.
    """
    return SubjectView(*headings.read_row(session, Subject, subject_id, _COLUMNS, None))


def list_(session: Session, query: HeadingQuery, page: int, per_page: int) -> Page[SubjectView]:
    """Return one page of subjects, by name or by number of books."""
    rows = headings.list_rows(session, Subject, _COLUMNS, query, page, per_page)
    return Page([SubjectView(*row) for row in rows.hits], rows.total, page, per_page)


def create(session: Session, record: SubjectRecord) -> int:
    """Make a subject and return its number.

    :raises DuplicateHeading: when the folded name is taken.
    """
    return headings.create(session, Subject, {"name": record.name})


def replace(
    session: Session, subject_id: int, record: SubjectRecord, *, actor: str, expected: Revisions = None
) -> None:
    """Put a record in the place of a subject; the books follow.

    :raises NotFound: when there is no such subject.
    :raises StaleRevision: when the subject is at none of the `expected` revisions.
    :raises DuplicateHeading: when the folded name belongs to another subject.
    """
    old = headings.read_row(session, Subject, subject_id, _COLUMNS, expected)
    reached = _books(session, subject_id) if old.name != record.name else []
    with books.rewriting(session, reached, actor=actor):
        headings.replace(session, Subject, subject_id, old.revision, {"name": record.name})


def delete(session: Session, subject_id: int, *, expected: Revisions = None) -> None:
    """Delete a subject.

    :raises NotFound: when there is no such subject.
    :raises StaleRevision: when the subject is at none of the `expected` revisions.
    :raises InUse: while books are under it.
    """
    old = headings.read_row(session, Subject, subject_id, _COLUMNS, expected)
    headings.delete(session, Subject, subject_id, old.n_books)


def _books(session: Session, subject_id: int) -> Sequence[int]:
    ids = sa.select(BookSubject.book_id).where(BookSubject.subject_id == subject_id)
    return session.scalars(ids.order_by(BookSubject.book_id)).all()
