"""Which answers pages of other sites may read (Fetch, "CORS protocol"): all reads of the API, and no writes.

Nothing is said to a preflight for a write, so a browser does not send it. What needs no preflight is refused for
itself: a body that is not JSON is a 415.
"""

from wsgiref.types import WSGIEnvironment

READS = {"GET", "HEAD"}
ON_READS = [
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Allow, ETag, Link, Location, Retry-After, X-Index-Behind, X-Request-ID, X-Total-Count",
    ),
]
ON_PREFLIGHT = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD"),
    ("Access-Control-Allow-Headers", "If-None-Match, X-Request-ID"),
    ("Access-Control-Max-Age", "86400"),
]
"""Authorization is not among them: reads need none, and no token belongs into the page of another site."""


def headers_for(environ: WSGIEnvironment) -> list[tuple[str, str]]:
    """Return the headers that let pages of other sites read this answer; none for writes and outside the API."""
    path = environ["PATH_INFO"]
    if not path.startswith("/api/") and path != "/api":
        return []
    method = environ["REQUEST_METHOD"]
    if method == "OPTIONS" and (asked := environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")):
        return ON_PREFLIGHT if asked in READS else []
    return ON_READS if method in READS or method == "OPTIONS" else []
