"""What Prometheus reads of the service: requests, their seconds, connections to the database, workers.

Each worker counts in files of the folder PROMETHEUS_MULTIPROC_DIR, which `catalogue serve` makes, so whichever worker
is asked gives the sums of all. Without that variable a process counts for itself.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from wsgiref.types import WSGIEnvironment

import sqlalchemy as sa
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ROUTE = "catalogue.route"
"""Where the application leaves the pattern of the address in the WSGI environment."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

requests = Counter("catalogue_requests", "Requests answered.", ["route", "method", "status"])
seconds = Histogram("catalogue_request_seconds", "Seconds that answers took.", ["route"], buckets=SECONDS)
connections = Gauge(
    "catalogue_database_connections_in_use", "Connections that the pool has lent.", multiprocess_mode="livesum"
)
workers = Gauge("catalogue_workers", "Processes that answer.", multiprocess_mode="livesum")


def count_request(environ: WSGIEnvironment, status: str, took: float) -> None:
    """Count an answer under the pattern of its address, never the address itself: there are only so many patterns."""
    route = environ.get(ROUTE, "none")
    method = environ["REQUEST_METHOD"]
    counter, histogram = _find_series(route, method if method in METHODS else "other", status[:3])
    counter.inc()
    histogram.observe(took)


@lru_cache(maxsize=1024)
def _find_series(route: str, method: str, status: str) -> tuple[Counter, Histogram]:
    """Return what counts such requests; `labels` takes longer than the counting."""
    return requests.labels(route, method, status), seconds.labels(route)


def watch_pool(engine: sa.Engine) -> None:
    """Count the connections that the pool of an engine lends from now on."""
    sa.event.listen(engine, "checkout", lambda *_: connections.inc())
    sa.event.listen(engine, "checkin", lambda *_: connections.dec())
    sa.event.listen(engine, "detach", lambda *_: connections.dec())


class _Standing(Collector):
    """Numbers that are looked up when Prometheus asks: of each its name, what it is, and the number."""

    def __init__(self, look_up: Callable[[], list[tuple[str, str, float]]]) -> None:
        self._look_up = look_up

    def collect(self) -> Iterator[Metric]:
        for name, documentation, value in self._look_up():
            yield GaugeMetricFamily(name, documentation, value=value)


def write_metrics(look_up: Callable[[], list[tuple[str, str, float]]]) -> bytes:
    """Return everything in the text format of Prometheus, with the numbers that `look_up` gives besides."""
    standing = CollectorRegistry()
    standing.register(_Standing(look_up))
    return generate_latest(_counted()) + generate_latest(standing)


def _counted() -> CollectorRegistry:
    folder = os.environ.get(FOLDER)
    if not folder:
        return REGISTRY
    _forget_dead_workers(Path(folder))
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _forget_dead_workers(folder: Path) -> None:
    """Let workers that are no longer there count as none; what they have counted stays in the sums."""
    for number in {path.stem.rpartition("_")[2] for path in folder.glob("gauge_live*.db")}:
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            with suppress(FileNotFoundError):  # Another worker does the same.
                mark_process_dead(int(number), str(folder))  # type: ignore[no-untyped-call]
