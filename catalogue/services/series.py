"""Series: headings with variants, and the volumes of each. Renaming one reaches every book in it."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.headings import HeadingQuery, SeriesRecord
from catalogue.domain.views import Page, SeriesView
from catalogue.models import Action, RecordKind, SetKind
from catalogue.services import books
from catalogue.store import change_log, headings
from catalogue.store.change_log import Revisions
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import SERIES

_COLUMNS = ("id", "name", "variants", "n_books", "revision", "created_at", "updated_at")


def get(session: Session, series_id: int) -> SeriesView:
    """Return a series.

    :raises NotFound: when there is none.
    """
    return SeriesView(*headings.read_row(session, SERIES, series_id, _COLUMNS, None))


def list_(session: Session, query: HeadingQuery, page: int, per_page: int) -> Page[SeriesView]:
    """Return one page of series, by name or by number of books."""
    rows = headings.list_rows(session, SERIES, _COLUMNS, query, page, per_page)
    return Page([SeriesView(*row) for row in rows.hits], rows.total, page, per_page)


def create(session: Session, record: SeriesRecord, *, actor: str) -> int:
    """Make a series and return its number.

    :raises DuplicateHeading: when the folded name is taken.
    """
    series_id = headings.create(session, SERIES, describe(record))
    change_log.append(session, actor, [change_log.Entry(RecordKind.SERIES, series_id, Action.CREATE, 1)])
    return series_id


def replace(session: Session, series_id: int, record: SeriesRecord, *, actor: str, expected: Revisions = None) -> None:
    """Put a record in the place of a series; the books follow.

    :raises NotFound: when there is no such series.
    :raises StaleRevision: when the series is at none of the `expected` revisions.
    :raises DuplicateHeading: when the folded name belongs to another series.
    """
    old = SeriesView(*headings.read_row(session, SERIES, series_id, _COLUMNS, expected))
    reached = (
        session.scalars(SERIES.select_book_ids(series_id)).all() if _list_facts(old) != _list_facts(record) else []
    )
    with open_set(session, SetKind.RENAME, name_rename(old.name, record.name), actor=actor):
        with books.rewriting(session, reached, actor=actor):
            headings.replace(session, SERIES, series_id, old.revision, describe(record))
        _log(session, old, Action.UPDATE, actor)


def delete(session: Session, series_id: int, *, actor: str, expected: Revisions = None) -> None:
    """Delete a series.

    :raises NotFound: when there is no such series.
    :raises StaleRevision: when the series is at none of the `expected` revisions.
    :raises InUse: while books are in it.
    """
    old = SeriesView(*headings.read_row(session, SERIES, series_id, _COLUMNS, expected))
    headings.delete(session, SERIES, series_id, old.n_books)
    _log(session, old, Action.DELETE, actor)


def _list_facts(series: SeriesView | SeriesRecord) -> tuple[object, ...]:
    """Return what pages of books show of a series, and what books are found by."""
    return series.name, list(series.variants)


def describe(record: SeriesRecord | SeriesView) -> dict[str, Any]:
    """Return what a series says, as the change log keeps it."""
    return {"name": record.name, "variants": list(record.variants)}


def _log(session: Session, old: SeriesView, action: Action, actor: str) -> None:
    entry = change_log.Entry(RecordKind.SERIES, old.id, action, old.revision + 1, describe(old))
    change_log.append(session, actor, [entry])
