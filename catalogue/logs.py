"""Structured logs: one JSON object a line on standard error, with the id of the request it belongs to."""

import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread is answering."""

_TOKEN = re.compile(rb"(cat(?:_|%5F)|Bearer(?: |%20|\+))[\w.~+/=%-]{8,}", re.IGNORECASE)

access = logging.getLogger("catalogue.access")


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time, level, logger, message, request id, and the trace if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        identity = request_id.get()
        facts: dict[str, Any] = {"request_id": identity} if identity else {}
        if record.exc_info:
            facts["trace"] = self.formatException(record.exc_info)
        return line(record.created, record.levelname.lower(), record.name, record.getMessage(), **facts).decode()


def line(at: float, level: str, logger: str, message: str, **facts: Any) -> bytes:
    """Return one line of the log, without its end; `at` is in seconds since the epoch.

    No line holds a token, wherever it was sent: in an address, or in what an exception says.
    """
    known = {"time": datetime.fromtimestamp(at, UTC), "level": level, "logger": logger, "message": message}
    return _TOKEN.sub("\\1…".encode(), orjson.dumps(known | facts, default=str, option=orjson.OPT_UTC_Z))


def to_stderr() -> None:
    """Send the log of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
