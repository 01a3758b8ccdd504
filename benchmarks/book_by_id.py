"""GET /api/books/<id>, and what a web worker weighs after that."""

from collections.abc import Iterator
from random import Random
from statistics import median

from benchmarks import servers
from benchmarks.load import start_loader
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_lower_bound, make_upper_bound
from benchmarks.wire import format_request

MOST_MEGABYTES = 200


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare the rate of books by random numbers with that of an empty view, in turns."""
    random = Random(1)
    books = [format_request(f"/api/books/{random.randint(1, plan.n_large)}") for _ in range(50_000)]
    nothing = [format_request("/")]
    rates: list[tuple[float, float]] = []
    with (
        servers.serve_catalogue(plan.make_large()) as catalogue,
        servers.serve_empty() as empty,
        start_loader() as load,
    ):
        load.measure_rate(catalogue.port, books, plan.seconds)
        load.measure_rate(empty.port, nothing, plan.seconds)
        for _ in range(plan.n_rounds):
            by_id = load.measure_rate(catalogue.port, books, plan.seconds)
            rates.append((by_id, load.measure_rate(empty.port, nothing, plan.seconds)))
        megabytes = catalogue.measure_resident_megabytes()
    by_id, alone = (median(column) for column in zip(*rates, strict=True))
    ratio = median(by_id / alone for by_id, alone in rates)
    shown = f"{by_id:,.0f}/s; empty view {alone:,.0f}/s"
    yield make_lower_bound(0.5, f"GET /api/books/ID among {plan.n_large:,}, against an empty view", shown, ratio)
    yield make_upper_bound(
        1,
        f"memory of the worker after that, against {MOST_MEGABYTES} MB",
        f"{megabytes:.0f} MB",
        megabytes / MOST_MEGABYTES,
    )
