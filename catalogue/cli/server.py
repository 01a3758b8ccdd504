"""The HTTP server: Waitress, with a bound on all that a client can hold.

Waitress takes a whole request in before a thread begins to answer it, so a slow client holds a socket and no thread.
What it does not bound by itself is bounded here: how long a request may take to arrive, how many bytes of unfinished
requests there may be, and which connections make room when there are too many.
"""

import resource
import socket
import time
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, ClassVar
from wsgiref.types import WSGIApplication

import orjson
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from catalogue.common.problems import BODY_TOO_LARGE, INTERNAL_ERROR, INVALID_INPUT, ProblemType

ACCEPTS_AT_ONCE = 64
"""Connections that are accepted between two looks at all others."""
BUFFER_BYTES = 64 << 10
"""The part of a body that is kept in memory; the rest goes into a temporary file."""
SPARE_FILES = 256
"""Open files that are left for the database, the index and the log."""

PROBLEMS = {kind.status: kind for kind in (INVALID_INPUT, BODY_TOO_LARGE, INTERNAL_ERROR)}


@dataclass(frozen=True, slots=True)
class Limits:
    """What clients may take, together or each."""

    connections: int = 4000
    request_seconds: float = 60
    """How long a request, head and body together, may take to arrive."""
    idle_seconds: float = 75
    """How long a connection may wait for its next request, or not take its answer; proxies keep theirs for a minute."""
    unfinished_bytes: int = 256 << 20
    """Bytes of all requests that are still arriving."""
    body_bytes: int = 2 << 20
    """The largest body that the application is given."""
    refused_body_bytes: int = 64 << 20
    """The largest body that is read and dropped, so that the client gets to read why it is refused."""
    stop_seconds: float = 8
    """How long requests that have arrived may take to be answered once the server is asked to stop."""
    threads: int = 4


def raise_open_files(limits: Limits) -> int:
    """Allow this process the open files that `limits` need; return how many connections there may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * limits.connections + SPARE_FILES  # Each may have a temporary file beside its socket.
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return limits.connections
    allowed = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max((allowed - SPARE_FILES) // 2, 16)


class _Nowhere:
    """A buffer that keeps nothing."""

    def append(self, _: bytes) -> None: ...

    def close(self) -> None: ...

    def getfile(self) -> BytesIO:
        return BytesIO()

    def __len__(self) -> int:
        return 0


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request as it arrives. A body that is too large is dropped: the application refuses it by its length."""

    limits: ClassVar[Limits]
    expect_continue: bool

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.time()

    def parse_header(self, header_plus: bytes) -> None:
        """Understand the head, and settle what becomes of the body."""
        super().parse_header(header_plus)
        if self.content_length <= self.limits.body_bytes:
            return
        if self.expect_continue or self.content_length > self.limits.refused_body_bytes:
            self.expect_continue = False
            self._refuse()
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, _Nowhere())

    def received(self, data: bytes) -> int:
        """Take `data` in; return how much of it belongs to this request."""
        n_bytes: int = super().received(data)
        if self.chunked and self.body_bytes_received > self.limits.body_bytes and not self.error:
            self._refuse()
        return n_bytes

    def _refuse(self) -> None:
        self.error = RequestEntityTooLarge(f"A body may hold {self.limits.body_bytes:,} bytes, and this one is larger.")
        self.completed = True


class Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is not HTTP, or too much of it: a problem document, and the connection is closed."""

    def execute(self) -> None:
        """Write it."""
        error = self.request.error
        kind = PROBLEMS.get(error.code) or ProblemType("", HTTPStatus(error.code), error.reason)
        problem = {"type": kind.uri, "title": kind.title, "status": error.code, "detail": error.body}
        body = orjson.dumps(problem | {"instance": getattr(self.request, "path", "")})
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", "application/problem+json"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Serves an application on a socket that listens already, which other processes may share."""

    def __init__(self, application: WSGIApplication, listener: socket.socket, limits: Limits = Limits()) -> None:
        self.limits = limits
        self.n_connections = raise_open_files(limits)
        self.channel_class = type(
            "Channel",
            (HTTPChannel,),
            {"parser_class": type("LimitedRequest", (Request,), {"limits": limits}), "error_task_class": Refusal},
        )
        self._is_stopping = False
        super().__init__(
            application,
            _sock=listener,
            bind_socket=False,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            threads=limits.threads,
            backlog=2048,
            connection_limit=self.n_connections + 2,  # It counts the listening socket and its own trigger.
            channel_timeout=limits.idle_seconds,
            cleanup_interval=1,
            inbuf_overflow=BUFFER_BYTES,
            max_request_header_size=BUFFER_BYTES,
            max_request_body_size=limits.refused_body_bytes,
            clear_untrusted_proxy_headers=False,
            ident=None,
        )

    def fix_addr(self, addr: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the address of a peer; one of IPv4 that came to a socket of IPv6 in the form of IPv4."""
        return addr[0].removeprefix("::ffff:") if "." in addr[0] else addr[0], *addr[1:]

    def handle_accept(self) -> None:
        """Accept who waits: not one at a time, because between two there is a look at every connection."""
        for _ in range(ACCEPTS_AT_ONCE):
            n_connections = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == n_connections:
                break

    def maintenance(self, now: float) -> None:
        """Close, once a second, what has been silent or unfinished for too long, and make room where it gets scarce."""
        super().maintenance(now)
        waiting = [channel for channel in self.active_channels.values() if not channel.requests]
        unfinished = [channel for channel in waiting if channel.request is not None]
        for channel in unfinished:
            if now - channel.request.began > self.limits.request_seconds:
                channel.will_close = True
        n_too_many = len(self.active_channels) - self.n_connections * 9 // 10
        if n_too_many > 0:
            for channel in sorted(waiting, key=lambda channel: channel.last_activity)[:n_too_many]:
                channel.will_close = True
        n_bytes = sum(channel.request.body_bytes_received for channel in unfinished)
        for channel in sorted(unfinished, key=lambda channel: channel.request.began):
            if n_bytes <= self.limits.unfinished_bytes:
                break
            n_bytes -= channel.request.body_bytes_received
            channel.will_close = True

    def run(self) -> None:
        """Serve until `stop` is called; then answer what has arrived, and close everything."""
        while not self._is_stopping:
            self._look(seconds=1)
        self._finish()

    def stop(self) -> None:
        """Let `run` come to its end; may be called by a signal handler."""
        self._is_stopping = True
        self.pull_trigger()

    def _look(self, seconds: float) -> None:
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)

    def _finish(self) -> None:
        self.handle_accept()
        wasyncore.dispatcher.close(self)  # The listening socket alone.
        deadline = time.time() + self.limits.stop_seconds
        self._look(seconds=0)
        while self._close_idle() and time.time() < deadline:
            self._look(seconds=0.1)
        self.task_dispatcher.shutdown(timeout=max(deadline - time.time(), 0.5))
        if not self.task_dispatcher.threads:  # One that still works would pull it.
            self.trigger.close()

    def _close_idle(self) -> bool:
        """Close connections on which no whole request has come; tell whether there are others."""
        for channel in list(self.active_channels.values()):
            is_arriving = channel.request is not None and time.time() - channel.last_activity < 0.5
            if not (channel.requests or channel.total_outbufs_len or is_arriving):
                channel.handle_close()
        return bool(self.active_channels)
