"""History: what changed in a record and who did it, and the way back to an earlier version."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from catalogue.domain.changes import ChangeView, DeletedBook, EditConflict
from catalogue.domain.differences import ITEMS, State, list_differences
from catalogue.domain.views import Page
from catalogue.errors import NotFound
from catalogue.models import Action, Change, RecordKind
from catalogue.services import record_states
from catalogue.store import change_log, deletions


def list_changes(session: Session, kind: RecordKind, record_id: int, page: int, per_page: int) -> Page[ChangeView]:
    """Return one page of the changes of a record, newest first.

    :raises NotFound: when there never was such a record.
    """
    changes = change_log.list_record_changes(session, kind, record_id, page, per_page)
    if not changes.total and record_states.read_state(session, kind, record_id) is None:
        raise NotFound(kind.value, record_id)
    return Page(describe_changes(session, changes.hits), changes.total, page, per_page)


def describe_changes(session: Session, changes: Sequence[Change]) -> list[ChangeView]:
    """Return changes with what each changed."""
    views = []
    states = record_states.read_states_after(session, changes)
    for change in changes:
        after = states[change.seq]
        state = after or change.before or {}
        label = str(state.get("title") or state.get("name") or change.record_id)
        facts = (change.seq, change.kind, change.record_id, change.action, change.revision, change.actor, change.at)
        views.append(ChangeView(*facts, change.change_set_id, label, tuple(list_differences(change.before, after))))
    return views


def restore_version(session: Session, kind: RecordKind, record_id: int, revision: int, *, actor: str) -> None:
    """Bring a record back to what it said at a revision; a book's items stay as they are.

    :raises NotFound: when there is no such record or revision.
    """
    state = change_log.read_state_at(session, kind, record_id, revision)
    if state is None or record_states.read_state(session, kind, record_id) is None:
        raise NotFound("revision", revision)
    without_items = {name: value for name, value in state.items() if name != ITEMS}
    record_states.write_state(session, kind, record_id, without_items, actor=actor)


def restore_deleted(session: Session, book_id: int, *, actor: str) -> list[str]:
    """Make a deleted book again, with its number, headings and items; return barcodes that other items have by now.

    :raises NotFound: when no such book was deleted.
    """
    last = change_log.find_last_change(session, RecordKind.BOOK, book_id)
    if last is None or last.action is not Action.DELETE:
        raise NotFound("deleted book", book_id)
    return record_states.recreate(session, RecordKind.BOOK, book_id, last.before or {}, actor=actor)


def find_deletion(session: Session, book_id: int) -> datetime | None:
    """Return when a book was deleted, None when it was not."""
    last = change_log.find_last_change(session, RecordKind.BOOK, book_id)
    return last.at if last is not None and last.action is Action.DELETE else None


def list_deleted(session: Session, page: int, per_page: int) -> Page[DeletedBook]:
    """Return one page of the books that were deleted and not restored, the last one first."""
    deletions_page = deletions.list_deleted_books(session, page, per_page)
    hits = [
        DeletedBook(one.record_id, (one.before or {}).get("title", ""), one.at, one.actor)
        for one in deletions_page.hits
    ]
    return Page(hits, deletions_page.total, page, per_page)


def compare_versions(
    session: Session, kind: RecordKind, record_id: int, opened_at: int, mine: State, theirs: State
) -> list[EditConflict]:
    """Return the fields in which a record as somebody would save it, `mine`, differs from the stored one, `theirs`.

    :param opened_at: the revision of the record that `mine` was made from.
    """
    base = change_log.read_state_at(session, kind, record_id, opened_at) or {}
    return [EditConflict(name, base.get(name), mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]]
