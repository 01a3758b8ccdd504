"""Jobs: long work that one host does in the background; and profiles, by which files of a kind are imported."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.jobs import JobState
from catalogue.models.base import Base, UtcDateTime, enum_type, instant, json_object, primary_key


class Job(Base):
    """One piece of long work.

    `host` names the folder of uploads (see `services.uploads`): only a host that has the file runs the job. While it
    runs, `runner` holds a lease until `lease_until`, renewed with each step; `checkpoint` is what a step leaves to the
    next runner, should this one be killed.
    """

    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_state_id", "state", "id"), {"sqlite_autoincrement": True})

    id: Mapped[primary_key]
    kind: Mapped[str] = mapped_column(sa.String(50))
    state: Mapped[JobState] = mapped_column(enum_type(JobState, "job_state"), default=JobState.QUEUED)
    actor: Mapped[str] = mapped_column(sa.String(200))
    host: Mapped[str] = mapped_column(sa.String(64))
    parameters: Mapped[json_object]
    n_done: Mapped[int] = mapped_column(default=0)
    n_total: Mapped[int | None]
    n_starts: Mapped[int] = mapped_column(default=0)
    checkpoint: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    error: Mapped[str | None] = mapped_column(sa.Text)
    is_cancel_requested: Mapped[bool] = mapped_column(default=False)
    runner: Mapped[str | None] = mapped_column(sa.String(64))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[instant]
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportProfile(Base):
    """What somebody chose for files of a kind: the mapping of their fields, and the options of their import."""

    __tablename__ = "import_profile"

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)
    options: Mapped[json_object]
    field_names: Mapped[list[str]] = mapped_column(sa.JSON)
