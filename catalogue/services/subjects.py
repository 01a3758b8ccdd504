"""Subjects: headings under which books are gathered. Renaming one reaches every book under it."""

from sqlalchemy.orm import Session

from catalogue.domain.headings import HeadingQuery, SubjectRecord
from catalogue.domain.views import Page, SubjectView
from catalogue.models import Action, RecordKind, SetKind
from catalogue.services import books
from catalogue.store import change_log, headings
from catalogue.store.change_log import Revisions
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import SUBJECTS

_COLUMNS = ("id", "name", "n_books", "revision", "created_at", "updated_at")


def get(session: Session, subject_id: int) -> SubjectView:
    """Return a subject.

    :raises NotFound: when there is none.
    """
    return SubjectView(*headings.read_row(session, SUBJECTS, subject_id, _COLUMNS, None))


def list_(session: Session, query: HeadingQuery, page: int, per_page: int) -> Page[SubjectView]:
    """Return one page of subjects, by name or by number of books."""
    rows = headings.list_rows(session, SUBJECTS, _COLUMNS, query, page, per_page)
    return Page([SubjectView(*row) for row in rows.hits], rows.total, page, per_page)


def create(session: Session, record: SubjectRecord, *, actor: str) -> int:
    """Make a subject and return its number.

    :raises DuplicateHeading: when the folded name is taken.
    """
    subject_id = headings.create(session, SUBJECTS, {"name": record.name})
    change_log.append(session, actor, [change_log.Entry(RecordKind.SUBJECT, subject_id, Action.CREATE, 1)])
    return subject_id


def replace(
    session: Session, subject_id: int, record: SubjectRecord, *, actor: str, expected: Revisions = None
) -> None:
    """Put a record in the place of a subject; the books follow.

    :raises NotFound: when there is no such subject.
    :raises StaleRevision: when the subject is at none of the `expected` revisions.
    :raises DuplicateHeading: when the folded name belongs to another subject.
    """
    old = SubjectView(*headings.read_row(session, SUBJECTS, subject_id, _COLUMNS, expected))
    reached = session.scalars(SUBJECTS.select_book_ids(subject_id)).all() if old.name != record.name else []
    with open_set(session, SetKind.RENAME, name_rename(old.name, record.name), actor=actor):
        with books.rewriting(session, reached, actor=actor):
            headings.replace(session, SUBJECTS, subject_id, old.revision, {"name": record.name})
        _log(session, old, Action.UPDATE, actor)


def delete(session: Session, subject_id: int, *, actor: str, expected: Revisions = None) -> None:
    """Delete a subject.

    :raises NotFound: when there is no such subject.
    :raises StaleRevision: when the subject is at none of the `expected` revisions.
    :raises InUse: while books are under it.
    """
    old = SubjectView(*headings.read_row(session, SUBJECTS, subject_id, _COLUMNS, expected))
    headings.delete(session, SUBJECTS, subject_id, old.n_books)
    _log(session, old, Action.DELETE, actor)


def _log(session: Session, old: SubjectView, action: Action, actor: str) -> None:
    entry = change_log.Entry(RecordKind.SUBJECT, old.id, action, old.revision + 1, {"name": old.name})
    change_log.append(session, actor, [entry])
