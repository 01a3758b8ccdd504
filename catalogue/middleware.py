"""The outermost WSGI layer: request ids, access log, metrics, and the headers of every response.

It is WSGI middleware rather than Flask hooks because a hook costs ten times as much.
"""

import logging
import os
import re
import secrets
import time
from collections.abc import Iterable
from itertools import count
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import orjson

from catalogue import cors, logs, metrics
from catalogue.access_log import Detail, write_line

log = logging.getLogger(__name__)

ID_HEADER = "X-Request-ID"
COMMON_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
FAULT = orjson.dumps(
    {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong on our side; the fault has been logged under this request's X-Request-ID.",
    }
)
FAULT_HEADERS = [("Content-Type", "application/problem+json"), ("Content-Length", str(len(FAULT)))]
"""The response when no error handler can run."""
_START = secrets.token_hex(4)
_numbers = count(1)
_CLIENT_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class Middleware:
    """Wraps the WSGI application."""

    def __init__(self, application: WSGIApplication, access_log: Detail = Detail.PRIVATE) -> None:
        self.application = application
        self.access_log = access_log

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle a request."""
        started = time.perf_counter()
        client_id = environ.get("HTTP_X_REQUEST_ID", "")
        request_id = client_id if _CLIENT_ID.fullmatch(client_id) else f"{_START}-{os.getpid():x}-{next(_numbers):x}"
        token = logs.request_id.set(request_id)
        head: tuple[str, list[tuple[str, str]]] = "", []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            nonlocal head
            head = status, headers
            return refuse_to_write

        try:
            response = self.application(environ, start)
        except Exception:  # Raised after the view, in teardown, where no error handler sees it.
            log.exception("%s %s failed outside of its view", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            response, head = [FAULT], ("500 INTERNAL SERVER ERROR", FAULT_HEADERS)
        finally:
            logs.request_id.reset(token)
        added_headers = [(ID_HEADER, request_id), *COMMON_HEADERS, *cors.list_cors_headers(environ)]
        start_response(head[0], [*head[1], *added_headers])
        duration = time.perf_counter() - started
        metrics.count_request(environ, head[0], duration)
        if self.access_log is not Detail.OFF and logs.access_logger.isEnabledFor(logging.INFO):
            write_line(environ, self.access_log, request_id, head[0], duration)
        return response


def refuse_to_write(_: bytes) -> None:
    """Replace the obsolete `write` callable of WSGI, which neither Flask nor Werkzeug calls.

    :raises NotImplementedError: always.
    """
    raise NotImplementedError
