"""Prometheus metrics: requests, their duration, database connections, workers.

Each worker keeps its counts in files in PROMETHEUS_MULTIPROC_DIR, a folder made by `catalogue serve`, so that any
worker can report the sums of all. Without that variable a process reports only its own.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from weakref import WeakSet
from wsgiref.types import WSGIEnvironment

import sqlalchemy as sa
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
ROUTE_KEY = "catalogue.route"
"""The key of the WSGI environment under which the application stores the URL rule."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
BUCKET_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

request_counter = Counter("catalogue_requests", "Requests answered.", ["route", "method", "status"])
request_seconds = Histogram(
    "catalogue_request_seconds", "Seconds that answers took.", ["route"], buckets=BUCKET_SECONDS
)
pool_connections = Gauge(
    "catalogue_database_connections_in_use", "Connections that the pool has lent.", multiprocess_mode="livesum"
)
live_workers = Gauge("catalogue_workers", "Processes that answer.", multiprocess_mode="livesum")


def count_request(environ: WSGIEnvironment, status: str, duration: float) -> None:
    """Count a response by its URL rule, not its address, so that the number of time series stays bounded."""
    route = environ.get(ROUTE_KEY, "none")
    method = environ["REQUEST_METHOD"]
    counter, histogram = _find_series(route, method if method in METHODS else "other", status[:3])
    counter.inc()
    histogram.observe(duration)


@lru_cache(maxsize=1024)
def _find_series(route: str, method: str, status: str) -> tuple[Counter, Histogram]:
    """Return what counts such requests; `labels` takes longer than the counting."""
    return request_counter.labels(route, method, status), request_seconds.labels(route)


def watch_pool(engine: sa.Engine) -> None:
    """Count the connections checked out of the pool of `engine`, each once.

    A connection found dead on its way out is checked in without having been checked out, or checked out twice.
    """
    lent: WeakSet[object] = WeakSet()

    def check_out(_: object, entry: object, *__: object) -> None:
        if entry not in lent:
            lent.add(entry)
            pool_connections.inc()

    def check_in(_: object, entry: object) -> None:
        if entry in lent:
            lent.remove(entry)
            pool_connections.dec()

    sa.event.listen(engine, "checkout", check_out)
    sa.event.listen(engine, "checkin", check_in)
    sa.event.listen(engine, "detach", check_in)


class _GaugeCollector(Collector):
    """Collects gauges that are computed on request: name, documentation and value of each."""

    def __init__(self, read_gauges: Callable[[], list[tuple[str, str, float]]]) -> None:
        self._read_gauges = read_gauges

    def collect(self) -> Iterator[Metric]:
        for name, documentation, value in self._read_gauges():
            yield GaugeMetricFamily(name, documentation, value=value)


def write_metrics(read_gauges: Callable[[], list[tuple[str, str, float]]]) -> bytes:
    """Return all metrics in the Prometheus text format, with the gauges that `read_gauges` returns."""
    gauges = CollectorRegistry()
    gauges.register(_GaugeCollector(read_gauges))
    return generate_latest(_collect_registry()) + generate_latest(gauges)


def _collect_registry() -> CollectorRegistry:
    folder = os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return REGISTRY
    _forget_dead_workers(Path(folder))
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _forget_dead_workers(folder: Path) -> None:
    """Remove the live gauges of workers that have ended; their counters stay in the sums."""
    for number in {path.stem.rpartition("_")[2] for path in folder.glob("gauge_live*.db")}:
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            with suppress(FileNotFoundError):  # Another worker may have removed it.
                mark_process_dead(int(number), str(folder))  # type: ignore[no-untyped-call]
