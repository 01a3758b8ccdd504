"""What the change log says of deleted records: which books are gone, and what took the place of those merged."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from catalogue.domain.views import Page
from catalogue.models import Action, Book, Change, ChangeSet, RecordKind, SetKind

LogRow = sa.Row[int, Action, dict[str, Any] | None, SetKind | None]
"""A change with the kind of its set: number of the record, action, the record before, kind of the set."""


def list_deleted_books(session: Session, page: int, per_page: int) -> Page[Change]:
    """Return one page of the deletions of books that are not back, the last one first."""
    is_there = sa.exists().where(Book.id == Change.record_id)
    later = aliased(Change)
    is_repeated = sa.exists().where(
        later.kind == Change.kind, later.record_id == Change.record_id, later.seq > Change.seq
    )
    chosen = sa.and_(Change.kind == RecordKind.BOOK, Change.action == Action.DELETE, ~is_there, ~is_repeated)
    total = session.scalar(sa.select(sa.func.count()).select_from(Change).where(chosen)) or 0
    rows = sa.select(Change).where(chosen).order_by(Change.seq.desc())
    hits = session.scalars(rows.offset((page - 1) * per_page).limit(per_page)).all()
    return Page(list(hits), total, page, per_page)


def find_merged_books(session: Session, book_id: int) -> list[int]:
    """Return the numbers of the books that were merged into one and are not back, the last one first."""
    deletion = aliased(Change)
    merges = sa.select(deletion.record_id, sa.func.max(deletion.seq)).join(
        Change, sa.and_(Change.change_set_id == deletion.change_set_id, Change.record_id == book_id)
    )
    merges = merges.join(ChangeSet, sa.and_(ChangeSet.id == Change.change_set_id, ChangeSet.kind == SetKind.MERGE))
    chosen = sa.and_(
        Change.kind == RecordKind.BOOK,
        deletion.kind == RecordKind.BOOK,
        deletion.action == Action.DELETE,
        deletion.record_id != book_id,
        ~sa.exists().where(Book.id == deletion.record_id),
    )
    rows = session.execute(merges.where(chosen).group_by(deletion.record_id).order_by(sa.func.max(deletion.seq).desc()))
    return [record_id for record_id, _ in rows]


def read_changes_of_records(
    session: Session, kind: RecordKind, record_ids: Collection[int]
) -> dict[int, Sequence[LogRow]]:
    """Return the changes of some records with the kinds of their sets, by record, the last change first."""
    changes = sa.select(Change.record_id, Change.action, Change.before, ChangeSet.kind).where(
        Change.kind == kind, Change.record_id.in_(record_ids)
    )
    changes = changes.outerjoin(ChangeSet, ChangeSet.id == Change.change_set_id)
    by_record: dict[int, list[LogRow]] = {}
    for row in session.execute(changes.order_by(Change.record_id, Change.seq.desc())):
        by_record.setdefault(row.record_id, []).append(row)
    return {**by_record}
