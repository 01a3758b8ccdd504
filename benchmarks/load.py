"""A load generator: a process of its own that keeps a few connections busy."""

import selectors
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context

from benchmarks.wire import KeepAliveConnection

N_CONNECTIONS = 8
"""Enough that the server never waits for us, few enough that the queue is short."""


@dataclass(frozen=True, slots=True)
class Loader:
    """The process that sends."""

    executor: ProcessPoolExecutor

    def measure_rate(self, port: int, requests: Sequence[bytes], seconds: float) -> float:
        """Send `requests`, in turn, as fast as they are answered; return how many were answered in a second."""
        return self.executor.submit(_drive, port, requests, seconds).result()


@contextmanager
def start_loader() -> Iterator[Loader]:
    """Lend a load generator."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        yield Loader(executor)


def _drive(port: int, requests: Sequence[bytes], seconds: float) -> float:
    source = cycle(requests)
    n_answers = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(N_CONNECTIONS):
            connection = KeepAliveConnection.connect(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(source))
        start = time.perf_counter()
        while (passed := time.perf_counter() - start) < seconds:
            for key, _ in selector.select(timeout=seconds):
                if key.data.receive():
                    n_answers += 1
                    key.data.send(next(source))
        for key in list(selector.get_map().values()):
            key.data.close()
    return n_answers / passed
