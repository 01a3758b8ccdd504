"""Clients that send half a request, or none, and hold on: readers are served all the same, and the service can stop.

The numbers are small here. By hand, as many as an attacker has, and what the slowest reader waited:

    HALF_SENT=200 IDLE=2000 HELD_SECONDS=120 make test ARGS="-s -n 0 tests/cli/test_slow_clients.py"
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

HALF_SENT = int(os.environ.get("HALF_SENT", "12"))
IDLE = int(os.environ.get("IDLE", "40"))
HELD_SECONDS = float(os.environ.get("HELD_SECONDS", "0"))
PATIENCE = 60
"""Seconds for a busy machine."""

HALF_A_HEAD = b"GET /search?q=peste HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HALF_A_BODY = b"POST /language/fr HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nnext="
HALF_A_CHUNK = b"POST /api/books HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"
A_SEARCH = b"GET /search?q=peste HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

Served = tuple[int, "subprocess.Popen[bytes]"]


@pytest.fixture
def server(app: Flask, database_url: str, tmp_path: Path, start_process: Any) -> Served:
    """The port of a service on each database, and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {
        "DATABASE_URL": database_url,
        "CATALOGUE_INDEX_DIR": str(tmp_path / "index"),
        "SECRET_KEY": "only-for-tests-" * 3,
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    command = [sys.executable, "-m", "catalogue", "serve"]
    process = start_process(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout.readline().startswith(b"Serving")
    return port, process


@pytest.fixture
def hold(server: Served) -> Iterator[Callable[[bytes, int], list[socket.socket]]]:
    """Open connections that say so much, or nothing, and no more: `hold(HALF_A_HEAD, 10)`."""
    with ExitStack() as opened:

        def hold(said: bytes, n: int) -> list[socket.socket]:
            held = [
                opened.enter_context(socket.create_connection(("127.0.0.1", server[0]), timeout=PATIENCE))
                for _ in range(n)
            ]
            for connection in held:
                connection.sendall(said)
            return held

        yield hold


def read_all(connection: socket.socket) -> bytes:
    """Return what comes until the other end closes."""
    parts = iter(lambda: connection.recv(65536), b"")
    return b"".join(parts)


def search(port: int) -> float:
    """Search on a connection of its own, and return how many seconds it took."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(A_SEARCH.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    return time.monotonic() - started


def test_readers_are_served_and_the_service_ends_while_many_hold_on(server: Any, hold: Any) -> None:
    port, process = server
    hold(HALF_A_BODY, HALF_SENT)
    hold(HALF_A_CHUNK, HALF_SENT // 4)
    hold(HALF_A_HEAD, HALF_SENT)
    hold(b"", IDLE)

    held_until = time.monotonic() + HELD_SECONDS
    waits = [search(port) for _ in range(3)]
    while time.monotonic() < held_until:
        waits.append(search(port))
        time.sleep(0.1)
    (whole,) = hold(A_SEARCH, 1)
    asked_to_stop = time.monotonic()
    process.send_signal(signal.SIGTERM)

    assert b" 200 OK\r\n" in read_all(whole)
    process.wait(PATIENCE)
    assert process.returncode == 0
    print(f"\nthe slowest of {len(waits)} searches: {max(waits):.2f} s; end: {time.monotonic() - asked_to_stop:.2f} s")


def test_a_whole_request_is_answered_when_the_service_ends_at_once(server: Any, hold: Any) -> None:
    _, process = server
    held = hold(A_SEARCH, 6)

    process.send_signal(signal.SIGTERM)

    assert [read_all(connection).startswith(b"HTTP/1.1 200 OK\r\n") for connection in held] == [True] * 6
    process.wait(PATIENCE)


def test_ctrl_c_reaches_all_processes_at_once_and_ends_them(server: Any) -> None:
    port, process = server

    os.killpg(process.pid, signal.SIGINT)

    process.wait(PATIENCE)
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
