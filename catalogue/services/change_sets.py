"""Change sets: what was written together, listed and opened; `services.undo` takes one back as a whole."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.changes import ChangeSetView, ChangeView
from catalogue.domain.views import Page
from catalogue.errors import NotFound
from catalogue.models import ChangeSet
from catalogue.services import history
from catalogue.store import set_changes


def list_sets(session: Session, page: int, per_page: int) -> Page[ChangeSetView]:
    """Return one page of the sets, newest first."""
    sets, total = set_changes.list_sets(session, page, per_page)
    return Page(_describe(session, sets), total, page, per_page)


def get(session: Session, set_id: int) -> ChangeSetView:
    """Return a set. :raises NotFound: when there is none."""
    change_set = set_changes.find_set(session, set_id)
    if change_set is None:
        raise NotFound("change set", set_id)
    return _describe(session, [change_set])[0]


def list_changes(session: Session, set_id: int, page: int, per_page: int) -> Page[ChangeView]:
    """Return one page of the changes of a set, in their order. :raises NotFound: when there is no such set."""
    total = get(session, set_id).n_changes
    changes = set_changes.list_changes(session, set_id, page, per_page)
    return Page(history.describe_changes(session, changes), total, page, per_page)


def _describe(session: Session, sets: Sequence[ChangeSet]) -> list[ChangeSetView]:
    ids = [one.id for one in sets]
    n_changes = set_changes.count_changes(session, ids)
    undone_by = set_changes.find_undoing_sets(session, ids)
    return [
        ChangeSetView(
            one.id,
            one.kind,
            one.name,
            one.actor,
            one.at,
            one.undoes_id,
            n_changes.get(one.id, 0),
            undone_by.get(one.id),
            one.details,
        )
        for one in sets
    ]
