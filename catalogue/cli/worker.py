"""A web worker: one process that serves the application on a socket which `catalogue serve` has opened for all."""

import ctypes
import gc
import signal
import socket
from contextlib import suppress

import click
from flask import Flask

from catalogue import logs
from catalogue.app import create_app
from catalogue.cli import application, one_line_errors
from catalogue.cli.ports import url
from catalogue.cli.server import Limits, Server
from catalogue.extensions import db
from catalogue.local_mode import can_tell_owners
from catalogue.metrics import workers
from catalogue.services import accounts

M_ARENA_MAX, M_TRIM_THRESHOLD = -8, -1
MOST_KEPT_BYTES = 1 << 20
"""Free memory that a worker keeps for the next answer."""


@click.command()
@click.argument("listener", type=int)
@click.option("--local-mode", is_flag=True)
@click.option("--announce", is_flag=True)
def main(*, listener: int, local_mode: bool, announce: bool) -> None:
    """Serve on the socket LISTENER, an open file; begin to listen once requests can be answered at once."""
    logs.to_stderr()
    _keep_little_memory()
    with one_line_errors():
        app = create_app(local_mode=local_mode)
        application.refuse_unready(app)
    _warm_up(app)
    server = Server(app, socket.socket(fileno=listener), Limits(body_bytes=app.config["MAX_CONTENT_LENGTH"]))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    gc.collect()
    gc.freeze()  # What a worker is made of stays; without this, each collection would look through all of it.
    workers.set(1)
    if announce:
        click.echo(f"Serving {app.config['CATALOGUE_NAME']} at {url(app.config['HOST'], app.config['PORT'])}")
        click.echo(describe_access(app))
    server.run()


def _warm_up(app: Flask) -> None:
    """Answer a search that nobody has asked: it brings the index up to date, and the first reader does not wait."""
    with app.test_request_context("/search?q=a"):
        app.full_dispatch_request()


def describe_access(app: Flask) -> str:
    """Return the sentence that says who may write."""
    with app.app_context():
        if accounts.has_accounts(db.engine):
            return "Writing needs the token of a librarian (catalogue token create)."
    if not app.config["LOCAL_MODE"]:
        return "There is no account, so nobody may write: catalogue user add NAME --role librarian."
    if can_tell_owners():
        return "Local mode: there is no account, so you may write from this machine; nobody else (catalogue user add)."
    return (
        "Local mode: there is no account, so whoever sits at this machine may write (catalogue user add). This system"
        " does not tell whose a connection is: make an account before you put a proxy or a tunnel in front."
    )


def _keep_little_memory() -> None:
    """Have threads share one heap, and what a large answer took go back to the system; glibc only (mallopt(3))."""
    with suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_TRIM_THRESHOLD, MOST_KEPT_BYTES)


if __name__ == "__main__":
    main()
