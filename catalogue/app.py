"""The application: settings, extensions, blueprints and error handlers put together."""

import os
from collections.abc import Mapping

from flask import Flask, request
from werkzeug.wrappers import Response

from catalogue import api, config, extensions, logs, web
from catalogue.api import docs, health

MOST_BYTES = 2 * 1024 * 1024
"""The largest body that is read; a book fits in it many times."""
JSON_ONLY = ("/api", "/health")
"""Below these paths errors are problem documents, elsewhere pages."""


def create_app(environ: Mapping[str, str] = os.environ) -> Flask:
    """Return the service, set up as `environ` says.

    :raises BadSetting: when a setting has a value that cannot work.
    """
    app = Flask("catalogue", static_folder=None)
    app.config |= config.load(environ)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    logs.init_app(app)
    extensions.init_app(app)
    api.init_app(app)
    web.prepare(app)
    for blueprint in (docs.bp, health.bp, web.bp):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, answer_error)
    return app


def answer_error(error: Exception) -> Response:
    """Return the answer for whatever went wrong: for programs below `/api` and `/health`, for people elsewhere."""
    if request.path.startswith(JSON_ONLY):
        return api.errors.problem(error)
    return web.errors.page(error)
