"""GET /api/search with all its facets, against Tantivy by itself; with ten times the books; what stands around it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean, median, quantiles

from benchmarks import bare, catalogues, servers
from benchmarks.bare import Tantivy
from benchmarks.plan import BenchmarkPlan
from benchmarks.questions import BenchmarkQuestion, make_mix
from benchmarks.report import Figure, make_upper_bound
from benchmarks.wire import KeepAliveConnection, format_request
from catalogue.extensions import db, get_live_index

MOST_TIMES_BARE = 2.5
MOST_TIMES_MEDIAN = 8
MOST_GROWTH = 6
MOST_MEGABYTES = 200
N_LOOKS = 500
"""Looks at the change log that are timed."""


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """A question's milliseconds, each the least of its turns: a wait for a core is no part of a search."""

    large: float
    tenth: float
    again: float
    bare: float
    idle: float

    @property
    def ratio(self) -> float:
        """How many times longer it takes than Tantivy and an empty view."""
        return self.large / (self.bare + self.idle)


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Ask each question of the mix at both sizes, Tantivy by itself and an empty view, in turns and in mixed order."""
    large, tenth = plan.make_large(), plan.make_tenth()
    questions = make_mix(tenth, catalogues.find_index(large), plan.n_rounds)
    with servers.serve_catalogue(large) as server, servers.serve_catalogue(tenth) as smaller:
        times = _measure_times(
            questions, server.port, smaller.port, Tantivy(bare.make_index(large)), plan.n_rounds // 3
        )
        megabytes, private = server.measure_resident_megabytes(), server.measure_private_megabytes()
    yield from _report_kinds(questions, times)
    yield from _report_mix(plan, times)
    yield _report_growth(plan, "the mix", times)
    for kind, some in _group_by_kind(questions, times).items():
        yield _report_growth(plan, kind, some)
    yield _measure_log_check(large, median(one.large for one in times))
    shown = f"{megabytes:.0f} MB, of which {private:.0f} MB its own and the rest the index as the system caches it"
    yield make_upper_bound(
        1, f"memory of the worker after that, against {MOST_MEGABYTES} MB", shown, megabytes / MOST_MEGABYTES
    )


def _measure_times(
    questions: Sequence[BenchmarkQuestion], large: int, tenth: int, alone: Tantivy, n_rounds: int
) -> list[SearchTimes]:
    calls = [alone.make_call(question) for question in questions]
    n_asked: Counter[str] = Counter()
    found: list[list[list[float]]] = [[] for _ in questions]
    with ExitStack() as stack:
        empty = stack.enter_context(servers.serve_empty())
        asking, smaller, idling = (
            stack.enter_context(closing(KeepAliveConnection.connect(port))) for port in (large, tenth, empty.port)
        )
        for turn in range(max(1, n_rounds)):
            for place in Random(turn).sample(range(len(questions)), len(questions)):
                question = questions[place]
                # Answers are remembered, so each time it is another question, by the blanks at its end.
                asked = format_request(question.build_path(n_asked[question.text]))
                n_asked[question.text] += 1
                row = [
                    asking.measure_answer(asked),
                    smaller.measure_answer(asked),
                    asking.measure_answer(asked),
                    catalogues.measure_seconds(calls[place]),
                ]
                found[place].append([*row, idling.measure_answer(format_request("/"))])
    return [SearchTimes(*(1000 * min(column) for column in zip(*rows, strict=True))) for rows in found]


def _group_by_kind(
    questions: Sequence[BenchmarkQuestion], times: Sequence[SearchTimes]
) -> dict[str, list[SearchTimes]]:
    by_kind: dict[str, list[SearchTimes]] = {}
    for question, one in zip(questions, times, strict=True):
        by_kind.setdefault(question.kind, []).append(one)
    return by_kind


def _report_kinds(questions: Sequence[BenchmarkQuestion], times: Sequence[SearchTimes]) -> Iterator[Figure]:
    for kind, some in _group_by_kind(questions, times).items():
        ours, bare, idle = (median(getattr(one, name) for one in some) for name in ("large", "bare", "idle"))
        shown = f"{ours:.1f} ms; Tantivy {bare:.1f} ms, empty view {idle:.1f} ms"
        yield make_upper_bound(MOST_TIMES_BARE, f"a search for {kind}", shown, median(one.ratio for one in some))


def _report_mix(plan: BenchmarkPlan, times: Sequence[SearchTimes]) -> Iterator[Figure]:
    middle, slow = _compute_percentiles([one.large for one in times])
    what = f"the mix of these among {plan.n_large:,}: p99 against p50"
    yield make_upper_bound(MOST_TIMES_MEDIAN, what, f"p50 {middle:.1f} ms, p99 {slow:.1f} ms", slow / middle)
    again = median(one.again for one in times)
    yield Figure("the same question asked again, against the first time", f"{again:.1f} ms", again / middle)


def _compute_percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the time that half of the questions take at most, and that of 99 of 100."""
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[98]


def _report_growth(plan: BenchmarkPlan, what: str, times: Sequence[SearchTimes]) -> Figure:
    large, tenth = fmean(one.large for one in times), fmean(one.tenth for one in times)
    shown = f"{tenth:.1f} → {large:.1f} ms"
    return make_upper_bound(
        MOST_GROWTH, f"{what}: {plan.n_large // 10:,} → {plan.n_large:,} books", shown, large / tenth
    )


def _measure_log_check(database: Path, search: float) -> Figure:
    """Return what it costs to see whether the index is up to date, as a share of a search (in milliseconds)."""
    with catalogues.create_migrated_app(database).app_context():
        live = get_live_index()
        live.current()
        look = median(catalogues.measure_seconds(live.current) for _ in range(N_LOOKS))
        db.engine.dispose()
    return Figure("the look at the change log before each search", f"{1e6 * look:.0f} µs", 1000 * look / search)
