"""`python -m catalogue.cli.job_runner`: the process that does the jobs of this host, one after the other."""

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from uuid import uuid4

from filelock import FileLock, Timeout
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from catalogue import logs
from catalogue.app import create_app
from catalogue.common.garbage import collect_seldom
from catalogue.domain.jobs import JobState, JobView
from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.errors import CatalogueError, IndexUnavailable, UnreadableInput
from catalogue.extensions import begin_write, db, get_live_index
from catalogue.services import job_kinds, jobs, uploads

POLL_SECONDS = 1
log = logging.getLogger(__name__)


def serve_jobs() -> None:
    """Do jobs until SIGTERM; the job that is being done goes back into the queue then, after its step."""
    logs.log_to_stderr()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = create_app()
    _delete_old_uploads(app)
    fault = ""
    while not stop.is_set():
        try:
            while not stop.is_set() and run_next(app, stop.is_set):
                pass
            fault = ""
        except (SQLAlchemyError, OSError) as error:
            if str(error) != fault:  # Told once, not every second.
                fault = str(error)
                log.error("Jobs cannot be done at present: %s", fault)
        stop.wait(POLL_SECONDS)


def _delete_old_uploads(app: Flask) -> None:
    """Delete what was uploaded long ago and waits for no job."""
    with app.app_context(), suppress(SQLAlchemyError, OSError):
        waiting = {str(parameters.get("upload")) for parameters in jobs.list_waiting_parameters(db.session())}
        db.session.rollback()
        uploads.delete_old(app.config["UPLOAD_FOLDER"], waiting)


def run_next(app: Flask, is_stopped: Callable[[], bool] = lambda: False) -> bool:
    """Do the oldest waiting job of this host; return whether there was one.

    Only one process of a host does jobs at a time; for another one there is none.
    """
    folder: Path = app.config["UPLOAD_FOLDER"]
    if not folder.is_dir():
        return False  # Nothing was ever uploaded here.
    runner = f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid4().hex[:8]}"
    with app.app_context():
        host = uploads.find_host_id(folder)
        try:
            with FileLock(folder / "runner.lock", timeout=0):
                job = _claim(host, runner)
                if job is not None:
                    with collect_seldom():
                        _run(job, runner, folder, is_stopped)
        except Timeout:
            return False
        return job is not None


def _claim(host: str, runner: str) -> JobView | None:
    session = begin_write()
    job = jobs.claim(session, host, runner)
    session.commit()
    return job


def _run(job: JobView, runner: str, folder: Path, is_stopped: Callable[[], bool]) -> None:
    """Do a job, and commit after each of its steps; what goes wrong is written into it."""
    session = db.session()
    try:
        is_cancelled = job.is_cancel_requested
        for step in job_kinds.KINDS[job.kind](session, job, folder) if not is_cancelled else ():
            if not session.in_transaction():
                begin_write()
            is_cancelled = not jobs.record_step(session, job.id, runner, step)
            session.commit()
            if is_cancelled:
                break
            if is_stopped():
                _end(lambda: jobs.release(begin_write(), job.id))
                return
        _end(lambda: jobs.finish(begin_write(), job.id, JobState.CANCELLED if is_cancelled else JobState.DONE))
        with suppress(IndexUnavailable):  # The next search brings it up to date.
            get_live_index().settle()
    except jobs.LeaseLost as error:
        session.rollback()
        log.warning("%s", error)
    except (CatalogueError, OSError) as error:
        refusal, sentence = _describe(error), None if isinstance(error, OSError) else str(error)
        session.rollback()
        _end(lambda: jobs.fail(begin_write(), job.id, refusal, sentence))
    except SQLAlchemyError:
        raise  # The database is away; the lease ends, and the job is begun again.
    except Exception:
        log.exception("Job %s failed", job.id)
        session.rollback()
        _end(lambda: jobs.fail(begin_write(), job.id, refuse(RefusalCode.PROGRAM_ERROR)))


def _describe(error: CatalogueError | OSError) -> ImportRefusal:
    match error:
        case UnreadableInput():
            refusal: ImportRefusal = error.refusal
            return refusal
        case FileNotFoundError():
            return refuse(RefusalCode.FILE_GONE)
        case OSError(errno=errno.ENOSPC):
            return refuse(RefusalCode.DISK_FULL)
        case OSError():
            return refuse(RefusalCode.OTHER, detail=error.strerror or str(error))
        case _:
            return refuse(RefusalCode.OTHER, detail=str(error))


def _end(write: Callable[[], None]) -> None:
    session = db.session()
    session.rollback()
    write()
    session.commit()


if __name__ == "__main__":
    serve_jobs()
