"""The explorer's screens: how long each takes, with few books and with many, without what it keeps and with it."""

import logging
import os
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import catalogues
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from explorer.messages.pages import FRAME

MOST_SECONDS = 3
MOST_MEGABYTES = 1000
PATIENCE_SECONDS = 120
APP = catalogues.ROOT / "explorer" / "app.py"


@dataclass(frozen=True, slots=True)
class ScreenTimes:
    """A screen's seconds without and with what is kept, and the most megabytes that its process took."""

    cold: float
    warm: float
    megabytes: float


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Time each screen as Streamlit runs it; the browser and the way to it are not in the times."""
    for screen, name in FRAME["en"].pages.items():
        small, large = (
            _measure_screen(database, screen, plan.n_rounds) for database in (plan.make_small(), plan.make_large())
        )
        shown = (
            f"{plan.n_small:,} books: {small.cold:.2f} s, kept {small.warm:.2f} s; "
            f"{plan.n_large:,} books: {large.cold:.2f} s, kept {large.warm:.2f} s"
        )
        yield make_upper_bound(1, f"{name}, against {MOST_SECONDS} s", shown, large.cold / MOST_SECONDS)
        memory = f"{large.megabytes:.0f} MB"
        yield make_upper_bound(1, f"its memory, against {MOST_MEGABYTES} MB", memory, large.megabytes / MOST_MEGABYTES)


def _measure_screen(database: Path, screen: str, n_rounds: int) -> ScreenTimes:
    # In a process of its own, as the explorer is, so that the memory is its own too.
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        return executor.submit(_run, database, screen, min(n_rounds, 5)).result()


def _run(database: Path, screen: str, n_rounds: int) -> ScreenTimes:
    os.environ |= catalogues.make_environ(database)
    logging.disable(logging.WARNING)  # Streamlit wonders where its server is.
    import streamlit as st
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    page = AppTest.from_file(APP, default_timeout=PATIENCE_SECONDS)
    page._page_hash = calc_hash(screen)

    def run_screen() -> float:
        start = perf_counter()
        page.run()
        assert not page.exception, page.exception
        return perf_counter() - start

    run_screen()  # Loads the libraries, which the explorer does before anybody comes.
    times = []
    for _ in range(n_rounds):
        st.cache_data.clear()
        st.cache_resource.clear()
        times.append((run_screen(), run_screen()))
    cold, warm = (median(column) for column in zip(*times, strict=True))
    return ScreenTimes(cold, warm, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
