"""The application factory: settings, extensions, blueprints and error handlers."""

import os
from collections.abc import Mapping
from typing import Any
from wsgiref.types import WSGIApplication

from flask import Flask, Request, current_app, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from catalogue import api, config, database, desk, extensions, web
from catalogue.access_log import Detail
from catalogue.api import docs, health, metrics
from catalogue.common.uploads import UPLOAD_PATHS
from catalogue.compression import compress_answer
from catalogue.local_mode import is_local_mode_possible
from catalogue.metrics import ROUTE_KEY, watch_pool
from catalogue.middleware import Middleware
from catalogue.public_address import PublicAddress
from catalogue.rate_limit import create_limiter

MAX_BODY_BYTES = 2 * 1024 * 1024
"""The largest request body that is accepted; many times the size of a book."""
JSON_PATHS = ("/api", "/health", "/metrics")
"""Under these paths errors are problem documents; elsewhere they are pages."""
PATHS_WITHOUT_SESSION = (*JSON_PATHS, "/assets/")
"""What is sent here is the same for everybody: no cookie is read, and none is set."""


class PageSessions(SecureCookieSessionInterface):
    """Session cookies for pages only: programs send tokens, and a signer for each of their requests is expensive."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a page; for the API and assets None, which Flask replaces by an empty session."""
        return None if request.path.startswith(PATHS_WITHOUT_SESSION) else super().open_session(app, request)


class Catalogue(Flask):
    """Flask with sessions for pages only."""

    session_interface = PageSessions()


def create_app(environ: Mapping[str, str] = os.environ, *, local_mode: bool = False) -> Flask:
    """Return the Flask application configured by `environ`.

    :param local_mode: while there is no account, the user who started the service may write from this machine. Only
        `catalogue run` passes True; there is no setting for it.
    :raises BadSetting: when a setting has a value that cannot work.
    """
    app = Catalogue("catalogue", static_folder=None)
    app.url_map.merge_slashes = False  # It would redirect `//about` to an absolute address with the client's Host.
    app.config |= config.load(environ)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["DUMP_FILE"] = app.config["CATALOGUE_INDEX_DIR"].parent / "dump" / "catalogue.jsonl.gz"
    app.config["UPLOAD_FOLDER"] = config.INSTANCE_FOLDER.absolute() / "uploads"
    app.config["LOCAL_MODE"] = local_mode and is_local_mode_possible(app.config)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.build_engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    app.cli = database.FlaskCommands()
    app.extensions["rate_limiter"] = create_limiter(app.config)
    extensions.init_app(app)
    with app.app_context():
        database.configure_engine(extensions.db.engine)
        watch_pool(extensions.db.engine)
    api.init_app(app)
    web.prepare(app)
    desk.prepare(app)
    for blueprint in (docs.bp, health.bp, metrics.bp, web.bp, desk.door, desk.bp):
        app.register_blueprint(blueprint)
    app.before_request(record_route)
    app.before_request(allow_upload)
    app.after_request(compress_answer)
    app.register_error_handler(Exception, respond_to_error)
    middleware = Middleware(app.wsgi_app, Detail(app.config["ACCESS_LOG"]))
    app.wsgi_app = wrap_behind_proxies(middleware, app.config)  # type: ignore[method-assign, assignment]
    return app


def wrap_behind_proxies(application: WSGIApplication, settings: Mapping[str, Any]) -> WSGIApplication:
    """Return the application wrapped to know its public address and to trust the declared proxies."""
    application = PublicAddress(application, settings["PUBLIC_URL"])
    n_proxies = settings["TRUSTED_PROXIES"]
    if not n_proxies:
        return application
    return ProxyFix(application, x_for=n_proxies, x_proto=n_proxies, x_host=0)


def record_route() -> None:
    """Store the matched URL rule in the WSGI environment for the metrics."""
    if request.url_rule is not None:
        request.environ[ROUTE_KEY] = request.url_rule.rule


def allow_upload() -> None:
    """Let the body of an upload be larger than that of any other request; nothing has read it yet."""
    if request.path in UPLOAD_PATHS:
        request.max_content_length = current_app.config["IMPORT_MAX_MB"] << 20


def respond_to_error(error: Exception) -> Response:
    """Return the response to an error: a problem document under JSON_PATHS, a page elsewhere."""
    if request.path.startswith(JSON_PATHS):
        return api.errors.respond_to_error(error)
    return web.errors.show_error_page(error)
