"""The application: settings, extensions, blueprints and error handlers put together."""

import os
from collections.abc import Mapping
from typing import Any
from wsgiref.types import WSGIApplication

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from catalogue import api, config, database, extensions, web
from catalogue.access_log import Detail
from catalogue.api import docs, health, metrics
from catalogue.local_mode import is_possible
from catalogue.metrics import ROUTE, watch_pool
from catalogue.middleware import Middleware
from catalogue.public_address import PublicAddress
from catalogue.rate_limit import limiter_of

MOST_BYTES = 2 * 1024 * 1024
"""The largest body that is read; a book fits in it many times."""
JSON_ONLY = ("/api", "/health", "/metrics")
"""Below these paths errors are problem documents, elsewhere pages."""


class PageSessions(SecureCookieSessionInterface):
    """Cookies for pages only: programs bring tokens, and making a signer for each of their requests is dear."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a page; none, which Flask makes an empty one, for the API."""
        return None if request.path.startswith(JSON_ONLY) else super().open_session(app, request)


class Catalogue(Flask):
    """Flask with sessions for pages only."""

    session_interface = PageSessions()


def create_app(environ: Mapping[str, str] = os.environ, *, local_mode: bool = False) -> Flask:
    """Return the service, set up as `environ` says.

    :param local_mode: while there is no account, the user who starts this may write from this machine; no setting says
        so, only `catalogue run`.
    :raises BadSetting: when a setting has a value that cannot work.
    """
    app = Catalogue("catalogue", static_folder=None)
    app.url_map.merge_slashes = False  # It would redirect `//about` to an absolute address, as Host has it.
    app.config |= config.load(environ)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["LOCAL_MODE"] = local_mode and is_possible(app.config)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    app.cli = database.Commands()
    app.extensions["rate_limiter"] = limiter_of(app.config)
    extensions.init_app(app)
    with app.app_context():
        database.prepare(extensions.db.engine)
        watch_pool(extensions.db.engine)
    api.init_app(app)
    web.prepare(app)
    for blueprint in (docs.bp, health.bp, metrics.bp, web.bp):
        app.register_blueprint(blueprint)
    app.before_request(note_route)
    app.register_error_handler(Exception, answer_error)
    logged = Middleware(app.wsgi_app, Detail(app.config["ACCESS_LOG"]))
    app.wsgi_app = behind_proxies(logged, app.config)  # type: ignore[method-assign, assignment]
    return app


def behind_proxies(application: WSGIApplication, settings: Mapping[str, Any]) -> WSGIApplication:
    """Return the application as readers reach it: at its public address, through the proxies that are trusted."""
    application = PublicAddress(application, settings["PUBLIC_URL"])
    n_proxies = settings["TRUSTED_PROXIES"]
    if not n_proxies:
        return application
    return ProxyFix(application, x_for=n_proxies, x_proto=n_proxies, x_host=0)


def note_route() -> None:
    """Leave the pattern of the address for the metrics."""
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule


def answer_error(error: Exception) -> Response:
    """Return the answer for whatever went wrong: for programs below `/api` and `/health`, for people elsewhere."""
    if request.path.startswith(JSON_ONLY):
        return api.errors.respond_to_error(error)
    return web.errors.show_error_page(error)
