"""Several processes of several hosts serve one catalogue: each search sees what any of them saved before."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from flask import Flask

from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.services import accounts

Serving = tuple[int, "subprocess.Popen[Any]"]

HOSTS = ("here", "here", "there")
"""On which host each process runs; a host has an index folder of its own."""

WRITTEN = 9
"""Books that each writer saves."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def settings(database_url: str, folder: Path) -> dict[str, str]:
    """What a process finds in its environment."""
    return {
        "DATABASE_URL": database_url,
        "CATALOGUE_INDEX_DIR": str(folder),
        "SECRET_KEY": "only-for-tests-" * 3,
        "PYTHONUTF8": "1",
        "WEB_WORKERS": "1",
    }


@pytest.fixture
def serve(database_url: str, tmp_path: Path, start_process: Any) -> Callable[[str], Serving]:
    """Start a process that serves the catalogue on a host, and return its port with it."""

    def start(host: str) -> Serving:
        environ = settings(database_url, tmp_path / host) | {"PORT": str(free_port())}
        command = [sys.executable, "-m", "catalogue", "serve"]
        process = start_process(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(environ["PORT"]), process

    return start


@pytest.fixture
def token(app: Flask) -> str:
    """A librarian's token."""
    with app.app_context():
        session = begin_write()
        accounts.add(session, "librarian", AccountRole.LIBRARIAN, "correct horse battery staple", actor="tests")
        _, secret = accounts.create_token(session, "librarian", "tests", actor="tests")
        session.commit()
    return secret


def ask(port: int, path: str, document: object = None, token: str = "") -> Any:
    """Return what a process answers to a GET, or to a POST of a document."""
    body = None if document is None else json.dumps(document).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"} if body else {}
    request = Request(f"http://127.0.0.1:{port}{path}", body, headers)
    with urlopen(request, timeout=120) as answer:
        return json.load(answer)


def wait_for(serving: Serving) -> int:
    """Return the port of a process as soon as it is ready."""
    port, process = serving
    for _ in range(1200):
        assert process.poll() is None
        try:
            ask(port, "/health/ready")
        except (OSError, HTTPError):
            time.sleep(0.1)
        else:
            return port
    raise AssertionError("no answer")


def n_found(port: int, text: str) -> int:
    total: int = ask(port, f"/api/search?keep=spelling&q={quote(text)}")["total"]
    return total


def test_a_search_sees_what_was_saved_before_on_every_process(app: Flask, serve: Any, token: Any) -> Any:
    ports = [wait_for(serving) for serving in [serve(host) for host in HOSTS]]

    def write(name: str) -> list[tuple[int, int]]:
        """Save books through one process after the other, and look for each through the next one."""
        missed = []
        for number in range(WRITTEN):
            word = f"{name}{number}"
            ask(ports[number % 3], "/api/books", {"title": word}, token)
            missed += [(number, port) for port in ports if n_found(port, word) != 1]
        return missed

    with ThreadPoolExecutor(2) as writers:
        missed = list(writers.map(write, ("left", "right")))

    assert missed == [[], []]
    assert {ask(port, "/api/search")["total"] for port in ports} == {2 * WRITTEN}


def test_two_hosts_give_the_same_answers(app: Flask, serve: Any, token: Any) -> None:
    here, there = (wait_for(serving) for serving in (serve("here"), serve("there")))
    for number in range(12):
        book = {"title": f"Terre {number}", "authors": ["Zola"], "subjects": [f"Sujet {number % 3}"]}
        ask(here, "/api/books", book, token)
        ask((here, there)[number % 2], "/api/search")
    for question in ("terre", "terres", "zola terre", "tere", "sujet 1", ""):
        path = f"/api/search?explain=1&per_page=5&page=2&q={quote(question)}"
        assert ask(here, path) == ask(there, path)


def test_a_worker_that_is_killed_while_it_writes_takes_nothing_along(
    app: Flask, serve: Any, token: Any, tmp_path: Path, database_url: str
) -> Any:
    killed, stays = serve("here"), serve("here")
    ports = wait_for(killed), wait_for(stays)

    def write(port: int) -> int:
        """Save books, looking for each, until a request gets no answer; return how many were saved for sure."""
        for number in range(WRITTEN):
            try:
                ask(port, "/api/books", {"title": f"Livre {number}"}, token)
                n_found(port, "livre")
            except (OSError, HTTPException):
                return number
        return WRITTEN

    with ThreadPoolExecutor(2) as pool:
        saved = [pool.submit(write, port) for port in ports]
        while n_found(ports[1], "livre") < 3:
            assert not saved[0].done()
        os.kill(worker_of(killed), signal.SIGKILL)
        n_saved = sum(writer.result() for writer in saved)

    wait_for(killed)
    found = ask(ports[0], "/api/search")["total"]
    assert found == ask(ports[1], "/api/search")["total"] == len(ask(ports[1], "/api/books?per_page=100")) >= n_saved
    environ = settings(database_url, tmp_path / "here")
    command = [sys.executable, "-m", "catalogue", "index", "check"]
    checked = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (
        0,
        f"The index holds every book of the tables as it is: {found} books.\n",
    )


def worker_of(serving: Serving) -> int:
    """Return the number of the process that answers requests."""
    (worker,) = (
        int(child)
        for children in Path(f"/proc/{serving[1].pid}/task").glob("*/children")
        for child in children.read_text().split()
        if b"catalogue.cli.worker" in Path(f"/proc/{child}/cmdline").read_bytes()
    )
    return worker
