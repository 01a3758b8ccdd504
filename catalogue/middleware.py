"""The outermost layer: an id for every request, a line in the log, and the headers that every answer carries.

It is WSGI and not Flask's hooks because every answer passes here, and a hook costs ten times what this costs.
"""

import logging
import os
import re
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from catalogue import cors, logs

ID_HEADER = "X-Request-ID"
STANDARD_ERROR = 2
ON_EVERY_ANSWER = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
_START = secrets.token_hex(4)
_numbers = count(1)
_GIVEN_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class Middleware:
    """Wraps a WSGI application."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        started = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        identity = environ[logs.REQUEST_ID] = (
            given if _GIVEN_ID.fullmatch(given) else f"{_START}-{os.getpid():x}-{next(_numbers):x}"
        )
        sent = ""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            nonlocal sent
            sent = status
            everywhere = [(ID_HEADER, identity), *ON_EVERY_ANSWER, *cors.headers_for(environ)]
            return start_response(status, [*headers, *everywhere], *exc_info)

        answer = self.application(environ, start)
        if logs.access.isEnabledFor(logging.INFO):
            _log(environ, identity, sent, time.perf_counter() - started)
        return answer


def _log(environ: WSGIEnvironment, identity: str, status: str, seconds: float) -> None:
    """Write the line of one request; not through `logging`, whose records cost more than many an answer."""
    line = logs.line(
        time.time(),
        "info",
        logs.access.name,
        "answered",
        request_id=identity,
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        query=environ.get("QUERY_STRING", ""),
        status=int(status[:3]),
        ms=round(seconds * 1000, 1),
        peer=environ.get("REMOTE_ADDR"),
    )
    with suppress(OSError):  # Whoever closes the log does not close the catalogue.
        os.write(STANDARD_ERROR, line + b"\n")
