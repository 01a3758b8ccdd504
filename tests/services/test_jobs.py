"""Jobs: queued, done by one runner under a lease, and taken up again where a runner was killed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.cli import job_runner
from catalogue.domain.jobs import JobState
from catalogue.models import Job, now
from catalogue.services import job_kinds, jobs, uploads
from catalogue.services.jobs import JobStep


@pytest.fixture
def counting(app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The application, where jobs of the kind `count` count to three and call `during` before each step."""
    monkeypatch.setitem(app.config, "UPLOAD_FOLDER", tmp_path)
    app.during = lambda number: None

    def count(session: Session, job: Any, folder: Any) -> Iterator[Any]:
        for number in range((job.checkpoint or {"number": 0})["number"] + 1, 4):
            app.during(number)
            yield JobStep(number, 3, {"number": number}, {"seen": [*(job.result or {"seen": []})["seen"], number]})

    monkeypatch.setitem(job_kinds.KINDS, "count", count)
    return app


@pytest.fixture
def queue(counting: Any, writing: Any) -> Any:
    """Queue a job and return its id."""

    def create() -> Any:
        with writing() as session:
            host = uploads.find_host_id(counting.config["UPLOAD_FOLDER"])
            return jobs.create(session, "count", {}, host=host, actor="ada")

    return create


@pytest.fixture
def read(reading: Any) -> Any:
    """Return a job as it is now."""

    def get(job_id: Any) -> Any:
        with reading() as session:
            return jobs.get(session, job_id, "count")

    return get


def test_jobs_are_done_one_after_the_other(counting: Any, queue: Any, read: Any) -> None:
    first, second = queue(), queue()

    assert [job_runner.run_next(counting) for _ in range(3)] == [True, True, False]
    assert [read(job_id).state for job_id in (first, second)] == [JobState.DONE, JobState.DONE]
    assert (read(first).n_done, read(first).n_total, read(first).result) == (3, 3, {"seen": [3]})


def test_a_job_is_given_back_when_the_runner_has_to_end(counting: Any, queue: Any, read: Any) -> None:
    job_id = queue()

    assert job_runner.run_next(counting, is_stopped=lambda: True)
    assert (read(job_id).state, read(job_id).checkpoint, read(job_id).n_starts) == (JobState.QUEUED, {"number": 1}, 0)
    assert job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).n_done) == (JobState.DONE, 3)


def test_a_killed_runner_leaves_the_job_to_the_next_when_its_lease_ends(
    counting: Any, queue: Any, read: Any, writing: Any
) -> None:
    job_id = queue()

    def kill(number: Any) -> None:
        if number == 2:
            raise KeyboardInterrupt

    counting.during = kill
    with pytest.raises(KeyboardInterrupt):
        job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).n_done) == (JobState.RUNNING, 1)
    assert not job_runner.run_next(counting)

    with writing() as session:
        session.execute(sa.update(Job).values(lease_until=now() - timedelta(seconds=1)))
    counting.during = lambda number: None
    assert job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).n_done, read(job_id).n_starts) == (JobState.DONE, 3, 2)


def test_a_job_that_always_kills_its_runner_is_given_up(counting: Any, queue: Any, read: Any, writing: Any) -> None:
    job_id = queue()
    with writing() as session:
        session.execute(sa.update(Job).values(n_starts=jobs.MOST_STARTS))

    assert not job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).error) == (
        JobState.FAILED,
        "It was begun 5 times and ended the program each time.",
    )


def test_a_job_is_cancelled_before_it_begins_or_after_its_step(
    counting: Any, queue: Any, read: Any, writing: Any
) -> None:
    waiting = queue()
    with writing() as session:
        jobs.request_cancel(session, waiting, "count")
    assert read(waiting).state is JobState.CANCELLED

    running = queue()

    def cancel(number: Any) -> None:
        if number == 2:
            with writing() as session:
                jobs.request_cancel(session, running, "count")

    counting.during = cancel
    job_runner.run_next(counting)
    assert (read(running).state, read(running).n_done) == (JobState.CANCELLED, 2)


def test_an_error_in_a_job_is_its_end_and_tells_nothing_of_our_inside(
    counting: Any, queue: Any, read: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(number: Any) -> None:
        raise ZeroDivisionError("secret")

    counting.during = fail
    job_id = queue()

    assert job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).error) == (
        JobState.FAILED,
        "An error in the program, which its log describes.",
    )


def test_a_job_of_another_host_is_not_touched(counting: Any, writing: Any, read: Any) -> None:
    with writing() as session:
        job_id = jobs.create(session, "count", {}, host="another", actor="ada")

    assert not job_runner.run_next(counting)
    assert read(job_id).state is JobState.QUEUED


def test_a_runner_that_lost_its_lease_stops(counting: Any, queue: Any, read: Any, writing: Any) -> None:
    job_id = queue()

    def lose(number: Any) -> None:
        with writing() as session:
            session.execute(sa.update(Job).values(runner="another"))

    counting.during = lose
    job_runner.run_next(counting)
    assert (read(job_id).state, read(job_id).n_done) == (JobState.RUNNING, 0)
