"""What the audit lists: who did what and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from catalogue.domain.changes import RecordKind

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
