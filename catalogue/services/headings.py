"""Authors, subjects and series: headings under which books are gathered. Renaming one reaches its books."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from catalogue.domain.changes import Action, RecordKind, SetKind
from catalogue.domain.headings import AuthorRecord, HeadingQuery, SeriesRecord, SubjectRecord
from catalogue.domain.views import AuthorView, Page, SeriesView, SubjectView
from catalogue.services import books
from catalogue.store import change_log
from catalogue.store import headings as heading_rows
from catalogue.store.change_log import Revisions
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import AUTHORS, SERIES, SUBJECTS, HeadingTable

HeadingView = AuthorView | SubjectView | SeriesView
HeadingRecord = AuthorRecord | SubjectRecord | SeriesRecord
V = TypeVar("V", bound=HeadingView)
R = TypeVar("R", bound=HeadingRecord)


class Headings(Generic[V, R]):
    """What can be done with the headings of one kind.

    :param view: a stored heading; its fields are columns of the table.
    :param record: makes a heading before it is stored from the columns that the change log keeps.
    """

    def __init__(self, table: HeadingTable, view: type[V], record: Callable[..., R]) -> None:
        self._table = table
        self._view = view
        self._record = record
        self._columns = tuple(field.name for field in fields(view))

    def get(self, session: Session, heading_id: int) -> V:
        """Return a heading.

        :raises NotFound: when there is none.
        """
        return self._get(session, heading_id, None)

    def list_(self, session: Session, query: HeadingQuery, page: int, per_page: int) -> Page[V]:
        """Return one page of headings, by name (authors: by surname) or by number of books."""
        rows = heading_rows.list_rows(session, self._table, self._columns, query, page, per_page)
        return Page([self._view(*row) for row in rows.hits], rows.total, page, per_page)

    def create(self, session: Session, record: R, *, actor: str) -> int:
        """Create a heading and return its number.

        :raises DuplicateHeading: when the folded name is taken.
        """
        heading_id = heading_rows.create(session, self._table, self.describe(record))
        change_log.append(session, actor, [change_log.Entry(self._table.kind, heading_id, Action.CREATE, 1)])
        return heading_id

    def replace(
        self,
        session: Session,
        heading_id: int,
        record: R,
        *,
        actor: str,
        expected: Revisions = None,
        follows: bool = True,
    ) -> None:
        """Put a record in the place of a heading; if it says something else, the books that have it follow.

        :param follows: writes the books here; who says no writes them later, piece by piece (`heading_jobs`).
        :raises NotFound: when there is no such heading.
        :raises StaleRevision: when the heading is at none of the `expected` revisions.
        :raises DuplicateHeading: when the folded name belongs to another heading.
        """
        old = self._get(session, heading_id, expected)
        values = self.describe(record)
        is_changed = values != self.describe(old)
        book_ids = heading_rows.list_book_ids(session, self._table, heading_id) if is_changed and follows else []
        with open_set(session, SetKind.RENAME, name_rename(old.name, record.name), actor=actor):
            with books.rewriting(session, book_ids, actor=actor):
                heading_rows.replace(session, self._table, heading_id, old.revision, values)
            self._log(session, old, Action.UPDATE, actor)

    def delete(self, session: Session, heading_id: int, *, actor: str, expected: Revisions = None) -> None:
        """Delete a heading.

        :raises NotFound: when there is no such heading.
        :raises StaleRevision: when the heading is at none of the `expected` revisions.
        :raises InUse: while books have it.
        """
        old = self._get(session, heading_id, expected)
        heading_rows.delete(session, self._table, heading_id, old.n_books)
        self._log(session, old, Action.DELETE, actor)

    def describe(self, heading: V | R) -> dict[str, Any]:
        """Return what a heading says, as the change log keeps it."""
        state = {name: getattr(heading, name) for name in self._table.logged}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in state.items()}

    def make_record(self, state: Mapping[str, Any]) -> R:
        """Return the record of a state that the change log kept, whose members of today may be missing."""
        values = {name: state[name] for name in self._table.logged if state.get(name) is not None}
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return self._record(**{**values, **lists})

    def _get(self, session: Session, heading_id: int, expected: Revisions) -> V:
        return self._view(*heading_rows.read_row(session, self._table, heading_id, self._columns, expected))

    def _log(self, session: Session, old: V, action: Action, actor: str) -> None:
        entry = change_log.Entry(self._table.kind, old.id, action, old.revision + 1, self.describe(old))
        change_log.append(session, actor, [entry])


authors = Headings(AUTHORS, AuthorView, AuthorRecord)
subjects = Headings(SUBJECTS, SubjectView, SubjectRecord)
series = Headings(SERIES, SeriesView, SeriesRecord)

HEADINGS: Mapping[RecordKind, Headings[Any, Any]] = {
    RecordKind.AUTHOR: authors,
    RecordKind.SUBJECT: subjects,
    RecordKind.SERIES: series,
}
