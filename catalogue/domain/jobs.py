"""Jobs as others see them: long work that goes on in the background."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class JobState(StrEnum):
    """Where a job is in its life; the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to such a job."""
        return self not in {JobState.QUEUED, JobState.RUNNING}


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as others see it: `n_done` of `n_total` records are done; `n_total` is None while nobody knows."""

    id: int
    kind: str
    state: JobState
    actor: str
    parameters: dict[str, Any]
    n_done: int
    n_total: int | None
    n_starts: int
    checkpoint: dict[str, Any] | None
    result: dict[str, Any] | None
    error: str | None
    is_cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
