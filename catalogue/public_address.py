"""The address by which readers know the service.

What a request says about that (`Host`, `X-Forwarded-Host`) is the sender's choice, so it never gets into an absolute
address: that begins with PUBLIC_URL, or is not written.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app

STRICT_TRANSPORT_SECURITY = ("Strict-Transport-Security", "max-age=31536000")
"""Whoever reached us by HTTPS does so for a year; other names of the domain are not ours to decide about."""


class PublicAddress:
    """Wraps a WSGI application that readers reach at `public_url`; "" when it is reached as each request says."""

    def __init__(self, application: WSGIApplication, public_url: str) -> None:
        self.application = application
        self.parts = urlsplit(public_url)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if self.parts.netloc:
            environ["wsgi.url_scheme"] = self.parts.scheme
            environ["HTTP_HOST"] = self.parts.netloc
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"  # Else werkzeug redirects to "/" of the request's host.
        if environ["wsgi.url_scheme"] != "https":
            return self.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            return start_response(status, [*headers, STRICT_TRANSPORT_SECURITY], *exc_info)

        return self.application(environ, start)


def public_address(path: str) -> str:
    """Return the absolute address of a path of ours, the path alone when no PUBLIC_URL is set."""
    public_url: str = current_app.config["PUBLIC_URL"]
    return public_url + path
