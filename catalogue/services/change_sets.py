"""Change sets: what was written together, listed and opened; `services.undo` takes one back as a whole."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.changes import ChangeSetView, ChangeView
from catalogue.domain.views import Page
from catalogue.errors import NotFound
from catalogue.models import Change, ChangeSet
from catalogue.services import history


def list_sets(session: Session, page: int, per_page: int) -> Page[ChangeSetView]:
    """Return one page of the sets, newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(ChangeSet)) or 0
    rows = sa.select(ChangeSet).order_by(ChangeSet.id.desc()).offset((page - 1) * per_page).limit(per_page)
    return Page(_describe(session, session.scalars(rows).all()), total, page, per_page)


def get(session: Session, set_id: int) -> ChangeSetView:
    """Return a set. :raises NotFound: when there is none."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        raise NotFound("change set", set_id)
    return _describe(session, [found])[0]


def list_changes(session: Session, set_id: int, page: int, per_page: int) -> Page[ChangeView]:
    """Return one page of the changes of a set, in their order. :raises NotFound: when there is no such set."""
    total = get(session, set_id).n_changes
    rows = sa.select(Change).where(Change.change_set_id == set_id).order_by(Change.seq)
    found = session.scalars(rows.offset((page - 1) * per_page).limit(per_page)).all()
    return Page(history.describe_changes(session, found), total, page, per_page)


def _describe(session: Session, sets: Sequence[ChangeSet]) -> list[ChangeSetView]:
    ids = [one.id for one in sets]
    counts = sa.select(Change.change_set_id, sa.func.count()).where(Change.change_set_id.in_(ids))
    n_changes = dict(session.execute(counts.group_by(Change.change_set_id)).all())
    undone = sa.select(ChangeSet.undoes_id, sa.func.max(ChangeSet.id)).where(ChangeSet.undoes_id.in_(ids))
    undone_by = dict(session.execute(undone.group_by(ChangeSet.undoes_id)).all())
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
