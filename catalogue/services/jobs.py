"""Jobs: long work is queued here, and done by one runner at a time under a lease (`catalogue.cli.job_runner`).

A kind of job is a generator: it does one step after the other and yields a `Step` after each. What the step wrote and
what the job row says of it are committed together, so that a job which is killed goes on from its last step.
"""

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from catalogue.domain.jobs import JobState, JobView
from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.domain.views import Page
from catalogue.errors import CatalogueError, NotFound
from catalogue.models import now
from catalogue.store import change_log
from catalogue.store import jobs as job_rows

LEASE = timedelta(seconds=60)
"""How long a runner may take for one step before another runner may take the job."""
MOST_STARTS = 5
"""A job that ended its runner so often is not tried again."""

PAUSE_SECONDS = 0.15
"""How long a job leaves to others between two writes: SQLite looks again after a tenth of a second at the latest."""


@dataclass(frozen=True, slots=True)
class JobStep:
    """How far a job is; `checkpoint` is for whoever goes on with it, `result` for whoever asked for it."""

    n_done: int
    n_total: int | None
    checkpoint: dict[str, Any]
    result: dict[str, Any]


Work: TypeAlias = Callable[[Session, JobView, Path], Iterator[JobStep]]
"""A kind of job: does the work, whose upload is in a folder, step by step. It opens writes, and never commits."""


class LeaseLost(CatalogueError):
    """Another runner has taken the job."""


def open_write(session: Session) -> None:
    """Open a write for the next step of a job, after the writers who wait have had their turn."""
    time.sleep(PAUSE_SECONDS)
    change_log.open_write(session)


def create(session: Session, kind: str, parameters: dict[str, Any], *, host: str, actor: str) -> int:
    """Queue a job and return its id."""
    return job_rows.insert(session, kind, parameters, host, actor)


def get(session: Session, job_id: int, *kinds: str) -> JobView:
    """Return a job of one of some kinds.

    :raises NotFound: when there is none.
    """
    job = job_rows.find(session, job_id, kinds)
    if job is None:
        raise NotFound(kinds[0], job_id)
    return job


def list_(session: Session, kinds: Collection[str], page: int, per_page: int) -> Page[JobView]:
    """Return one page of the jobs of some kinds, the newest first."""
    hits, total = job_rows.list_page(session, kinds, page, per_page)
    return Page(hits, total, page, per_page)


def request_cancel(session: Session, job_id: int, *kinds: str) -> None:
    """Have a job stop after its step; one that has not begun is cancelled at once, one that has ended stays as it is.

    :raises NotFound: when there is none.
    """
    job = get(session, job_id, *kinds)
    if job.state is JobState.QUEUED:
        job_rows.update(session, job_id, state=JobState.CANCELLED, ended_at=now())
    elif job.state is JobState.RUNNING:
        job_rows.update(session, job_id, is_cancel_requested=True)


def count_waiting(session: Session) -> int:
    """Return how many jobs have not ended."""
    return job_rows.count_waiting(session)


def list_waiting_parameters(session: Session) -> list[dict[str, Any]]:
    """Return the parameters of the jobs that have not ended."""
    return list(job_rows.list_waiting_parameters(session))


def claim(session: Session, host: str, runner: str) -> JobView | None:
    """Give the oldest waiting job of a host to a runner, and return it; None when there is none.

    A job that runs under a lease which has ended is waiting, too: its runner was killed.
    """
    job = job_rows.find_oldest_to_run(session, host)
    if job is None:
        return None
    if job.n_starts >= MOST_STARTS:
        fail(session, job.id, refuse(RefusalCode.TOO_MANY_STARTS, n_starts=MOST_STARTS))
        return claim(session, host, runner)
    job_rows.update(
        session,
        job.id,
        state=JobState.RUNNING,
        runner=runner,
        lease_until=now() + LEASE,
        started_at=job.started_at or now(),
        n_starts=job.n_starts + 1,
    )
    return job


def record_step(session: Session, job_id: int, runner: str, step: JobStep) -> bool:
    """Note how far a job is, and renew its lease; return whether it is to go on.

    :raises LeaseLost: when another runner has taken it.
    """
    current_runner, is_cancel_requested = job_rows.read_runner(session, job_id)
    if current_runner != runner:
        raise LeaseLost(f"Job {job_id} is run by {current_runner} now.")
    job_rows.update(
        session,
        job_id,
        n_done=step.n_done,
        n_total=step.n_total,
        checkpoint=step.checkpoint,
        result=step.result,
        lease_until=now() + LEASE,
    )
    return not is_cancel_requested


def release(session: Session, job_id: int) -> None:
    """Put a job back into the queue, because its runner has to end."""
    n_starts = job_rows.read_n_starts(session, job_id) - 1
    job_rows.update(session, job_id, state=JobState.QUEUED, runner=None, lease_until=None, n_starts=n_starts)


def finish(session: Session, job_id: int, state: JobState = JobState.DONE) -> None:
    """End a job that is done or cancelled."""
    job_rows.update(session, job_id, state=state, ended_at=now(), runner=None, lease_until=None)


def fail(session: Session, job_id: int, refusal: ImportRefusal, error: str | None = None) -> None:
    """End a job that cannot be done, and say why: by a code in its result, and by an English sentence.

    :param error: the sentence, if it says more than the refusal, such as the name of the file.
    """
    result = (job_rows.read_result(session, job_id) or {}) | {"failure": refusal.as_json()}
    job_rows.update(session, job_id, error=error or str(refusal), result=result)
    finish(session, job_id, JobState.FAILED)
