"""The audit: one list of who did what and when, out of the change log, its sets, and the record of log-ins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Account, Author, Book, Change, ChangeSet, LogIn, RecordKind, Series, Subject, Token

Select = sa.Select[Any]
BATCH = 500
"""Rows of an export whose names are looked up together."""

What = StrEnum("What", {kind.name: kind.value for kind in RecordKind} | {"SET": "set", "LOG_IN": "log_in"})  # type: ignore[misc]
"""What an entry is about: a kind of record, a change set, or a log-in."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to read; None and "" take all. `until` is exclusive."""

    actor: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None


class AuditEntry(NamedTuple):
    """Who did what: `action` is that of the change log, the kind of a set, or the outcome of a log-in."""

    at: datetime
    actor: str
    what: str
    action: str
    record_id: int | None
    name: str | None


def list_entries(session: Session, wanted: AuditFilter, number: int, per_page: int) -> tuple[list[AuditEntry], bool]:
    """Return a page of entries, newest first, and whether older ones follow.

    Changes that belong to a set are in the set's entry. Each table is read from its end, so that a page near the front
    costs the same however long the log is.
    """
    most = number * per_page + 1
    parts = [sa.select(part.subquery()) for part in (select.limit(most) for select in _select_newest(wanted))]
    rows = _merge(session, parts, offset=(number - 1) * per_page, limit=per_page + 1)
    return _name_entries(session, rows[:per_page]), len(rows) > per_page


def iterate_entries(engine: sa.Engine, wanted: AuditFilter) -> Iterator[AuditEntry]:
    """Yield every entry, newest first, out of a session of its own: a request ends before its last row is sent."""
    merged = sa.union_all(*_select_newest(wanted, is_ordered=False)).subquery()
    statement = sa.select(merged).order_by(merged.c.at.desc(), merged.c.source, merged.c.id.desc())
    with Session(engine) as session:
        result = session.execute(statement, execution_options={"yield_per": BATCH})
        for rows in result.partitions():
            yield from _name_entries(session, rows)


def _select_newest(wanted: AuditFilter, *, is_ordered: bool = True) -> list[Select]:
    """Return what selects the entries of each table, newest first."""
    of_change = Change.kind, Change.action, Change.record_id, sa.null()
    changes = _select("change", Change.at, Change.seq, Change.actor, *of_change).where(Change.change_set_id.is_(None))
    of_set = sa.literal("set"), ChangeSet.kind, ChangeSet.id, ChangeSet.name
    sets = _select("set", ChangeSet.at, ChangeSet.id, ChangeSet.actor, *of_set)
    of_log_in = sa.literal("log_in"), LogIn.outcome, sa.null(), sa.null()
    log_ins = _select("log_in", LogIn.at, LogIn.id, LogIn.account, *of_log_in)
    selects = [
        _filter(changes, Change, Change.actor, wanted).order_by(Change.seq.desc() if is_ordered else None),
        _filter(sets, ChangeSet, ChangeSet.actor, wanted).order_by(ChangeSet.id.desc() if is_ordered else None),
        _filter(log_ins, LogIn, LogIn.account, wanted).order_by(LogIn.id.desc() if is_ordered else None),
    ]
    if wanted.what in set(RecordKind):
        return [selects[0].where(Change.kind == RecordKind(wanted.what))]
    return {"set": [selects[1]], "log_in": [selects[2]]}.get(wanted.what, selects)


def _select(source: str, at: Any, id_: Any, actor: Any, what: Any, action: Any, record_id: Any, name: Any) -> Select:
    return sa.select(
        at.label("at"),
        sa.literal(source).label("source"),
        id_.label("id"),
        actor.label("actor"),
        sa.cast(what, sa.String).label("what"),
        sa.cast(action, sa.String).label("action"),
        sa.cast(record_id, sa.BigInteger).label("record_id"),
        sa.cast(name, sa.String).label("name"),
    )


def _filter(select: Select, model: Any, actor: Any, wanted: AuditFilter) -> Select:
    if wanted.actor:
        select = select.where(sa.func.lower(actor) == wanted.actor.lower())
    if wanted.since:
        select = select.where(model.at >= wanted.since)
    if wanted.until:
        select = select.where(model.at < wanted.until)
    return select


def _merge(session: Session, parts: list[Select], *, offset: int, limit: int) -> Sequence[sa.Row[Any]]:
    merged = sa.union_all(*parts).subquery()
    statement = sa.select(merged).order_by(merged.c.at.desc(), merged.c.source, merged.c.id.desc())
    return session.execute(statement.offset(offset).limit(limit)).all()


def _name_entries(session: Session, rows: Sequence[sa.Row[Any]]) -> list[AuditEntry]:
    """Return the entries of rows, with what their records are called now, or were called last."""
    befores = _read_names(session, Change.before, Change.seq, {row.id for row in rows if row.source == "change"})
    names = {
        kind: _read_names(session, column, key, {row.record_id for row in rows if row.what == kind})
        for kind, (key, column) in _NAMES.items()
    }
    entries = []
    for row in rows:
        before = (befores.get(row.id) if row.source == "change" else None) or {}
        last = next((before[key] for key in ("title", "name", "label") if before.get(key)), None)
        name = row.name or names.get(row.what, {}).get(row.record_id) or last
        entries.append(AuditEntry(row.at, row.actor, row.what, row.action, row.record_id, name))
    return entries


_NAMES: dict[str, tuple[Any, Any]] = {
    RecordKind.BOOK: (Book.id, Book.title),
    RecordKind.AUTHOR: (Author.id, Author.name),
    RecordKind.SUBJECT: (Subject.id, Subject.name),
    RecordKind.SERIES: (Series.id, Series.name),
    RecordKind.ACCOUNT: (Account.id, Account.name),
    RecordKind.TOKEN: (Token.id, Token.label),
}
"""Kind of record → its number and its name."""


def _read_names(session: Session, column: Any, key: Any, ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    rows = session.execute(sa.select(key, column).where(key.in_(ids)))
    return {number: value for number, value in rows}  # noqa: C416  mypy takes no rows for pairs.
