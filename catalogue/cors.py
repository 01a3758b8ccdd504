"""CORS (Fetch, "CORS protocol"): pages of other sites may read the whole API and write nothing.

A preflight for a write gets no CORS headers, so browsers do not send the write. Requests that need no preflight cannot
write either: a body that is not JSON is refused with 415.
"""

from wsgiref.types import WSGIEnvironment

READ_METHODS = {"GET", "HEAD"}
READ_HEADERS = [
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Allow, ETag, Link, Location, Retry-After, X-Index-Behind, X-Request-ID, X-Total-Count",
    ),
]
PREFLIGHT_HEADERS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD"),
    ("Access-Control-Allow-Headers", "If-None-Match, X-Request-ID"),
    ("Access-Control-Max-Age", "86400"),
]
"""Authorization is not allowed: reads need none, and no token belongs in the page of another site."""


def list_cors_headers(environ: WSGIEnvironment) -> list[tuple[str, str]]:
    """Return the CORS headers of a response; none for writes and outside the API."""
    path = environ["PATH_INFO"]
    if not path.startswith("/api/") and path != "/api":
        return []
    method = environ["REQUEST_METHOD"]
    if method == "OPTIONS" and (requested_method := environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")):
        return PREFLIGHT_HEADERS if requested_method in READ_METHODS else []
    return READ_HEADERS if method in READ_METHODS or method == "OPTIONS" else []
