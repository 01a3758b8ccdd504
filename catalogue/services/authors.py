"""Authors: headings with years and variants. Renaming one reaches every book that bears the name."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.headings import AuthorRecord, HeadingQuery
from catalogue.domain.views import AuthorView, Page
from catalogue.models import Action, RecordKind, SetKind
from catalogue.services import books
from catalogue.store import change_log, headings
from catalogue.store.change_log import Revisions
from catalogue.store.change_sets import name_rename, open_set
from catalogue.store.heading_tables import AUTHORS

_COLUMNS = ("id", "name", "birth_year", "death_year", "variants", "n_books", "revision", "created_at", "updated_at")


def get(session: Session, author_id: int) -> AuthorView:
    """Return an author.

    :raises NotFound: when there is none.
    """
    return AuthorView(*headings.read_row(session, AUTHORS, author_id, _COLUMNS, None))


def list_(session: Session, query: HeadingQuery, page: int, per_page: int) -> Page[AuthorView]:
    """Return one page of authors, by surname or by number of books."""
    rows = headings.list_rows(session, AUTHORS, _COLUMNS, query, page, per_page)
    return Page([AuthorView(*row) for row in rows.hits], rows.total, page, per_page)


def create(session: Session, record: AuthorRecord, *, actor: str) -> int:
    """Make an author and return its number.

    :raises DuplicateHeading: when the folded name is taken.
    """
    author_id = headings.create(session, AUTHORS, describe(record))
    change_log.append(session, actor, [change_log.Entry(RecordKind.AUTHOR, author_id, Action.CREATE, 1)])
    return author_id


def replace(session: Session, author_id: int, record: AuthorRecord, *, actor: str, expected: Revisions = None) -> None:
    """Put a record in the place of an author; the books follow.

    :raises NotFound: when there is no such author.
    :raises StaleRevision: when the author is at none of the `expected` revisions.
    :raises DuplicateHeading: when the folded name belongs to another author.
    """
    old = AuthorView(*headings.read_row(session, AUTHORS, author_id, _COLUMNS, expected))
    reached = (
        session.scalars(AUTHORS.select_book_ids(author_id)).all() if _list_facts(old) != _list_facts(record) else []
    )
    with open_set(session, SetKind.RENAME, name_rename(old.name, record.name), actor=actor):
        with books.rewriting(session, reached, actor=actor):
            headings.replace(session, AUTHORS, author_id, old.revision, describe(record))
        _log(session, old, Action.UPDATE, actor)


def delete(session: Session, author_id: int, *, actor: str, expected: Revisions = None) -> None:
    """Delete an author.

    :raises NotFound: when there is no such author.
    :raises StaleRevision: when the author is at none of the `expected` revisions.
    :raises InUse: while books bear the name.
    """
    old = AuthorView(*headings.read_row(session, AUTHORS, author_id, _COLUMNS, expected))
    headings.delete(session, AUTHORS, author_id, old.n_books)
    _log(session, old, Action.DELETE, actor)


def _list_facts(author: AuthorView | AuthorRecord) -> tuple[object, ...]:
    """Return what pages of books show of an author, and what books are found by."""
    return author.name, author.birth_year, author.death_year, list(author.variants)


def describe(record: AuthorRecord | AuthorView) -> dict[str, Any]:
    """Return what an author says, as the change log keeps it."""
    return {
        "name": record.name,
        "birth_year": record.birth_year,
        "death_year": record.death_year,
        "variants": list(record.variants),
    }


def _log(session: Session, old: AuthorView, action: Action, actor: str) -> None:
    entry = change_log.Entry(RecordKind.AUTHOR, old.id, action, old.revision + 1, describe(old))
    change_log.append(session, actor, [entry])
