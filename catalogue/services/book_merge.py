"""Merging two books that are one: copies and history move along, and the old number leads to the new one."""

from sqlalchemy.orm import Session

from catalogue.domain.changes import EditConflict
from catalogue.domain.record import BookRecord
from catalogue.domain.views import BookView
from catalogue.errors import FieldError, InvalidRecord, StaleRevision
from catalogue.models import SetKind
from catalogue.services import books, items
from catalogue.store import deletions, holdings
from catalogue.store.change_sets import name_rename, open_set


def merge(
    session: Session,
    kept: BookView,
    merged: BookView,
    record: BookRecord,
    *,
    actor: str,
) -> None:
    """Put `record` in the place of the book that is kept, give it the copies of the other, and delete that one.

    The whole is one change set. A stale view is refused.

    :raises InvalidRecord: when both are the same.
    :raises StaleRevision: when one of them was written since it was read.
    """
    if kept.id == merged.id:
        raise InvalidRecord(FieldError("other", "a book cannot be merged with itself"))
    for view in (kept, merged):
        if (now := books.get(session, view.id)).revision != view.revision:
            raise StaleRevision("book", view.id, now.revision)
    with open_set(session, SetKind.MERGE, name_rename(merged.title, kept.title), actor=actor):
        copies = holdings.read_holdings(session, [merged.id])[merged.id]
        items.move_all(session, [copy.id for copy in copies], kept.id, actor=actor)
        if record != books.get(session, kept.id).as_record():
            books.replace(session, kept.id, record, actor=actor, allow_duplicate=True)
        books.delete(session, merged.id, actor=actor, merged_into=kept.id)


def list_choices(kept: BookRecord, other: BookRecord) -> list[EditConflict]:
    """Return the fields in which two books differ: `mine` of the one that is kept, `theirs` of the other.

    Where one of them has nothing, the other's value is the right one.
    """
    mine, theirs = kept.as_json(), other.as_json()
    return [EditConflict(name, None, mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]]


def find_merged_books(session: Session, book_id: int) -> list[int]:
    """Return the numbers of the books that were merged into one and are not back, the last one first."""
    return deletions.find_merged_books(session, book_id)
