"""The change log: who may write, and what each write leaves behind."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.models import Action, Change, now
from catalogue.models.base import table_of

Revisions = Collection[int] | None
"""The revisions that a writer would replace (`If-Match`); None takes whatever stands."""

_WRITERS_LOCK = 7_234_411
"""The key of PostgreSQL's advisory lock; any constant that no other program on the database uses."""
_WRITING = "catalogue.writing"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log says of one write; `before` is None for a creation."""

    book_id: int
    action: Action
    revision: int
    before: dict[str, Any] | None = None


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
    """Add one row a write; the caller has opened the write.

    :raises RuntimeError: when it has not, because then `seq` would not follow the commits.
    """
    if not is_writing(session):
        raise RuntimeError("this transaction was not opened for writing")
    at = now()
    rows = [
        {
            "book_id": entry.book_id,
            "action": entry.action,
            "revision": entry.revision,
            "actor": actor,
            "at": at,
            "before": entry.before,
        }
        for entry in entries
    ]
    if rows:
        session.connection().execute(sa.insert(table_of(Change)), rows)


def read_book_changes(session: Session, book_ids: Sequence[int]) -> dict[int, list[tuple[str, dict[str, Any] | None]]]:
    """Return actor and state before of each change of some books, by book, oldest first."""
    statement = sa.select(Change.book_id, Change.actor, Change.before).order_by(Change.book_id, Change.seq)
    changes: dict[int, list[tuple[str, dict[str, Any] | None]]] = {}
    for some in split_batches(book_ids, 500):
        for book_id, actor, before in session.execute(statement.where(Change.book_id.in_(some))):
            changes.setdefault(book_id, []).append((actor, before))
    return changes


def read_newest(session: Session) -> tuple[int, datetime | None]:
    """Return number and instant of the newest change: together they differ after a backup was restored, too."""
    newest = sa.select(Change.seq, Change.at).order_by(Change.seq.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return (row.seq, row.at) if row else (0, None)


def read_newest_seq(session: Session) -> int:
    """Return the number of the newest change, 0 when there is none yet."""
    return session.scalar(sa.select(sa.func.coalesce(sa.func.max(Change.seq), 0))) or 0
