"""`catalogue serve`: pages and API, served by supervised web workers that share one socket."""

import os
import sys
from tempfile import TemporaryDirectory
from typing import Any

import click

from catalogue import config, logs
from catalogue.cli.ports import is_listening, open_port
from catalogue.cli.supervisor import ProcessEnded, StopRequested, Supervisor

WORKER = "web worker"
JOB_RUNNER = "job runner"
MAX_WORKERS = 8
"""Upper limit of the default number of workers: each may hold 15 of PostgreSQL's 100 connections."""
GRACE_SECONDS = 9
"""How long workers may take to end; `catalogue run` waits one second longer for this command."""
MAX_PAUSE_SECONDS = 5
"""The longest wait for a worker that keeps dying: readers wait with it, and a request that kills it may be repeated."""


@click.command()
@click.option("--workers", type=click.IntRange(0), help="Processes that answer; 0: as many as cores. [WEB_WORKERS]")
@click.option("--local-mode", is_flag=True, hidden=True, help="Set by `catalogue run`: its user may write.")
def serve(*, workers: int | None, local_mode: bool) -> None:
    """Serve the pages and the API at HOST and PORT until Ctrl-C."""
    settings = config.load(os.environ)
    n_workers = count_workers(settings, workers)
    logs.log_to_stderr()
    host, port = settings["HOST"], settings["PORT"]
    try:
        with (
            open_port("PORT", host, port) as listener,
            TemporaryDirectory(prefix="catalogue-metrics-") as folder,
            Supervisor(GRACE_SECONDS, MAX_PAUSE_SECONDS) as supervisor,
        ):
            # Workers keep their metrics in one folder, and each applies its share of the rate limits.
            environ = os.environ | {"PROMETHEUS_MULTIPROC_DIR": folder, "WEB_WORKERS": str(n_workers)}
            worker = ["catalogue.cli.worker", str(listener.fileno()), *(["--local-mode"] if local_mode else [])]
            supervisor.start(WORKER, [*worker, "--announce"], environ, files=[listener.fileno()])
            supervisor.wait_until(WORKER, lambda: is_listening(host, port))
            for _ in range(n_workers - 1):
                supervisor.start(WORKER, worker, environ, files=[listener.fileno()])
            supervisor.start(JOB_RUNNER, ["catalogue.cli.job_runner"], environ)
            supervisor.restart_from_now_on(WORKER)
            supervisor.restart_from_now_on(JOB_RUNNER)
            supervisor.wait()
    except ProcessEnded:
        sys.exit(1)  # The worker has said why.
    except StopRequested:
        return


def count_workers(settings: dict[str, Any], wanted: int | None) -> int:
    """Return the number of web workers to start, from the command line, else from WEB_WORKERS."""
    n_workers: int | None = settings["WEB_WORKERS"] if wanted is None else wanted
    if n_workers is None:
        n_workers = 1 if settings["SQLALCHEMY_DATABASE_URI"].get_backend_name() == "sqlite" else 0
    return n_workers or min(os.cpu_count() or 1, MAX_WORKERS)
