"""`catalogue run`, for real: from an empty folder to two services that answer, and back to nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds, for a machine that does much else."""

Start = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def ports() -> tuple[int, int]:
    """A port for the web server and one for the explorer."""
    return free_port(), free_port()


@pytest.fixture
def start(tmp_path: Path, ports: tuple[int, int]) -> Iterator[Start]:
    """Start `catalogue run` in an empty folder; a test that fails leaves no process behind."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str, **environ: str) -> "subprocess.Popen[str]":
        settings = {
            "PORT": str(ports[0]),
            "EXPLORER_PORT": str(ports[1]),
            "DATABASE_URL": "",
            "HOST": "",
            "SECRET_KEY": "",
            "SEED": "",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "catalogue", "run", *options],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def read_until_up(process: "subprocess.Popen[str]") -> list[str]:
    """Return the lines up to the one that says how to stop."""
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if "Ctrl-C" in line:
            return lines
    pytest.fail("it ended before it was up:\n" + "\n".join(lines))


def status_of(address: str | urllib.request.Request) -> int:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        status: int = answer.status
        return status


def test_it_makes_the_catalogue_serves_it_and_stops_on_ctrl_c(start: Start, ports: tuple[int, int]) -> None:
    process = start()

    last_lines = read_until_up(process)[-3:]

    assert last_lines == [
        f"  Pages and API   http://127.0.0.1:{ports[0]}",
        f"  Explorer        http://127.0.0.1:{ports[1]}",
        "  To stop         Ctrl-C",
    ]
    assert status_of(f"http://127.0.0.1:{ports[0]}/api/books/1") == 200
    assert status_of(f"http://127.0.0.1:{ports[1]}/_stcore/health") == 200
    book = urllib.request.Request(f"http://127.0.0.1:{ports[0]}/api/books", b'{"title": "T"}')  # Local mode is on.
    book.add_header("Content-Type", "application/json")
    assert status_of(book) == 201
    with urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/", timeout=PATIENCE) as page:
        assert f'href="http://127.0.0.1:{ports[1]}/"' in page.read().decode()

    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert rest.splitlines()[-1] == "Stopped."
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def explorer_of(process: "subprocess.Popen[str]") -> int:
    """The number of the explorer's process, 0 when there is none."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return next((int(child) for child in children if b"explorer" in Path(f"/proc/{child}/cmdline").read_bytes()), 0)


def is_up(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def wait_for(is_so: Callable[[], bool]) -> None:
    """Return when it is so."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
def test_pages_outlive_the_explorer_and_nothing_outlives_a_kill(start: Start, ports: tuple[int, int]) -> None:
    process = start(SEED="none")
    read_until_up(process)

    os.kill(explorer_of(process), signal.SIGKILL)

    assert process.stdout
    assert any("The explorer was killed by SIGKILL; it is started again in 1 s" in line for line in process.stdout)
    assert status_of(f"http://127.0.0.1:{ports[0]}/") == 200
    wait_for(lambda: is_up(ports[1]))

    process.kill()
    process.wait(PATIENCE)

    wait_for(lambda: not any(map(is_up, ports)))


@pytest.mark.parametrize(("setting", "which"), [("PORT", 0), ("EXPLORER_PORT", 1)])
def test_a_taken_port_is_one_line_and_nothing_is_made(
    start: Start, ports: tuple[int, int], tmp_path: Path, setting: str, which: int
) -> None:
    with socket.create_server(("127.0.0.1", ports[which])):
        output, _ = (process := start()).communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert output.count("\n") == 1
    assert f"Port {ports[which]} on 127.0.0.1 is taken" in output
    assert f"{setting}={ports[which] + 1}" in output
    assert not (tmp_path / "instance" / "catalogue.db").exists()


def test_one_port_for_both_services_is_refused(start: Start, ports: tuple[int, int]) -> None:
    output, _ = start(EXPLORER_PORT=str(ports[0])).communicate(timeout=PATIENCE)

    assert output == f"Error: PORT and EXPLORER_PORT are both {ports[0]}: give each its own.\n"


def test_a_database_that_is_away_stops_the_start_and_is_named(start: Start) -> None:
    output, _ = (process := start(DATABASE_URL="postgresql://127.0.0.1:1/none")).communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert "Traceback" not in output
    assert output.splitlines()[-1] == "Error: The migration ended with status 1, so everything was stopped."


def n_books(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/books", timeout=PATIENCE) as answer:
        return int(answer.headers["X-Total-Count"])


def test_an_empty_catalogue_may_stay_empty_or_take_ones_own_books(
    start: Start, ports: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "livres.json").write_text('[{"titre": "Nana"}]')
    process = start("--empty", SEED="livres.json")
    read_until_up(process)
    assert n_books(ports[0]) == 0
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)

    process = start(SEED="livres.json")
    assert "livres.json: 1 read, 1 created, 0 unchanged, 0 refused" in read_until_up(process)
    assert n_books(ports[0]) == 1


def test_a_file_that_is_not_there_stops_the_start_before_anything(start: Start, tmp_path: Path) -> None:
    output, _ = (process := start(SEED="livres.json")).communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert output == (
        "Error: SEED='livres.json': demo, none, or the path of a file of books, and there is no such file\n"
    )
    assert not (tmp_path / "instance").exists()
