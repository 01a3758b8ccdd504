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

from catalogue import cors, logs, metrics
from catalogue.access_log import Detail, write_line

ID_HEADER = "X-Request-ID"
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

    def __init__(self, application: WSGIApplication, access_log: Detail = Detail.PRIVATE) -> None:
        self.application = application
        self.access_log = access_log

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        started = time.perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        identity = given if _GIVEN_ID.fullmatch(given) else f"{_START}-{os.getpid():x}-{next(_numbers):x}"
        token = logs.request_id.set(identity)
        sent = ""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            nonlocal sent
            sent = status
            everywhere = [(ID_HEADER, identity), *ON_EVERY_ANSWER, *cors.headers_for(environ)]
            return start_response(status, [*headers, *everywhere], *exc_info)

        try:
            answer = self.application(environ, start)
        finally:
            logs.request_id.reset(token)
        took = time.perf_counter() - started
        metrics.count_request(environ, sent, took)
        if self.access_log is not Detail.OFF and logs.access.isEnabledFor(logging.INFO):
            write_line(environ, self.access_log, identity, sent, took)
        return answer
