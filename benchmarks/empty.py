"""An application that does nothing: what the server, Flask and the network cost by themselves."""

import os

from flask import Flask

from catalogue.cli.http_server import HttpServer
from catalogue.cli.ports import open_port


def create_app() -> Flask:
    """Return an application with one view, which answers an empty JSON object."""
    app = Flask("empty", static_folder=None)

    @app.get("/")
    def show_nothing() -> tuple[bytes, dict[str, str]]:
        return b"{}\n", {"Content-Type": "application/json"}

    return app


def serve() -> None:
    """Serve it at HOST and PORT, as a web worker serves the catalogue."""
    with open_port("PORT", os.environ["HOST"], int(os.environ["PORT"])) as listener:
        HttpServer(create_app(), listener).run()


if __name__ == "__main__":
    serve()
