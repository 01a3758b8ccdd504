"""The HTTP server: what it does with bodies and heads that are large, broken or slow, and with many connections."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask, Response, request

from catalogue.cli.http_connection import Limits
from catalogue.cli.http_server import HttpServer

PATIENCE = 60
LIMITS = Limits(body_bytes=1000, refused_body_bytes=10_000, stop_seconds=1)
LARGE = 10 << 20
PIECE, N_PIECES = 1 << 20, 100
Connect = Callable[..., "Client"]


def create_app() -> Flask:
    app = Flask("small")
    app.config["MAX_CONTENT_LENGTH"] = LIMITS.body_bytes

    @app.route("/", methods=["GET", "POST"])
    def measure() -> str:
        return f"{len(request.get_data())} from {request.remote_addr}"

    @app.route("/endless")
    def give_pieces() -> Response:
        return Response(bytes(PIECE) for _ in range(N_PIECES))

    @app.route("/large")
    def give_much() -> bytes:
        return bytes(LARGE)

    return app


class Client:
    """A connection, on which anything may be said."""

    def __init__(self, address: tuple[str, int], said: bytes) -> None:
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        self.file = self.socket.makefile("rb")
        self.say(said)

    def say(self, said: bytes) -> None:
        self.socket.sendall(said)

    def read_head(self) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of the next answer."""
        status = int(self.file.readline().split()[1])
        lines = iter(lambda: self.file.readline().decode("latin-1").strip(), "")
        return status, dict(line.split(": ", 1) for line in lines)

    def read_answer(self) -> tuple[int, dict[str, str], str]:
        """Return the status, the headers and the body of the next answer."""
        status, headers = self.read_head()
        return status, headers, self.file.read(int(headers["Content-Length"])).decode()

    def is_closed(self) -> bool:
        """Wait for the other end to close, or to say something."""
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True

    def close(self) -> None:
        self.file.close()
        self.socket.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Connect]]:
    """Serve a small application within limits, and return what connects to it: `connect(b"GET / …")`."""
    with ExitStack() as stack:

        def start(limits: Limits = LIMITS) -> Connect:
            listener = socket.create_server(("127.0.0.1", 0))
            address = listener.getsockname()
            server = HttpServer(create_app(), listener, limits)
            thread = Thread(target=server.run)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.stop)

            def connect(said: bytes = b"") -> Client:
                client = Client(address, said)
                stack.callback(client.close)
                return client

            return connect

        yield start


GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (POST + b"Content-Length: 5\r\n\r\n12345", 200),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n", 200),
        (b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345", 405),
        (POST + b"Content-Length: 5000\r\n\r\n" + bytes(5000), 413),
    ],
    ids=["whole", "in chunks", "not allowed", "too large"],
)
def test_an_answer_leaves_the_connection_usable(serve: Any, said: Any, status: Any) -> None:
    connection = serve()(said)

    assert connection.read_answer()[0] == status
    connection.say(GET)
    assert connection.read_answer()[2] == "0 from 127.0.0.1"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (POST + b"Content-Length: 50000\r\n\r\n", 413),
        (POST + b"Expect: 100-continue\r\nContent-Length: 5000\r\n\r\n", 413),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n800\r\n" + bytes(2048), 413),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n12345\r\n0\r\n\r\n", 400),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n1234567\r\n0\r\n\r\n", 400),
        (POST + b"Content-Length: -5\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET http://[::1/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (POST + b"Content-Length: " + b"1" * 5000 + b"\r\n\r\n", 400),
        (POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, 431),
    ],
    ids=[
        "huge",
        "announced",
        "large in chunks",
        "no chunk",
        "long chunk",
        "negative",
        "no HTTP",
        "no host",
        "two hosts",
        "half an address",
        "endless",
        "two lengths",
        "chunks of old",
        "large head",
    ],
)
def test_what_breaks_the_rules_is_a_problem_and_the_end_of_the_connection(serve: Any, said: Any, status: Any) -> None:
    connection = serve()(said)

    answered, headers, body = connection.read_answer()
    assert (answered, headers["Connection"], headers["Content-Type"]) == (status, "close", "application/problem+json")
    problem = json.loads(body)
    kinds = {400: "/problems/invalid-input", 413: "/problems/body-too-large", 431: "about:blank"}
    assert (problem["status"], problem["type"]) == (status, kinds[status])
    assert connection.is_closed()


def test_a_client_that_waits_for_its_turn_is_told_to_send(serve: Any) -> None:
    connection = serve()(POST + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n")

    assert connection.read_head() == (100, {})
    connection.say(b"12345")
    assert connection.read_answer()[2] == "5 from 127.0.0.1"


def test_requests_in_a_row_are_answered_in_their_order(serve: Any) -> None:
    connection = serve()(POST + b"Content-Length: 3\r\n\r\n123" + POST + b"Content-Length: 1\r\n\r\n1")

    assert [connection.read_answer()[2] for _ in range(2)] == ["3 from 127.0.0.1", "1 from 127.0.0.1"]


def test_http_1_0_is_answered_and_closed(serve: Any) -> None:
    connection = serve()(b"GET / HTTP/1.0\r\n\r\n")

    assert connection.read_answer()[0] == 200
    assert connection.is_closed()


def test_head_has_the_length_and_no_body(serve: Any) -> None:
    connection = serve()(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + GET)

    assert connection.read_head()[1]["Content-Length"] == "16"
    assert connection.read_answer()[2] == "0 from 127.0.0.1"


@pytest.mark.parametrize("said", [b"GET / HT", POST + b"Content-Length: 5000\r\n\r\n12"])
def test_a_request_that_does_not_arrive_in_time_is_closed_though_bytes_still_come(serve: Any, said: Any) -> None:
    connection = serve(Limits(request_seconds=0.1))(said)

    is_over = Event()

    def trickle() -> None:
        with suppress(OSError):
            while not is_over.wait(0.05):
                connection.say(b"1")

    sender = Thread(target=trickle)
    sender.start()
    is_closed = connection.is_closed()
    is_over.set()
    sender.join()
    assert is_closed


def test_a_connection_that_is_silent_is_closed(serve: Any) -> None:
    assert serve(Limits(idle_seconds=0.1))().is_closed()


def test_those_that_are_silent_longest_make_room(serve: Any) -> None:
    connect = serve(Limits(connections=20))
    held = [connect() for _ in range(40)]

    assert connect(GET).read_answer()[0] == 200
    assert held[0].is_closed()


def test_the_bytes_of_all_unfinished_requests_are_bounded(serve: Any) -> None:
    connect = serve(Limits(held_bytes=3000))
    held = [connect(POST + b"Content-Length: 1500\r\n\r\n" + bytes(1000)) for _ in range(6)]

    assert held[0].is_closed()
    assert connect(GET).read_answer()[0] == 200


def test_clients_that_ask_much_and_read_nothing_hold_no_thread(serve: Any) -> None:
    connect = serve(Limits())
    for _ in range(2 * Limits().threads):
        connect(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 100)

    assert [connect(GET).read_answer()[0] for _ in range(20)] == [200] * 20


STREAM = b"GET /endless HTTP/1.0\r\nHost: x\r\n\r\n"


def test_a_long_answer_is_written_whole_while_nobody_reads_it(serve: Any) -> None:
    connect = serve(Limits(threads=1, held_bytes=3 * PIECE))
    slow = connect(STREAM)

    assert connect(GET).read_answer()[0] == 200  # The only thread is free again.
    assert slow.read_head()[0] == 200
    assert sum(map(len, iter(lambda: slow.file.read(PIECE), b""))) == N_PIECES * PIECE


def test_a_reader_too_far_behind_is_cut_off(serve: Any) -> None:
    connect = serve(Limits(threads=1, unread_bytes=10 * PIECE))
    slow = connect(STREAM)

    assert connect(GET).read_answer()[0] == 200
    with suppress(ConnectionResetError):
        assert sum(map(len, iter(lambda: slow.file.read(PIECE), b""))) < N_PIECES * PIECE


def test_many_requests_sent_ahead_are_answered_in_their_order(serve: Any) -> None:
    connection = serve()(b"".join(POST + b"Content-Length: %d\r\n\r\n" % n + bytes(n) for n in range(300)))

    assert [connection.read_answer()[2].split()[0] for _ in range(300)] == [str(n) for n in range(300)]


def test_requests_that_queue_for_a_moment_write_no_line_each(serve: Any, caplog: pytest.LogCaptureFixture) -> None:
    connect = serve(Limits(threads=1))
    clients = [connect(GET) for _ in range(20)]

    assert [client.read_answer()[0] for client in clients] == [200] * 20
    assert not caplog.records
