"""The public address of the service.

A client chooses the `Host` and `X-Forwarded-Host` of its request, so these never appear in an absolute address: those
begin with PUBLIC_URL, and without it addresses stay relative.
"""

from collections.abc import Iterable
from ipaddress import ip_address
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


def build_file_address() -> str:
    """Return the address with which those in a file begin: PUBLIC_URL, or where the service listens."""
    public_url: str = current_app.config["PUBLIC_URL"]
    return public_url or format_url(current_app.config["HOST"], current_app.config["PORT"])


def format_url(host: str, port: int) -> str:
    """Return the URL at which a browser on this machine reaches `host` and `port`.

    >>> format_url("::", 5000)
    'http://[::1]:5000'
    """
    host = find_reachable_host(host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def find_reachable_host(host: str) -> str:
    """Return the address through which this machine reaches a service listening on `host`.

    >>> find_reachable_host("0.0.0.0"), find_reachable_host("::"), find_reachable_host("library.example")
    ('127.0.0.1', '::1', 'library.example')
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"


def build_public_address(path: str) -> str:
    """Return the absolute address of a path of this service; the path alone without PUBLIC_URL."""
    public_url: str = current_app.config["PUBLIC_URL"]
    return public_url + path
