"""Jobs in the database: their rows, read and written without the session's objects, as runners are many."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.jobs import JobState, JobView
from catalogue.models import Job, now
from catalogue.models.base import table_of

_COLUMNS = tuple(column for column in table_of(Job).c if column.name not in {"runner", "lease_until", "host"})
_WAITING = (JobState.QUEUED, JobState.RUNNING)


def insert(session: Session, kind: str, parameters: dict[str, Any], host: str, actor: str) -> int:
    """Store a new job and return its number."""
    job = Job(kind=kind, parameters=parameters, host=host, actor=actor, created_at=now())
    session.add(job)
    session.flush()
    return job.id


def find(session: Session, job_id: int, kinds: Collection[str]) -> JobView | None:
    """Return a job of one of some kinds, None when there is none."""
    row = session.execute(sa.select(*_COLUMNS).where(Job.id == job_id, Job.kind.in_(kinds))).one_or_none()
    return None if row is None else JobView(*row)


def list_page(session: Session, kinds: Collection[str], page: int, per_page: int) -> tuple[list[JobView], int]:
    """Return one page of the jobs of some kinds, the newest first, and how many there are."""
    total = session.scalar(sa.select(sa.func.count()).where(Job.kind.in_(kinds))) or 0
    statement = sa.select(*_COLUMNS).where(Job.kind.in_(kinds)).order_by(Job.id.desc())
    rows = session.execute(statement.offset((page - 1) * per_page).limit(per_page))
    return [JobView(*row) for row in rows], total


def count_waiting(session: Session) -> int:
    """Return how many jobs have not ended."""
    return session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.state.in_(_WAITING))) or 0


def list_waiting_parameters(session: Session) -> Sequence[dict[str, Any]]:
    """Return the parameters of the jobs that have not ended."""
    return session.scalars(sa.select(Job.parameters).where(Job.state.in_(_WAITING))).all()


def find_oldest_to_run(session: Session, host: str) -> JobView | None:
    """Return the oldest job of a host that is queued, or whose lease has ended; None when there is none."""
    is_abandoned = sa.and_(Job.state == JobState.RUNNING, Job.lease_until < now())
    to_run = sa.or_(Job.state == JobState.QUEUED, is_abandoned)
    row = session.execute(sa.select(*_COLUMNS).where(to_run, Job.host == host).order_by(Job.id).limit(1)).one_or_none()
    return None if row is None else JobView(*row)


def read_runner(session: Session, job_id: int) -> tuple[str | None, bool]:
    """Return who runs a job, and whether it is to be cancelled."""
    row = session.execute(sa.select(Job.runner, Job.is_cancel_requested).where(Job.id == job_id)).one()
    return row.runner, row.is_cancel_requested


def read_n_starts(session: Session, job_id: int) -> int:
    """Return how often a job was begun."""
    return session.execute(sa.select(Job.n_starts).where(Job.id == job_id)).scalar_one()


def read_result(session: Session, job_id: int) -> dict[str, Any] | None:
    """Return the result of a job as it is now."""
    result: dict[str, Any] | None = session.execute(sa.select(Job.result).where(Job.id == job_id)).scalar_one()
    return result


def update(session: Session, job_id: int, **values: Any) -> None:
    """Write some columns of a job."""
    session.execute(
        sa.update(Job).where(Job.id == job_id).values(**values).execution_options(synchronize_session=False)
    )
