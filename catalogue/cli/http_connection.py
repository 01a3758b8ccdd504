"""Connections of the HTTP server and the requests on them, held to limits that Waitress does not have."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, ClassVar

import orjson
from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from catalogue.common.problems import BODY_TOO_LARGE, INTERNAL_ERROR, INVALID_INPUT, ProblemType
from catalogue.common.uploads import UPLOAD_PATHS

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
    """Bytes of all requests still arriving and of all responses not yet read that are in memory, together."""
    unread_bytes: int = 2 << 30
    """Bytes of long responses that wait on disk for their readers, together; one that is so far behind is cut off."""
    body_bytes: int = 2 << 20
    """The largest body passed to the application."""
    upload_bytes: int = 100 << 20
    """The largest body passed to the application at UPLOAD_PATHS."""
    refused_body_bytes: int = 64 << 20
    """The largest body that is read and discarded so that the client can read why it was refused."""
    stop_seconds: float = 8
    """How long requests already received may take to finish once the server is asked to stop."""
    threads: int = 4


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
        if self.content_length <= self._most_bytes:
            return
        if self.expect_continue or self.content_length > self.limits.refused_body_bytes:
            self.expect_continue = False
            self._refuse()
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, _DiscardingBuffer())

    def received(self, data: bytes) -> int:
        """Consume `data`; return how many bytes of it belong to this request."""
        n_bytes: int = super().received(data)
        if self.chunked and self.body_bytes_received > self._most_bytes and not self.error:
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

    @property
    def _most_bytes(self) -> int:
        return self.limits.upload_bytes if self.path in UPLOAD_PATHS else self.limits.body_bytes

    def _refuse(self) -> None:
        self.error = RequestEntityTooLarge(f"A body may hold {self._most_bytes:,} bytes, and this one is larger.")
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
    limits: ClassVar[Limits]

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
        """Bytes kept in memory for a client that has stopped sending or reading."""
        n_arrived = 0 if self.request is None else self.request.body_bytes_received
        return int(n_arrived + self.total_outbufs_len - self.unread_bytes)

    @property
    def unread_bytes(self) -> int:
        """Bytes of a response kept on disk, as Waitress does with those that are longer than its `outbuf_overflow`."""
        n_bytes: int = self.total_outbufs_len
        return n_bytes if n_bytes > self.adj.outbuf_overflow else 0

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Never let a thread wait for a client to read: what it has not read waits on disk, or the client is cut off.

        :raises ClientDisconnected: when it is too far behind.
        """
        if self.total_outbufs_len > self.limits.unread_bytes:
            self.will_close = True
            self.server.pull_trigger()
            raise ClientDisconnected
