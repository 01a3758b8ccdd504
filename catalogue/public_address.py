"""The public address of the service.

A client chooses the `Host` and `X-Forwarded-Host` of its request, so these never appear in an absolute address: those
begin with PUBLIC_URL, and without it addresses stay relative.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app

STRICT_TRANSPORT_SECURITY = ("Strict-Transport-Security", "max-age=31536000")
"""HTTPS only for a year; without includeSubDomains, because other hosts of the domain are not ours."""


class PublicAddress:
    """WSGI middleware that sets scheme and host to those of `public_url`; "" leaves them as the request has them."""

    def __init__(self, application: WSGIApplication, public_url: str) -> None:
        self.application = application
        self.parts = urlsplit(public_url)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle a request."""
        if self.parts.netloc:
            environ["wsgi.url_scheme"] = self.parts.scheme
            environ["HTTP_HOST"] = self.parts.netloc
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"  # Else Werkzeug redirects to the request's Host.
        if environ["wsgi.url_scheme"] != "https":
            return self.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            return start_response(status, [*headers, STRICT_TRANSPORT_SECURITY], *exc_info)

        return self.application(environ, start)


def build_public_address(path: str) -> str:
    """Return the absolute address of a path of this service; the path alone without PUBLIC_URL."""
    public_url: str = current_app.config["PUBLIC_URL"]
    return public_url + path
