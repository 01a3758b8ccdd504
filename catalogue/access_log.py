"""The access log: one line per request, with as little about the reader as the library wants.

What somebody looks for in a library is private (IFLA statement on privacy, 2015), so by default neither the query nor
the full IP address is logged.
"""

import os
import time
from contextlib import suppress
from enum import StrEnum
from wsgiref.types import WSGIEnvironment

from catalogue import logs
from catalogue.domain.ip_addresses import find_network

STANDARD_ERROR = 2


class Detail(StrEnum):
    """How much is logged: `private` leaves out the query and the end of the IP address, `off` logs nothing."""

    PRIVATE = "private"
    FULL = "full"
    OFF = "off"


def write_line(environ: WSGIEnvironment, detail: Detail, request_id: str, status: str, seconds: float) -> None:
    """Write the log line of one request, without `logging`, which would cost more than many responses."""
    line = logs.format_line(
        time.time(),
        "info",
        logs.access_logger.name,
        "answered",
        request_id=request_id,
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        status=int(status[:3]),
        ms=round(seconds * 1000, 1),
        **describe_reader(environ, detail),
    )
    with suppress(OSError):  # A closed log must not stop the service.
        os.write(STANDARD_ERROR, line + b"\n")


def describe_reader(environ: WSGIEnvironment, detail: Detail) -> dict[str, str]:
    """Return the client's network; with `full`, its IP address and the query.

    >>> describe_reader({"REMOTE_ADDR": "203.0.113.77", "QUERY_STRING": "q=nana"}, Detail.PRIVATE)
    {'network': '203.0.113.0/24'}
    """
    address = environ.get("REMOTE_ADDR", "")
    if detail is Detail.FULL:
        return {"peer": address, "query": environ.get("QUERY_STRING", "")}
    return {"network": find_network(address, 24, 48)}
