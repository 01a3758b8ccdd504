"""Structured logs: one JSON object per line on standard error, with the request id."""

import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that the current thread is handling."""

_TOKEN = re.compile(rb"(cat(?:_|%5F)|Bearer(?: |%20|\+))[\w.~+/=%-]{8,}", re.IGNORECASE)

access_logger = logging.getLogger("catalogue.access")


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time, level, logger, message, request id and traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        identity = request_id.get()
        facts: dict[str, Any] = {"request_id": identity} if identity else {}
        if record.exc_info:
            facts["trace"] = self.formatException(record.exc_info)
        return format_line(record.created, record.levelname.lower(), record.name, record.getMessage(), **facts).decode()


def format_line(at: float, level: str, logger: str, message: str, **facts: Any) -> bytes:
    """Return one log line without its newline; `at` is in seconds since the epoch.

    Tokens are masked wherever they occur, in addresses as in exception messages.
    """
    members = {"time": datetime.fromtimestamp(at, UTC), "level": level, "logger": logger, "message": message}
    return _TOKEN.sub("\\1…".encode(), orjson.dumps(members | facts, default=str, option=orjson.OPT_UTC_Z))


def log_to_stderr() -> None:
    """Configure logging to standard error for this process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
