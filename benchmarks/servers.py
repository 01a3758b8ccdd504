"""Servers to measure: the catalogue as it is served, and an empty view on the same server with the same options."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import catalogues
from benchmarks.wire import HOST

PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A server that listens on `port` of this machine."""

    port: int
    process: subprocess.Popen[bytes]

    def measure_resident_megabytes(self) -> float:
        """Return the resident memory of the web worker, files that it reads through memory included."""
        return self._find_worker()[0] / 1024

    def measure_private_megabytes(self) -> float:
        """Return the part of it that is not pages of files; all of it where the system does not tell."""
        rss, pid = self._find_worker()
        status = Path(f"/proc/{pid}/status")
        found = re.search(r"^RssAnon:\s*(\d+)", status.read_text() if status.exists() else "", re.MULTILINE)
        return (int(found[1]) if found else rss) / 1024

    def _find_worker(self) -> tuple[int, int]:
        """Return the kilobytes and the number of the largest of the processes that this one has started."""
        listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,rss="], capture_output=True, check=True, text=True)
        processes = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
        return max((rss, pid) for pid, parent, rss in processes if self.process.pid in (pid, parent))


@contextmanager
def serve_catalogue(database: Path) -> Iterator[ServerProcess]:
    """Serve the catalogue in `database`, as `catalogue serve` does."""
    with _serve([sys.executable, "-m", "catalogue", "serve"], catalogues.make_environ(database)) as server:
        yield server


@contextmanager
def serve_empty() -> Iterator[ServerProcess]:
    """Serve the empty view."""
    with _serve([sys.executable, "-m", "benchmarks.empty"], {}) as server:
        yield server


@contextmanager
def _serve(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[ServerProcess]:
    port = _find_free_port()
    with tempfile.TemporaryFile() as log:
        settings = {**os.environ, **environ, "HOST": HOST, "PORT": str(port)}
        process = subprocess.Popen(command, env=settings, cwd=catalogues.ROOT, stdout=log, stderr=log)
        try:
            _wait_until_listening(process, port)
            yield ServerProcess(port, process)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_listening(process: subprocess.Popen[bytes], port: int) -> None:
    """Return when the server listens. :raises RuntimeError: when it ends, or does not listen in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no server on port {port}: {' '.join(map(str, process.args))}")  # type: ignore[arg-type]
