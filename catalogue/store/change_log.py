"""The change log: who may write, and what each write leaves behind."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from catalogue.common.batches import split_batches
from catalogue.domain.views import Page
from catalogue.models import Action, Book, Change, ChangeSet, RecordKind, SetKind, now
from catalogue.models.base import table_of
from catalogue.store.bulk_rows import insert_rows
from catalogue.store.change_sets import get_open_set_id

Revisions = Collection[int] | None
"""The revisions that a writer would replace (`If-Match`); None takes whatever stands."""

_WRITERS_LOCK = 7_234_411
"""The key of PostgreSQL's advisory lock; any constant that no other program on the database uses."""
_WRITING = "catalogue.writing"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log says of one write; `before` is None for a creation, `revision` where the record has none."""

    kind: RecordKind
    record_id: int
    action: Action
    revision: int | None
    before: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class BookChange:
    """One change of a book: who, as part of what kind of set (None for no set), and the book `before` it."""

    actor: str
    set_kind: SetKind | None
    before: dict[str, Any] | None


def open_write(session: Session) -> None:
    """Make this transaction the only writer until it ends. The edge calls it before the first read.

    Writers queue: SQLite begins IMMEDIATE, PostgreSQL takes a transaction-level advisory lock. So `Change.seq` follows
    the order of the commits, what was looked up stays true until the write, and no two writers deadlock.

    :raises RuntimeError: when the transaction has already read.
    """
    if session.in_transaction():
        raise RuntimeError("open the write before the first read of the transaction")
    if session.get_bind().dialect.name == "sqlite":
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    else:
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS_LOCK)))
    session.info[_WRITING] = session.get_transaction()


def is_writing(session: Session) -> bool:
    """Tell whether this transaction was opened for writing."""
    return session.in_transaction() and session.info.get(_WRITING) is session.get_transaction()


def append(session: Session, actor: str, entries: Iterable[Entry]) -> None:
    """Add one row a write, to the change set that is open, if one is; the caller has opened the write.

    :raises RuntimeError: when it has not, because then `seq` would not follow the commits.
    """
    if not is_writing(session):
        raise RuntimeError("this transaction was not opened for writing")
    at = now()
    rows = [
        {
            "kind": entry.kind,
            "record_id": entry.record_id,
            "action": entry.action,
            "revision": entry.revision,
            "actor": actor,
            "at": at,
            "before": entry.before,
            "change_set_id": None,
        }
        for entry in entries
    ]
    if rows:
        set_id = get_open_set_id(session)
        for row in rows:
            row["change_set_id"] = set_id
        insert_rows(session, table_of(Change), rows)


def read_book_changes(session: Session, book_ids: Sequence[int]) -> dict[int, list[BookChange]]:
    """Return the changes of some books, by book, oldest first."""
    statement = sa.select(Change.record_id, Change.actor, ChangeSet.kind, Change.before)
    statement = statement.outerjoin(ChangeSet, ChangeSet.id == Change.change_set_id)
    statement = statement.where(Change.kind == RecordKind.BOOK).order_by(Change.record_id, Change.seq)
    changes: dict[int, list[BookChange]] = {}
    for some in split_batches(book_ids, 500):
        for book_id, *facts in session.execute(statement.where(Change.record_id.in_(some))):
            changes.setdefault(book_id, []).append(BookChange(*facts))
    return changes


def read_newest(session: Session) -> tuple[int, datetime | None]:
    """Return number and instant of the newest change: together they differ after a backup was restored, too."""
    newest = sa.select(Change.seq, Change.at).order_by(Change.seq.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return (row.seq, row.at) if row else (0, None)


def read_newest_seq(session: Session) -> int:
    """Return the number of the newest change, 0 when there is none yet."""
    return session.scalar(sa.select(sa.func.coalesce(sa.func.max(Change.seq), 0))) or 0


def has_changed(session: Session, kind: RecordKind) -> bool:
    """Tell whether there ever was a record of this kind."""
    return session.scalar(sa.select(Change.seq).where(Change.kind == kind).limit(1)) is not None


def began_with(session: Session, source: str) -> bool:
    """Tell whether the book that was stored first came from this source, or is yet to come.

    The log is read from its beginning, where at most a few accounts stand before the first book; as a condition the
    kind would make SQLite sort all books.
    """
    changes = sa.select(Change.kind, Book.source).outerjoin(Book, Book.id == Change.record_id)
    statement = changes.order_by(Change.seq).execution_options(yield_per=100)
    with session.connection().execute(statement) as rows:
        return next((first == source for kind, first in rows if kind is RecordKind.BOOK), True)


def read_state_at(session: Session, kind: RecordKind, record_id: int, revision: int) -> dict[str, Any] | None:
    """Return a record as it stood at a revision that has been replaced since; None when it has not."""
    before = sa.select(Change.before).where(
        Change.kind == kind, Change.record_id == record_id, Change.revision == revision + 1
    )
    return session.scalars(before.order_by(Change.seq.desc()).limit(1)).first()


def list_record_changes(session: Session, kind: RecordKind, record_id: int, page: int, per_page: int) -> Page[Change]:
    """Return one page of the changes of a record, newest first."""
    is_of_record = sa.and_(Change.kind == kind, Change.record_id == record_id)
    total = session.scalar(sa.select(sa.func.count()).select_from(Change).where(is_of_record)) or 0
    rows = sa.select(Change).where(is_of_record).order_by(Change.seq.desc())
    changes_page = session.scalars(rows.offset((page - 1) * per_page).limit(per_page)).all()
    return Page(list(changes_page), total, page, per_page)


def find_last_change(session: Session, kind: RecordKind, record_id: int) -> Change | None:
    """Return the last change of a record, None when there never was such a record."""
    changes = sa.select(Change).where(Change.kind == kind, Change.record_id == record_id)
    return session.scalars(changes.order_by(Change.seq.desc()).limit(1)).first()


def is_in_set(session: Session, set_id: int, kind: RecordKind, record_id: int) -> bool:
    """Tell whether a set changed a record."""
    changes = sa.select(Change.seq).where(
        Change.kind == kind, Change.record_id == record_id, Change.change_set_id == set_id
    )
    return session.scalar(changes.limit(1)) is not None


def find_following(session: Session, changes: Sequence[Change]) -> dict[int, Change]:
    """Return the change of the same record that came after each of some changes, by their numbers; two statements."""
    earlier, later = aliased(Change), aliased(Change)
    following = sa.select(sa.func.min(later.seq)).where(
        later.kind == earlier.kind, later.record_id == earlier.record_id, later.seq > earlier.seq
    )
    following_changes: dict[int, Change] = {}
    for some in split_batches([change.seq for change in changes], 500):
        pairs = sa.select(earlier.seq, following.scalar_subquery()).where(earlier.seq.in_(some))
        next_seqs = {seq: next_seq for seq, next_seq in session.execute(pairs) if next_seq is not None}
        rows = session.scalars(sa.select(Change).where(Change.seq.in_(set(next_seqs.values()))))
        by_seq = {row.seq: row for row in rows}
        following_changes |= {seq: by_seq[next_seq] for seq, next_seq in next_seqs.items()}
    return following_changes
