"""GET /api/books/<id>, and what a web worker weighs after that."""

from collections.abc import Iterator
from random import Random
from statistics import median

from benchmarks import servers
from benchmarks.load import loader
from benchmarks.plan import Plan
from benchmarks.report import Figure, at_least, at_most
from benchmarks.wire import request

MOST_MEGABYTES = 200


def measure(plan: Plan) -> Iterator[Figure]:
    """Compare the rate of books by random numbers with that of an empty view, in turns."""
    random = Random(1)
    books = [request(f"/api/books/{random.randint(1, plan.n_large)}") for _ in range(50_000)]
    nothing = [request("/")]
    rates: list[tuple[float, float]] = []
    with servers.catalogue(plan.large()) as catalogue, servers.empty() as empty, loader() as load:
        load.per_second(catalogue.port, books, plan.seconds)
        load.per_second(empty.port, nothing, plan.seconds)
        for _ in range(plan.n_rounds):
            by_id = load.per_second(catalogue.port, books, plan.seconds)
            rates.append((by_id, load.per_second(empty.port, nothing, plan.seconds)))
        megabytes = catalogue.resident_megabytes()
    by_id, alone = (median(column) for column in zip(*rates, strict=True))
    ratio = median(by_id / alone for by_id, alone in rates)
    shown = f"{by_id:,.0f}/s; empty view {alone:,.0f}/s"
    yield at_least(0.5, f"GET /api/books/ID among {plan.n_large:,}, against an empty view", shown, ratio)
    yield at_most(
        1,
        f"memory of the worker after that, against {MOST_MEGABYTES} MB",
        f"{megabytes:.0f} MB",
        megabytes / MOST_MEGABYTES,
    )
