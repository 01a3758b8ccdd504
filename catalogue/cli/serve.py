"""`catalogue serve`: the pages and the API, on Granian."""

import ctypes
import gc
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import click
from flask import Flask

from catalogue.cli import application
from catalogue.cli.ports import check_port, listen_address, url

if TYPE_CHECKING:
    import sqlalchemy as sa

THREADS = {"sqlite": 2, "postgresql": 8}
"""Threads that answer requests, by database: as many as wait for it while another works.

SQLite answers within the process, and with more threads than two they only take Python's lock from each other.
"""

M_ARENA_MAX, M_TRIM_THRESHOLD = -8, -1
MOST_KEPT_BYTES = 1 << 20
"""Free memory that a worker keeps for the next answer."""


@click.command()
@click.option("--local-mode", is_flag=True, hidden=True, help="What `catalogue run` says: its user may write.")
def serve(*, local_mode: bool) -> None:
    """Serve the pages and the API at HOST and PORT until Ctrl-C."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from catalogue.extensions import db

    with application.catalogue(local_mode=local_mode) as app:
        host, port = app.config["HOST"], app.config["PORT"]
        check_port("PORT", host, port)
        click.echo(f"Serving {app.config['CATALOGUE_NAME']} at {url(host, port)}")
        click.echo(describe_access(db.engine, is_local=app.config["LOCAL_MODE"]))
        threads = THREADS[db.engine.dialect.name]
    server = Granian(
        "catalogue",
        listen_address(host),
        port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    # Granian's own way from a name to an application takes a package in the working folder for the parent of ours.
    server.serve(target_loader=partial(create_logging_app, local_mode=local_mode), wrap_loader=False)


def create_logging_app(*, local_mode: bool) -> Flask:
    """Return the application for a web worker, its log going to standard error."""
    from catalogue import logs

    logs.to_stderr()
    _keep_little_memory()
    app = application.load(local_mode=local_mode)
    gc.collect()
    gc.freeze()  # What a worker is made of stays; without this, each collection would look through all of it.
    return app


def _keep_little_memory() -> None:
    """Have threads share one heap, and what a large answer took go back to the system; glibc only (mallopt(3))."""
    with suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_TRIM_THRESHOLD, MOST_KEPT_BYTES)


def describe_access(engine: "sa.Engine", *, is_local: bool) -> str:
    """Return the sentence that says who may write."""
    from catalogue.local_mode import can_tell_owners
    from catalogue.services import accounts

    if accounts.has_accounts(engine):
        return "Writing needs the token of a librarian (catalogue token create)."
    if not is_local:
        return "There is no account, so nobody may write: catalogue user add NAME --role librarian."
    if can_tell_owners():
        return "Local mode: there is no account, so you may write from this machine; nobody else (catalogue user add)."
    return (
        "Local mode: there is no account, so whoever sits at this machine may write (catalogue user add). This system"
        " does not tell whose a connection is: make an account before you put a proxy or a tunnel in front."
    )
