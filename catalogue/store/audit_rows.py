"""The rows of the audit: changes, change sets and log-ins in one list, and the names of the records in them.

Each row has `at`, `source` (the table), `id`, `actor`, `what`, `action`, `record_id` and `name`. Changes that belong
to a set are in the row of the set.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.audit import AuditFilter
from catalogue.models import Account, Author, Book, Change, ChangeSet, LogIn, RecordKind, Series, Subject, Token

Select = sa.Select[Any]
Rows = Sequence[sa.Row[Any]]

NAMES: dict[str, tuple[Any, Any]] = {
    RecordKind.BOOK: (Book.id, Book.title),
    RecordKind.AUTHOR: (Author.id, Author.name),
    RecordKind.SUBJECT: (Subject.id, Subject.name),
    RecordKind.SERIES: (Series.id, Series.name),
    RecordKind.ACCOUNT: (Account.id, Account.name),
    RecordKind.TOKEN: (Token.id, Token.label),
}
"""Kind of record → its number and its name."""


def read_newest(session: Session, wanted: AuditFilter, *, offset: int, limit: int) -> Rows:
    """Return a stretch of the rows, newest first.

    Each table is read from its end, so that a page near the front costs the same however long the log is.
    """
    selects = (select.limit(offset + limit) for select in _select_newest(wanted))
    statement = _merge([sa.select(part.subquery()) for part in selects])
    return session.execute(statement.offset(offset).limit(limit)).all()


def iterate_newest(session: Session, wanted: AuditFilter, n_at_once: int) -> Iterator[Rows]:
    """Yield every row, newest first, `n_at_once` together."""
    statement = _merge(_select_newest(wanted, is_ordered=False))
    yield from session.execute(statement, execution_options={"yield_per": n_at_once}).partitions()


def read_befores(session: Session, seqs: Collection[int]) -> dict[int, dict[str, Any] | None]:
    """Return the records as they were before these changes, by the numbers of the changes."""
    return _read_column(session, Change.seq, Change.before, seqs)


def read_names(session: Session, kind: str, record_ids: Collection[int]) -> dict[int, str]:
    """Return what records of a kind in `NAMES` are called now, by number."""
    key, column = NAMES[kind]
    return _read_column(session, key, column, record_ids)


def _merge(parts: Sequence[Select]) -> Select:
    merged = sa.union_all(*parts).subquery()
    return sa.select(merged).order_by(merged.c.at.desc(), merged.c.source, merged.c.id.desc())


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


def _read_column(session: Session, key: Any, column: Any, ids: Collection[int]) -> dict[int, Any]:
    if not ids:
        return {}
    rows = session.execute(sa.select(key, column).where(key.in_(ids)))
    return {number: value for number, value in rows}  # noqa: C416  mypy takes no rows for pairs.
