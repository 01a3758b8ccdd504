"""The HTTP server: Waitress, with limits on every resource that a client can hold.

Waitress reads a whole request before a thread starts to answer it, so a slow client holds a socket but no thread.
What Waitress does not limit is limited here: how long a request may take to arrive, how many bytes unfinished requests
and unread responses may occupy, and which connections are closed when there are too many.
"""

import logging
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
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from catalogue.common.problems import BODY_TOO_LARGE, INTERNAL_ERROR, INVALID_INPUT, ProblemType

ACCEPTS_AT_ONCE = 64
"""Connections accepted in one turn of the event loop."""
BUFFER_BYTES = 64 << 10
"""Bytes of a body kept in memory; the rest goes to a temporary file."""
SPARE_FILES = 256
"""File descriptors reserved for the database, the index and the log."""

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # It writes a line for each request that waits.

PROBLEMS = {kind.status: kind for kind in (INVALID_INPUT, BODY_TOO_LARGE, INTERNAL_ERROR)}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on what clients may use, together or each."""

    connections: int = 4000
    request_seconds: float = 60
    """How long a request, head and body together, may take to arrive."""
    idle_seconds: float = 75
    """How long a connection may be idle or stop reading its response; proxies keep theirs open for a minute."""
    held_bytes: int = 256 << 20
    """Bytes of all requests still arriving and of all responses not yet read, together."""
    body_bytes: int = 2 << 20
    """The largest body passed to the application."""
    refused_body_bytes: int = 64 << 20
    """The largest body that is read and discarded so that the client can read why it was refused."""
    stop_seconds: float = 8
    """How long requests already received may take to finish once the server is asked to stop."""
    threads: int = 4


def raise_open_files(limits: Limits) -> int:
    """Raise the limit of open files to what `limits` need; return how many connections that allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * limits.connections + SPARE_FILES  # Each may hold a temporary file besides its socket.
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return limits.connections
    allowed = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max((allowed - SPARE_FILES) // 2, 16)


class _DiscardingBuffer:
    """A buffer that discards what is appended."""

    def append(self, _: bytes) -> None: ...

    def close(self) -> None: ...

    def getfile(self) -> BytesIO:
        return BytesIO()

    def __len__(self) -> int:
        return 0


class LimitedRequest(HTTPRequestParser):  # type: ignore[misc]
    """A request being received. A body that is too large is discarded; the application refuses it by its length."""

    limits: ClassVar[Limits]
    expect_continue: bool

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.time()

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the head and decide what to do with the body.

        :raises ParsingError: when it is malformed, or ambiguous so that a proxy may read it differently.
        """
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError(str(error)) from None
        self._check_framing()
        if self.content_length <= self.limits.body_bytes:
            return
        if self.expect_continue or self.content_length > self.limits.refused_body_bytes:
            self.expect_continue = False
            self._refuse()
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, _DiscardingBuffer())

    def received(self, data: bytes) -> int:
        """Consume `data`; return how many bytes of it belong to this request."""
        n_bytes: int = super().received(data)
        if self.chunked and self.body_bytes_received > self.limits.body_bytes and not self.error:
            self._refuse()
        return n_bytes

    def _check_framing(self) -> None:
        """Refuse a head that leaves the end of its body or its host ambiguous (RFC 9112, 3.2 and 6.1)."""
        host = self.headers.get("HOST")
        if self.version == "1.1" and host is None:
            raise ParsingError("Host is missing")
        if host and "," in host:
            raise ParsingError("Host is given twice")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")
        if "TRANSFER_ENCODING" in self.headers:  # For HTTP/1.1 Waitress has removed it.
            raise ParsingError("Transfer-Encoding needs HTTP/1.1")

    def _refuse(self) -> None:
        self.error = RequestEntityTooLarge(f"A body may hold {self.limits.body_bytes:,} bytes, and this one is larger.")
        self.completed = True


class ProblemTask(ErrorTask):  # type: ignore[misc]
    """The response to a malformed or oversized request: a problem document, then the connection is closed."""

    def execute(self) -> None:
        """Write the response."""
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


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are taken one at a time: the next one once the last response has been sent.

    Waitress takes all pipelined requests at once, and its thread waits while a client does not read their responses.
    """

    request: LimitedRequest | None
    sent_continue: bool

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.ahead = b""
        """Bytes received after the request being answered."""
        super().__init__(*arguments, **options)

    def readable(self) -> bool:
        """Return whether more may be read."""
        return bool(super().readable() and not self.ahead)

    def writable(self) -> bool:
        """Return whether there is something to do once the socket can be written."""
        return bool(super().writable() or self._is_next_due())

    def handle_write(self) -> None:
        """Send pending bytes; when all are sent, take the next request if it was received already."""
        super().handle_write()
        if self._is_next_due():
            self.received(self.ahead)

    def _is_next_due(self) -> bool:
        return bool(self.ahead) and not (self.requests or self.total_outbufs_len)

    def received(self, data: bytes) -> bool:
        """Parse one request and keep the bytes after it for later."""
        with self.requests_lock:
            if self.will_close or self.close_when_flushed:
                return False
            while data and not self.requests:
                self.request = self.request or self.parser_class(self.adj)
                data = data[self.request.received(data) :]
                if self.request.expect_continue and self.request.headers_finished and not self.sent_continue:
                    self.send_continue()
                if self.request.completed:
                    self._finish_request(self.request)
            self.ahead = data
        return True

    def _finish_request(self, request: LimitedRequest) -> None:
        self.request, self.sent_continue = None, False
        if not request.empty:
            self.requests.append(request)
            self.server.add_task(self)

    @property
    def waits_since(self) -> float:
        """When the unfinished request began, or else the time of the last activity."""
        return float(self.last_activity if self.request is None else self.request.began)

    @property
    def held_bytes(self) -> int:
        """Bytes kept for a client that has stopped sending or reading."""
        n_arrived = 0 if self.request is None else self.request.body_bytes_received
        return int(n_arrived + self.total_outbufs_len)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Serves an application on a listening socket that other processes may share."""

    def __init__(self, application: WSGIApplication, listener: socket.socket, limits: Limits = Limits()) -> None:
        self.limits = limits
        self.n_connections = raise_open_files(limits)
        self.channel_class = type(
            "LimitedChannel",
            (Channel,),
            {
                "parser_class": type("LimitedRequest", (LimitedRequest,), {"limits": limits}),
                "error_task_class": ProblemTask,
            },
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
        """Return the address of a peer; an IPv4-mapped IPv6 address becomes plain IPv4."""
        return addr[0].removeprefix("::ffff:") if "." in addr[0] else addr[0], *addr[1:]

    def handle_accept(self) -> None:
        """Accept up to ACCEPTS_AT_ONCE connections, because each turn of the loop polls every connection."""
        for _ in range(ACCEPTS_AT_ONCE):
            n_connections = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == n_connections:
                break

    def maintenance(self, now: float) -> None:
        """Once a second, close connections that are idle or unfinished for too long, or too many."""
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
        n_bytes = sum(channel.held_bytes for channel in waiting)
        holding = [channel for channel in waiting if channel.held_bytes]
        for channel in sorted(holding, key=lambda channel: channel.waits_since):
            if n_bytes <= self.limits.held_bytes:
                break
            n_bytes -= channel.held_bytes
            channel.will_close = True

    def run(self) -> None:
        """Serve until `stop` is called; then finish the requests received and close everything."""
        while not self._is_stopping:
            self._poll(seconds=1)
        self._finish()

    def stop(self) -> None:
        """Make `run` return; may be called from a signal handler."""
        self._is_stopping = True
        self.pull_trigger()

    def _poll(self, seconds: float) -> None:
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)

    def _finish(self) -> None:
        self.handle_accept()
        wasyncore.dispatcher.close(self)  # The listening socket alone.
        deadline = time.time() + self.limits.stop_seconds
        self._poll(seconds=0)
        while self._close_idle() and time.time() < deadline:
            self._poll(seconds=0.1)
        self.task_dispatcher.shutdown(timeout=max(deadline - time.time(), 0.5))
        if not self.task_dispatcher.threads:  # A thread that still works would use it.
            self.trigger.close()

    def _close_idle(self) -> bool:
        """Close connections without a complete request; return whether any connection is left."""
        for channel in list(self.active_channels.values()):
            is_arriving = channel.request is not None and time.time() - channel.last_activity < 0.5
            if not (channel.requests or channel.total_outbufs_len or channel.ahead or is_arriving):
                channel.handle_close()
        return bool(self.active_channels)
