"""An application that does nothing: what the server, Flask and the network cost by themselves."""

import os

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from catalogue.cli.serve import THREADS


def create_app() -> Flask:
    """Return an application with one view, which answers an empty JSON object."""
    app = Flask("empty", static_folder=None)

    @app.get("/")
    def empty() -> tuple[bytes, dict[str, str]]:
        return b"{}\n", {"Content-Type": "application/json"}

    return app


def serve() -> None:
    """Serve it at HOST and PORT, with the options of `catalogue serve`."""
    target, port = "benchmarks.empty:create_app", int(os.environ["PORT"])
    Granian(
        target,
        os.environ["HOST"],
        port,
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=THREADS["sqlite"],
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    serve()
