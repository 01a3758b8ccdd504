"""`python -m explorer.sources.worker`: reads data files for `sandbox`, and may die of them.

A request is a line of JSON: `{"path": …}` asks for the sheets of a workbook, `{"path": …, "sheet": …}` for a table,
`{"report": …, "database": …, "values": …}` for what an SQL report finds. An answer is a line of JSON and, for a table,
as many bytes of an Arrow stream as the line says.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.domain.report_sql import RefusedReport, ReportFault
from explorer.sources import files, reports
from explorer.sources.limits import MEGABYTES, RESULT_BYTES, SECONDS

with suppress(ImportError):  # Windows has no such limits; the parent's clock and the bounds on a frame hold there, too.
    import resource

NO_SUCH_LIMIT = (OSError, ValueError, NameError)
"""What a system answers that does not know a limit."""
SMALL = 250 << 20
"""Bytes that this process may hold after a file and go on: twice what it holds before any."""


def main() -> None:
    """Answer requests until there are no more, or until the memory that one took should go back to the system."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the explorer, and this without a word.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints is no answer.
    limit_memory()
    for line in sys.stdin.buffer:
        limit_time()
        request = json.loads(line)
        header, table = answer(request)
        header["more"] = header.get("fault") != Fault.TOO_MUCH and is_small()
        send(answers, header, table)
        if not header["more"]:
            break


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], pa.Buffer | None]:
    """Return the line of an answer, and the table after it."""
    if "report" in request:
        return answer_report(request)
    path = Path(request["path"])
    try:
        if "sheet" not in request:
            return {"sheets": files.sheets(path)}, None
        data = files.read(path, request["sheet"])
        table = write_table(pa.Table.from_pandas(data.frame))
        return {"n_rows": data.n_rows, "n_columns": data.n_columns}, table
    except UnreadableFile as error:
        return {"fault": error.fault, "facts": error.facts}, None
    except MemoryError:
        return {"fault": Fault.TOO_MUCH, "facts": {"memory": MEGABYTES}}, None


def answer_report(request: dict[str, Any]) -> tuple[dict[str, Any], pa.Buffer | None]:
    """Return the line and the table of an SQL report."""
    try:
        frame, is_cut = reports.run(request["database"], request["report"], request["values"])
        return {"is_cut": is_cut}, write_table(pa.Table.from_pandas(frame))
    except RefusedReport as error:
        return {"refused": error.fault, "detail": error.detail}, None
    except MemoryError:
        return {"refused": ReportFault.TOO_MUCH, "detail": str(MEGABYTES), "fault": Fault.TOO_MUCH, "facts": {}}, None


def write_table(table: pa.Table) -> pa.Buffer:
    """Return a table as an Arrow stream. :raises MemoryError: when it is larger than the parent takes."""
    if table.nbytes > RESULT_BYTES:
        raise MemoryError
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return stream.getvalue()


def send(answers: BinaryIO, header: dict[str, Any], table: pa.Buffer | None) -> None:
    """Send an answer."""
    answers.write(json.dumps(header | {"n_bytes": table.size if table else 0}).encode() + b"\n")
    if table:
        answers.write(table)
    answers.flush()


def limit_memory() -> None:
    """Take no more than `MEGABYTES` on top of what is loaded, and be the first to end when the machine has no more."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    with suppress(*NO_SUCH_LIMIT):
        mapped, _ = memory()
        limit = mapped + (MEGABYTES << 20)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time() -> None:
    """Take no more than `SECONDS` of the processors from now on."""
    with suppress(*NO_SUCH_LIMIT):
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, most))


def is_small() -> bool:
    """Tell whether this process holds no more than it should for the next file; not where the system does not tell."""
    with suppress(*NO_SUCH_LIMIT):
        return memory()[1] < SMALL
    return False


def memory() -> tuple[int, int]:
    """Return how many bytes of addresses this process has, and of memory. :raises OSError: but on Linux."""
    mapped, resident, *_ = Path("/proc/self/statm").read_text().split()
    return int(mapped) * resource.getpagesize(), int(resident) * resource.getpagesize()


if __name__ == "__main__":
    main()
