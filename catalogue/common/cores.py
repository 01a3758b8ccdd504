"""Work spread over the cores of the machine: chunks go to processes, and what they make comes back in order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from itertools import chain, islice
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from catalogue.common.garbage import collect_seldom

if TYPE_CHECKING:
    from concurrent.futures import Future

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

MOST_PROCESSES = 4
"""Beyond, the process that writes what the others make is the slowest; each takes about 90 MB."""

FEW_CHUNKS = 10
"""Chunks below which no process is started: that takes about as long as the work."""

AHEAD = 8
"""Chunks for each process that are waiting, being worked on or made: enough while a batch is written."""

_n_processes: ContextVar[int] = ContextVar("n_processes", default=1)


@contextmanager
def use_all_cores() -> Iterator[None]:
    """Let `map_chunks` start processes in this block.

    Commands that somebody waits for do. The service does not: its cores are for its readers.
    """
    token = _n_processes.set(min(_count_cores(), MOST_PROCESSES))
    try:
        yield
    finally:
        _n_processes.reset(token)


def map_chunks(make_worker: Callable[[], Callable[[Chunk], Result]], chunks: Iterable[Chunk]) -> Iterator[Result]:
    """Yield what a worker makes of each chunk, in the order of the chunks, with some read ahead.

    The work is done here, or within `use_all_cores` in processes when there are many chunks and several cores.

    :param make_worker: called once in each process that works; it, the chunks and the results can be pickled.
    """
    n_processes = _n_processes.get()
    rest = iter(chunks)
    faults: list[Exception] = []
    if n_processes > 1:
        rest = _end_at_fault(rest, faults)
        first = list(islice(rest, FEW_CHUNKS))
        rest = chain(first, rest)
        n_processes = n_processes if len(first) == FEW_CHUNKS else 1
    yield from _map_in_processes(make_worker, rest, n_processes) if n_processes > 1 else map(make_worker(), rest)
    if faults:
        raise faults[0]


def _end_at_fault(chunks: Iterator[Chunk], faults: list[Exception]) -> Iterator[Chunk]:
    """Yield chunks up to a fault, which is kept: what was read before it is still made."""
    try:
        yield from chunks
    except Exception as fault:
        faults.append(fault)


def _map_in_processes(
    make_worker: Callable[[], Callable[[Chunk], Result]], chunks: Iterator[Chunk], n_processes: int
) -> Iterator[Result]:
    # Imported here, as they take time and memory that no web worker needs.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Not forked: that is safe in no process with threads, and Tantivy and the database have some.
    executor = ProcessPoolExecutor(n_processes, get_context("spawn"), _start_worker, (make_worker,))
    results: deque[Future[Result]] = deque()
    try:
        for chunk in chunks:
            results.append(executor.submit(_work, chunk))
            if len(results) == AHEAD * n_processes:
                yield results.popleft().result()
        while results:
            yield results.popleft().result()
    finally:
        executor.shutdown(cancel_futures=True)


_worker: Callable[[Any], Any]
_for_good = ExitStack()


def _start_worker(make_worker: Callable[[], Callable[[Any], Any]]) -> None:
    """Set up a process that works until its parent has no more for it, or is no more itself."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent as well, which ends the work.
    Thread(target=_end_with_parent, daemon=True).start()
    _for_good.enter_context(collect_seldom())
    _worker = make_worker()


def _work(chunk: Any) -> Any:
    return _worker(chunk)


def _end_with_parent() -> None:
    """Do not outlive a parent that was killed."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
    os._exit(1)


def _count_cores() -> int:
    """Return how many cores this process may use, where the system tells; else how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
