"""A service that runs, a librarian's token for it, and its description in a file."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

import pytest

from catalogue.app import create_app
from catalogue.database import upgrade
from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.services import accounts

HERE = Path(__file__).parent
NODE_TOOLS = HERE / "node_modules" / ".bin"
PYTHON_TOOLS = HERE / ".venv" / "bin"
SECONDS = 120
"""Longer than any of the tools takes on a busy machine."""


@dataclass(frozen=True)
class Service:
    """A service that runs: where it is, and who may write."""

    address: str
    token: str
    description: Path


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """A service on a catalogue of its own, which is empty at first."""
    folder = TemporaryDirectory(prefix="clients-")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environ = {
        "DATABASE_URL": f"sqlite:///{folder.name}/catalogue.db",
        "SECRET_KEY": "only-for-tests-" * 3,
        "PORT": str(port),
    }
    token = add_librarian(environ)
    log = Path(folder.name) / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "catalogue", "serve"], env=environ, stdout=output, stderr=output, cwd=HERE.parents[1]
        )
    try:
        description = Path(folder.name) / "openapi.json"
        description.write_bytes(wait_for(f"http://127.0.0.1:{port}/api/openapi.json", server, log))
        yield Service(f"http://127.0.0.1:{port}", token, description)
    finally:
        server.terminate()
        server.wait(60)
        folder.cleanup()


def add_librarian(environ: dict[str, str]) -> str:
    """Make the tables and an account, and return a token of it."""
    with create_app(environ).app_context():
        upgrade()
        session = begin_write()
        accounts.add(session, "librarian", AccountRole.LIBRARIAN, "correct horse battery staple", actor="tests")
        _, token = accounts.create_token(session, "librarian", "clients", actor="tests")
        session.commit()
    return token


def wait_for(address: str, server: subprocess.Popen[Any], log: Path) -> bytes:
    """Return what is at an address, as soon as the server answers."""
    for _ in range(600):
        try:
            with urlopen(address, timeout=30) as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Run a tool in a folder of its own and return what it says; fail with that when it fails."""

    def run(tool: Path, *arguments: object, **environ: str) -> str:
        path = os.pathsep.join([str(PYTHON_TOOLS), str(NODE_TOOLS), os.environ.get("PATH", os.defpath)])
        done = subprocess.run(
            [tool, *map(str, arguments)],
            cwd=tmp_path,
            env={"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8", "NO_COLOR": "1", **environ},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    return run


@pytest.fixture
def node() -> Path:
    """The interpreter of JavaScript."""
    found = shutil.which("node")
    assert found is not None, "Node.js is needed: apt install nodejs npm"
    return Path(found)


def tokens_of(service: Service) -> dict[str, str]:
    """Return what a client is told of a service, as its environment."""
    return {"CATALOGUE_ADDRESS": service.address, "CATALOGUE_TOKEN": service.token}


def problems_of(report: str) -> list[dict[str, Any]]:
    """Return the errors in a report of Spectral's, which counts them as severity 0."""
    return [problem for problem in json.loads(report) if problem["severity"] == 0]
