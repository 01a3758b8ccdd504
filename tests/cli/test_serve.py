"""`catalogue serve`, and what only a real process shows."""

import json
import os
import pty
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from catalogue.cli.demonstration import BOOKS

CATALOGUE = [sys.executable, "-m", "catalogue"]
PATIENCE = 120
"""Seconds, for a machine that does much else."""

READY = {"status": "ready", "changes_not_searched_yet": 0}


@pytest.fixture
def environ(tmp_path: Path) -> Any:
    """Settings of a migrated catalogue of its own."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environ = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}",
        "SECRET_KEY": "only-for-tests-" * 3,
        "CATALOGUE_NAME": "Bibliothèque",
        "PORT": str(port),
        "PYTHONUTF8": "1",
    }
    subprocess.run([*CATALOGUE, "db", "upgrade"], env=environ, check=True, capture_output=True)
    return environ


def answer(port: str, path: str, host: str = "127.0.0.1") -> bytes:
    """What the server says, as soon as it says anything."""
    for _ in range(1200):
        try:
            with urlopen(f"http://{host}:{port}{path}", timeout=PATIENCE) as response:
                body: bytes = response.read()
                return body
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_service_answers_until_it_is_asked_to_stop(environ: Any, start_process: Any, stop: Any) -> None:
    server = start_process([*CATALOGUE, "serve"], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ready = json.loads(answer(environ["PORT"], "/health/ready"))
    home = answer(environ["PORT"], "/")
    server.send_signal(stop)
    said, log = server.communicate(timeout=PATIENCE)

    assert ready == READY
    assert b"Biblioth" in home
    first, second = said.decode().splitlines()
    assert first == f"Serving Bibliothèque at http://127.0.0.1:{environ['PORT']}"
    assert second.startswith("There is no account, so nobody may write")
    assert {json.loads(line)["path"] for line in log.splitlines()} == {"/health/ready", "/"}


@pytest.mark.parametrize(
    ("host", "folder"),
    [("localhost", Path()), ("127.0.0.1", BOOKS.parent)],
    ids=["a name, where the server wants a number", "a package, in which a loader may look for ours"],
)
def test_it_serves_whatever_the_host_is_called_and_wherever_it_is_started(
    environ: Any, start_process: Any, host: Any, folder: Any
) -> None:
    settings = environ | {"HOST": host}
    server = start_process(
        [*CATALOGUE, "serve"], env=settings, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert json.loads(answer(environ["PORT"], "/health/ready", host)) == READY
    server.terminate()
    said, _ = server.communicate(timeout=PATIENCE)

    assert said.decode().startswith(f"Serving Bibliothèque at http://{host}:{environ['PORT']}\n")


def children_of(pid: int) -> list[int]:
    """The web workers that a process has started."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [child for child in children if b"catalogue.cli.worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
def test_workers_are_counted_together_and_started_again(environ: Any, start_process: Any) -> Any:
    server = start_process(
        [*CATALOGUE, "serve", "--workers", "2"], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert server.stdout.readline().startswith(b"Serving")

    def metrics() -> str:
        return answer(environ["PORT"], "/metrics").decode()

    wait_for(lambda: "catalogue_workers 2.0" in metrics())
    for _ in range(10):
        answer(environ["PORT"], "/about")
    assert 'catalogue_requests_total{method="GET",route="/about",status="200"} 10.0' in metrics()

    for _ in range(2):
        first, _ = children_of(server.pid)
        os.kill(first, signal.SIGKILL)
        assert any(b"The web worker was killed by SIGKILL; it is started again in" in line for line in server.stderr)
        assert answer(environ["PORT"], "/about")
        wait_for(lambda gone=first: len(children := children_of(server.pid)) == 2 and gone not in children)  # type: ignore[misc]
    wait_for(lambda: "catalogue_workers 2.0" in metrics())
    assert 'catalogue_requests_total{method="GET",route="/about",status="200"} 12.0' in metrics()


def wait_for(is_so: Callable[[], bool]) -> None:
    """Return when it is so."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def test_a_port_that_is_taken_is_told_with_the_setting_to_change(environ: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environ["PORT"])))
        taken.listen()
        result = subprocess.run([*CATALOGUE, "serve"], env=environ, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Error: Port {environ['PORT']} on 127.0.0.1 is taken")
    assert "PORT=" in result.stderr


def test_a_terminal_sees_a_bar(environ: Any, tmp_path: Path) -> None:
    path = tmp_path / "books.json"
    path.write_text('{"titre": "Nana"}\n{"titre": "La Peste"}\n')
    ours, theirs = pty.openpty()
    command = [*CATALOGUE, "import", str(path)]
    result = subprocess.run(command, env=environ, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert b"100%" in os.read(ours, 10_000)
    os.close(ours)
    assert result.stdout.endswith(b"2 read, 2 created, 0 unchanged, 0 refused\n")


def test_an_import_that_is_killed_loses_nothing_and_the_next_completes_it(
    environ: Any, start_process: Any, tmp_path: Path
) -> None:
    path = tmp_path / "books.json"
    path.write_text("".join(f'{{"id": {number}, "titre": "Livre {number}"}}\n' for number in range(1, 20_001)))
    command = [*CATALOGUE, "import", str(path)]
    killed = start_process(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert killed.stderr.readline().endswith(b"10000 read so far\n")
    killed.kill()
    killed.wait()

    result = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    kept = int(result.stdout.split(" unchanged")[0].rpartition(" ")[2])
    assert 10_000 <= kept < 20_000
    assert result.stdout.endswith(f"20000 read, {20_000 - kept} created, {kept} unchanged, 0 refused\n")
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        assert connection.execute("SELECT count(*), sum(title = 'Livre ' || id) FROM book").fetchone() == (
            20_000,
            20_000,
        )


PROXY = """
import os, socket, sys
os.setuid(int(sys.argv[1]))
with socket.socket() as upstream:
    upstream.connect(("127.0.0.1", int(sys.argv[2])))
    head = f"POST /api/books HTTP/{sys.argv[3]}\\r\\nHost: 127.0.0.1:{sys.argv[2]}\\r\\n"
    head += "Content-Type: application/json\\r\\nContent-Length: 14\\r\\n\\r\\n"
    upstream.sendall(head.encode() + b'{"title": "T"}')
    print(upstream.recv(12).decode().partition(" ")[2])
"""
"""What a proxy of another user sends when nothing but `proxy_pass` and `proxy_http_version` is set."""

NOBODY = 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a process of another user")
@pytest.mark.parametrize(
    ("options", "user", "version", "status"),
    [
        (["--local-mode"], 0, "1.1", 201),
        (["--local-mode"], 0, "1.0", 401),
        (["--local-mode"], NOBODY, "1.1", 401),
        (["--local-mode"], NOBODY, "1.0", 401),
        ([], 0, "1.1", 401),
    ],
)
def test_local_mode_is_for_the_user_who_started_it(
    environ: Any, start_process: Any, options: Any, user: Any, version: Any, status: Any
) -> None:
    start_process([*CATALOGUE, "serve", *options], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    answer(environ["PORT"], "/health/ready")

    words = [sys.executable, "-c", PROXY, str(user), environ["PORT"], version]
    sent = subprocess.run(words, capture_output=True, text=True, check=True)

    assert int(sent.stdout) == status
