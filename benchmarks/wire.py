"""Requests and answers over one connection that stays open, with as little of our own time in them as can be."""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

HOST = "127.0.0.1"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"


class UnexpectedAnswer(Exception):
    """The service answered with an error where a benchmark counts on a success."""


def format_request(path: str, body: bytes | None = None, token: str = "") -> bytes:
    """Return a request as it goes over the wire: POST of JSON with a token when it has a body, else GET."""
    head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Language: fr\r\n"
    if body is not None:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nAuthorization: Bearer {token}\r\n"
    return f"{head}\r\n".encode() + (body or b"")


@dataclass(slots=True)
class KeepAliveConnection:
    """A connection on which one request after the other is sent, each after the answer to the one before."""

    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    @classmethod
    def connect(cls, port: int) -> Self:
        """Return a connection to this machine."""
        connection = socket.create_connection((HOST, port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(connection)

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()

    def send(self, asked: bytes) -> None:
        """Send a request."""
        self.received.clear()
        self.asked_at = time.perf_counter()
        self.socket.sendall(asked)

    def receive(self) -> bool:
        """Take what has come; tell whether the answer is complete.

        :raises UnexpectedAnswer: when it is an error, or the connection was closed.
        """
        part = self.socket.recv(1 << 18)
        self.received += part
        head, end, body = self.received.partition(_END_OF_HEAD)
        if not part or (end and not head.startswith((b"HTTP/1.1 2", b"HTTP/1.1 303"))):
            raise UnexpectedAnswer(self.received[:1000].decode(errors="replace") or "the connection was closed")
        length = _LENGTH.search(head)
        return bool(end) and len(body) >= (int(length[1]) if length else 0)

    def measure_answer(self, asked: bytes) -> float:
        """Send a request, wait for the answer (`received`) and return how long that took, in seconds."""
        self.send(asked)
        while not self.receive():
            pass
        return time.perf_counter() - self.asked_at

    def get_header(self, name: str) -> str:
        """Return a header of the last answer.

        :raises LookupError: when it has none of that name.
        """
        for found, value in self.list_headers():
            if found == name.lower():
                return value
        raise LookupError(name)

    def list_headers(self) -> Iterator[tuple[str, str]]:
        """Yield the names, in lower case, and the values of the headers of the last answer."""
        head = self.received.partition(_END_OF_HEAD)[0].decode("latin-1")
        for line in head.split("\r\n")[1:]:
            name, _, value = line.partition(":")
            yield name.lower(), value.strip()
