"""A web worker: one process that serves the application on the socket opened by `catalogue serve`."""

import ctypes
import gc
import signal
import socket
from contextlib import suppress

import click
from flask import Flask

from catalogue import logs
from catalogue.app import create_app
from catalogue.cli import app_context, report_known_errors
from catalogue.cli.http_connection import Limits
from catalogue.cli.http_server import HttpServer
from catalogue.extensions import db
from catalogue.local_mode import can_tell_owners
from catalogue.metrics import live_workers
from catalogue.public_address import format_url
from catalogue.services import accounts, first_admin

M_ARENA_MAX, M_TRIM_THRESHOLD = -8, -1
TRIM_THRESHOLD_BYTES = 1 << 20
"""Free memory that a worker keeps instead of returning it to the system."""


@click.command()
@click.argument("listener", type=int)
@click.option("--local-mode", is_flag=True)
@click.option("--announce", is_flag=True)
def serve_worker(*, listener: int, local_mode: bool, announce: bool) -> None:
    """Serve on the socket with file descriptor LISTENER; listen only once the application is warmed up."""
    logs.log_to_stderr()
    _limit_heap()
    with report_known_errors():
        app = create_app(local_mode=local_mode)
        app_context.require_ready(app)
    _warm_up(app)
    limits = Limits(body_bytes=app.config["MAX_CONTENT_LENGTH"], upload_bytes=app.config["IMPORT_MAX_MB"] << 20)
    server = HttpServer(app, socket.socket(fileno=listener), limits)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    gc.collect()
    gc.freeze()  # Objects loaded so far live as long as the worker; frozen, no collection scans them again.
    live_workers.set(1)
    if announce:
        click.echo(f"Serving {app.config['CATALOGUE_NAME']} at {format_url(app.config['HOST'], app.config['PORT'])}")
        click.echo(describe_access(app))
        if local_mode and (link := find_first_admin_link(app)):
            click.echo(f"To make the first account, an admin, open within a day: {link}")
    server.run()


def _warm_up(app: Flask) -> None:
    """Run one search, which brings the index up to date, so that the first reader does not wait for it."""
    with app.test_request_context("/search?q=a"):
        app.full_dispatch_request()


def describe_access(app: Flask) -> str:
    """Return the sentence that says who may write."""
    with app.app_context():
        if accounts.has_accounts(db.engine):
            return "Writing needs a librarian: a log-in at /desk, or a token (catalogue token create)."
    if not app.config["LOCAL_MODE"]:
        return "There is no account, so nobody may write: catalogue user add NAME --role librarian."
    if can_tell_owners():
        return (
            "Local mode: there is no account, so you may write from this machine, at /desk too; nobody else"
            " (catalogue user add)."
        )
    return (
        "Local mode: there is no account, so whoever sits at this machine may write (catalogue user add). This system"
        " does not tell whose a connection is: make an account before you put a proxy or a tunnel in front."
    )


def find_first_admin_link(app: Flask) -> str | None:
    """Return the one-time link with which the first admin is made in a browser.

    None when there is an account, and in local mode, where the desk is open to whoever started the service.
    """
    with app.app_context():
        if app.config["LOCAL_MODE"] or accounts.has_accounts(db.engine):
            return None
    address = app.config["PUBLIC_URL"] or format_url(app.config["HOST"], app.config["PORT"])
    return f"{address}/first-account?key={first_admin.make_key(app.config['SECRET_KEY'])}"


def _limit_heap() -> None:
    """Make threads share one heap, and return the memory of large responses to the system; glibc only (mallopt(3))."""
    with suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_TRIM_THRESHOLD, TRIM_THRESHOLD_BYTES)


if __name__ == "__main__":
    serve_worker()
