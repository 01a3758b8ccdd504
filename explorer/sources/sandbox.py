"""Data files, read in processes that may die of them: what `files` reads, bounded in memory and time as well."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import BoundedSemaphore, Event, Timer
from typing import Any

import pandas as pd
import pyarrow as pa

import explorer
from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.domain.report_sql import RefusedReport, ReportFault
from explorer.frames.sample import DataSet
from explorer.sources.limits import MEGABYTES, N_WORKERS, PATIENCE, RESULT_BYTES, SECONDS

Worker = subprocess.Popen[bytes]

HEADER_BYTES = 1 << 20
SIGXCPU = 24
"""The signal of a process that has used up its time; Windows has neither the name nor the limit."""

_turn = BoundedSemaphore(N_WORKERS)
_idle: Queue[Worker] = Queue(1)
"""The process that reads the next file, if the last one left it fit: starting one takes a second."""


def sheets(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook, none of a file of another format. :raises UnreadableFile:"""
    header, _ = _ask({"path": str(path)})
    return [str(name) for name in header["sheets"]]


def read(path: Path, sheet: str | None = None) -> DataSet:
    """Return the table in a file. :raises UnreadableFile: when there is none, or it takes too much to read it."""
    header, table = _ask({"path": str(path), "sheet": sheet})
    frame = pa.ipc.open_stream(table).read_pandas()
    return DataSet(frame, int(header["n_rows"]), int(header["n_columns"]))


def run_report(database_url: str, text: str, values: Mapping[str, int | str]) -> tuple[pd.DataFrame, bool]:
    """Return what an SQL report finds, and whether there is more. :raises RefusedReport:"""
    try:
        header, table = _ask({"report": text, "database": database_url, "values": dict(values)})
    except UnreadableFile as error:
        fault = ReportFault.TOO_SLOW if error.fault is Fault.TOO_SLOW else ReportFault.TOO_MUCH
        raise RefusedReport(fault, str(SECONDS if fault is ReportFault.TOO_SLOW else MEGABYTES)) from error
    if "refused" in header:
        raise RefusedReport(ReportFault(header["refused"]), header["detail"])
    return pa.ipc.open_stream(table).read_pandas(), bool(header["is_cut"])


def _ask(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the answer of a worker. :raises UnreadableFile:"""
    with _turn:
        worker = _take_worker()
        is_late = Event()

        def stop() -> None:
            is_late.set()
            worker.kill()

        clock = Timer(PATIENCE, stop)
        clock.start()
        try:
            header, table = _exchange(worker, request)
        except (EOFError, OSError, ValueError) as error:
            _end(worker)
            if is_late.is_set() or worker.returncode == -SIGXCPU:
                raise UnreadableFile(Fault.TOO_SLOW, seconds=SECONDS) from error
            raise UnreadableFile(Fault.TOO_MUCH, memory=MEGABYTES) from error
        finally:
            clock.cancel()
        _give_back(worker, is_fit=bool(header["more"]))
    if "fault" in header:
        raise UnreadableFile(Fault(header["fault"]), **header["facts"])
    return header, table


def _exchange(worker: Worker, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Send a request and return the answer. :raises EOFError: :raises OSError: :raises ValueError: when it is none."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(request).encode() + b"\n")
    worker.stdin.flush()
    header = json.loads(worker.stdout.readline(HEADER_BYTES))
    n_bytes = int(header["n_bytes"])
    if n_bytes > 2 * RESULT_BYTES:
        raise ValueError(n_bytes)
    table = worker.stdout.read(n_bytes)
    if len(table) < n_bytes:
        raise EOFError
    return header, table


def _take_worker() -> Worker:
    """Return the idle worker, or a new one. It ends with this process, when its standard input does."""
    with suppress(Empty):
        worker = _idle.get_nowait()
        if worker.poll() is None:
            return worker
        _end(worker)
    root = str(Path(explorer.__file__).parents[1])
    environ = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])),
        "MIMALLOC_ARENA_RESERVE": "64MiB",  # Arrow's allocator reserves a gigabyte of addresses otherwise.
    }
    words = [sys.executable, "-m", "explorer.sources.worker"]
    return subprocess.Popen(words, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _give_back(worker: Worker, *, is_fit: bool) -> None:
    try:
        if is_fit:
            _idle.put_nowait(worker)
            return
    except Full:
        pass
    _end(worker)


def _end(worker: Worker) -> None:
    """End a worker, if it has not ended by itself."""
    assert worker.stdin
    assert worker.stdout
    with suppress(OSError):
        worker.stdin.close()
    worker.stdout.close()
    worker.wait()


@atexit.register
def _end_idle() -> None:
    with suppress(Empty):
        _end(_idle.get_nowait())
