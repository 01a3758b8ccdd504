"""Headings that books brought along and left without any book, which an undo deletes as well."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.differences import State
from catalogue.domain.text import heading_key
from catalogue.models import RecordKind
from catalogue.store import change_log, headings
from catalogue.store.heading_tables import HEADING_TABLES

_FIELDS = {
    RecordKind.AUTHOR: ("authors", "contributors"),
    RecordKind.SUBJECT: ("subjects",),
    RecordKind.SERIES: ("series", "further_series"),
}
"""The fields of a book that name headings of a kind."""


def delete(session: Session, states: Iterable[State | None], since: datetime, *, actor: str) -> None:
    """Delete the headings that these books brought since an instant and no book has now.

    What somebody made or changed, and what stood there before, is left alone.
    """
    present = [state for state in states if state]
    for kind, fields in _FIELDS.items():
        table = HEADING_TABLES[kind]
        names = {name for state in present for field in fields for name in _list_names(state.get(field))}
        ids = headings.find_ids(session, table, {heading_key(name) for name in names})
        leftover_ids = headings.list_brought(session, table, list(ids.values()), since)
        deleted = headings.delete_unused(session, table, leftover_ids)
        change_log.append(session, actor, [headings.describe_deletion(table, row) for row in deleted])


def _list_names(value: Any) -> list[str]:
    """Return the names that a field has: one, several, or those of people or series with more to them."""
    values = [value] if isinstance(value, str) else value or ()
    return [one["name"] if isinstance(one, dict) else one for one in values]
