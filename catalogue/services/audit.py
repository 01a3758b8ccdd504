"""The audit: one list of who did what and when, out of the change log, its sets, and the record of log-ins."""

from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalogue.domain.audit import AuditEntry, AuditFilter
from catalogue.store import audit_rows

BATCH = 500
"""Rows of an export whose names are looked up together."""


def list_entries(session: Session, wanted: AuditFilter, number: int, per_page: int) -> tuple[list[AuditEntry], bool]:
    """Return a page of entries, newest first, and whether older ones follow."""
    rows = audit_rows.read_newest(session, wanted, offset=(number - 1) * per_page, limit=per_page + 1)
    return _name_entries(session, rows[:per_page]), len(rows) > per_page


def iterate_entries(engine: Engine, wanted: AuditFilter) -> Iterator[AuditEntry]:
    """Yield every entry, newest first, out of a session of its own: a request ends before its last row is sent."""
    with Session(engine) as session:
        for rows in audit_rows.iterate_newest(session, wanted, BATCH):
            yield from _name_entries(session, rows)


def _name_entries(session: Session, rows: audit_rows.Rows) -> list[AuditEntry]:
    """Return the entries of rows, with what their records are called now, or were called last."""
    befores = audit_rows.read_befores(session, {row.id for row in rows if row.source == "change"})
    names = {
        kind: audit_rows.read_names(session, kind, {row.record_id for row in rows if row.what == kind})
        for kind in audit_rows.NAMES
    }
    entries = []
    for row in rows:
        before = (befores.get(row.id) if row.source == "change" else None) or {}
        last = next((before[key] for key in ("title", "name", "label") if before.get(key)), None)
        name = row.name or names.get(row.what, {}).get(row.record_id) or last
        entries.append(AuditEntry(row.at, row.actor, row.what, row.action, row.record_id, name))
    return entries
