"""Structured logs: one JSON object a line on standard error, with the id of the request it belongs to."""

import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Flask, Response, g, has_request_context, request

ID_HEADER = "X-Request-ID"
_GIVEN_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)

access = logging.getLogger("catalogue.access")


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time, level, logger, message, request id, `facts` if it brings any, and the trace."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["request_id"] = request_id()
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z).decode()


def to_stderr() -> None:
    """Send the log of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)


def request_id() -> str:
    """Return the id of this request: the one a proxy gave (`X-Request-ID`), or one made now."""
    if "request_id" not in g:
        given = request.headers.get(ID_HEADER, "")
        g.request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
    known: str = g.request_id
    return known


def init_app(app: Flask) -> None:
    """Log every request of `app` when it is answered, and tell its id to the client."""

    @app.before_request
    def note_start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def log_answer(answer: Response) -> Response:
        answer.headers[ID_HEADER] = request_id()
        if access.isEnabledFor(logging.INFO):
            facts = {
                "method": request.method,
                "path": request.path,
                "status": answer.status_code,
                "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
                "peer": request.remote_addr,
            }
            access.info("answered", extra={"facts": facts})
        return answer
