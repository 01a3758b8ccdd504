"""The memory that a process and its children hold together, looked at while they work."""

import os
import resource
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Self

_SECONDS = 0.2
"""Between two looks, which take a millisecond."""


class PeakMemory:
    """The most megabytes that were held at once in the block; where there is no /proc, those of this process alone."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._is_over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.megabytes = max(self.megabytes, own)

    def _look(self) -> None:
        while not self._is_over.wait(_SECONDS):
            held = _read_resident(os.getpid()) + sum(map(_read_resident, _list_children()))
            self.megabytes = max(self.megabytes, held)


def _list_children() -> list[int]:
    children = []
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            children += [int(pid) for pid in path.read_text().split()]
    return children


def _read_resident(pid: int) -> float:
    """Return the resident megabytes of a process, 0 when it is gone."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    return 0
