"""The outermost layer: an id for every request, a line in the log, and the headers that every answer carries.

It is WSGI and not Flask's hooks because every answer passes here, and a hook costs ten times what this costs.
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
ON_EVERY_ANSWER = [
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
"""The answer when even the error handlers are out of reach."""
_START = secrets.token_hex(4)
_numbers = count(1)
_GIVEN_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class Middleware:
    """Wraps a WSGI application."""

    def __init__(self, application: WSGIApplication, access_log: Detail = Detail.PRIVATE) -> None:
        self.application = application
        self.access_log = access_log

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        started = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        identity = given if _GIVEN_ID.fullmatch(given) else f"{_START}-{os.getpid():x}-{next(_numbers):x}"
        token = logs.request_id.set(identity)
        sent: tuple[str, list[tuple[str, str]]] = "", []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            nonlocal sent
            sent = status, headers
            return refuse_to_write

        try:
            answer = self.application(environ, start)
        except Exception:  # After the view, where no handler hears of it: Flask begins its answer before it tears down.
            log.exception("%s %s failed outside of its view", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            answer, sent = [FAULT], ("500 INTERNAL SERVER ERROR", FAULT_HEADERS)
        finally:
            logs.request_id.reset(token)
        everywhere = [(ID_HEADER, identity), *ON_EVERY_ANSWER, *cors.headers_for(environ)]
        start_response(sent[0], [*sent[1], *everywhere])
        took = time.perf_counter() - started
        metrics.count_request(environ, sent[0], took)
        if self.access_log is not Detail.OFF and logs.access.isEnabledFor(logging.INFO):
            write_line(environ, self.access_log, identity, sent[0], took)
        return answer


def refuse_to_write(_: bytes) -> None:
    """Stand in for the `write` of WSGI's old days, which neither Flask nor Werkzeug calls.

    :raises NotImplementedError: always.
    """
    raise NotImplementedError
