"""Headings of any kind: one door to the services of authors, subjects and series."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind
from catalogue.domain.headings import AuthorRecord, HeadingQuery, SeriesRecord, SubjectRecord
from catalogue.domain.views import AuthorView, Page, SeriesView, SubjectView
from catalogue.services import authors, series, subjects

HeadingView = AuthorView | SubjectView | SeriesView
HeadingRecord = AuthorRecord | SubjectRecord | SeriesRecord


def get(session: Session, kind: RecordKind, heading_id: int) -> HeadingView:
    """Return a heading. :raises NotFound: when there is none."""
    match kind:
        case RecordKind.AUTHOR:
            return authors.get(session, heading_id)
        case RecordKind.SERIES:
            return series.get(session, heading_id)
        case _:
            return subjects.get(session, heading_id)


def list_(session: Session, kind: RecordKind, query: HeadingQuery, page: int, per_page: int) -> Page[Any]:
    """Return one page of the headings of a kind."""
    match kind:
        case RecordKind.AUTHOR:
            return authors.list_(session, query, page, per_page)
        case RecordKind.SERIES:
            return series.list_(session, query, page, per_page)
        case _:
            return subjects.list_(session, query, page, per_page)


def replace(session: Session, heading_id: int, record: HeadingRecord, *, actor: str) -> None:
    """Put a record in the place of a heading of its kind; the books follow.

    :raises NotFound: when there is no such heading.
    :raises DuplicateHeading: when the folded name belongs to another heading.
    """
    match record:
        case AuthorRecord():
            authors.replace(session, heading_id, record, actor=actor)
        case SeriesRecord():
            series.replace(session, heading_id, record, actor=actor)
        case SubjectRecord():
            subjects.replace(session, heading_id, record, actor=actor)


def delete(session: Session, kind: RecordKind, heading_id: int, *, actor: str) -> None:
    """Delete a heading. :raises InUse: while books have it."""
    match kind:
        case RecordKind.AUTHOR:
            authors.delete(session, heading_id, actor=actor)
        case RecordKind.SERIES:
            series.delete(session, heading_id, actor=actor)
        case _:
            subjects.delete(session, heading_id, actor=actor)


def describe(heading: HeadingView | HeadingRecord) -> dict[str, Any]:
    """Return what a heading says, as the change log keeps it."""
    match heading:
        case AuthorView() | AuthorRecord():
            return authors.describe(heading)
        case SeriesView() | SeriesRecord():
            return series.describe(heading)
        case _:
            return {"name": heading.name}


def make_record(kind: RecordKind, state: Any) -> HeadingRecord:
    """Return the record of a state that the change log kept."""
    match kind:
        case RecordKind.AUTHOR:
            years = state.get("birth_year"), state.get("death_year")
            variants = tuple(state.get("variants") or ())
            return AuthorRecord(name=state["name"], birth_year=years[0], death_year=years[1], variants=variants)
        case RecordKind.SERIES:
            return SeriesRecord(name=state["name"], variants=tuple(state.get("variants") or ()))
        case _:
            return SubjectRecord(name=state["name"])
