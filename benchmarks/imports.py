"""The import of a file, its index included, against a bare `executemany` and Tantivy given the same documents."""

import pickle
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks import builds, catalogues
from benchmarks.generator import Generator
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from catalogue.cli.ingest import store
from catalogue.domain.outcome import Parsed
from catalogue.extensions import db
from catalogue.models import Base

MOST_TIMES_BARE = 6
MOST_MEGABYTES = 600
ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Import:
    """What an import took: `seconds` by the clock, and the most memory the process had."""

    seconds: float
    megabytes: float


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare an import into an empty catalogue, and its index, with the bare writing of what they left there."""
    with tempfile.TemporaryDirectory(dir=plan.folder) as name:
        folder = Path(name)
        imported, bare, documents = folder / "imported.db", folder / "bare.db", folder / "documents"
        # Each in a process of its own, so that its memory is that of an import and nothing else.
        catalogues.run_in_process(_prepare, folder / "outcomes", plan.n_imported)
        done = catalogues.run_in_process(_import, imported, folder / "outcomes")
        indexed = catalogues.run_in_process(builds.build, imported, folder / "built", documents)
        inserted = catalogues.run_in_process(_insert, bare, imported)
        added = catalogues.run_in_process(builds.build_bare, folder / "bare", documents)
    n = plan.n_imported
    seconds, seconds_bare = done.seconds + indexed.seconds, inserted + added.seconds
    shown = f"{n / done.seconds:,.0f}/s; bare {n / inserted:,.0f}/s"
    yield Figure(f"import of {n:,} records, against a bare executemany", shown, done.seconds / inserted)
    shown = f"{n / indexed.seconds:,.0f}/s; bare {n / added.seconds:,.0f}/s"
    yield Figure("their index, against a bare Tantivy build", shown, indexed.seconds / added.seconds)
    shown = f"{seconds:.1f} s; bare {seconds_bare:.1f} s"
    yield make_upper_bound(MOST_TIMES_BARE, "both, against both", shown, seconds / seconds_bare)
    most = max(done.megabytes, indexed.megabytes)
    yield make_upper_bound(1, f"the most memory, against {MOST_MEGABYTES} MB", f"{most:.0f} MB", most / MOST_MEGABYTES)


def _prepare(path: Path, n_books: int) -> None:
    """Leave what a reader of a file would yield in `path`, so that neither memory nor time goes into making it."""
    with path.open("wb") as file:
        for outcome in Generator().generate_outcomes(n_books):
            pickle.dump(outcome, file, pickle.HIGHEST_PROTOCOL)


def _read_outcomes(path: Path) -> Iterator[Parsed]:
    with path.open("rb") as file:
        try:
            while True:
                yield pickle.load(file)
        except EOFError:
            return


def _import(database: Path, outcomes: Path) -> Import:
    with catalogues.create_migrated_app(database).app_context():
        start = time.perf_counter()
        store(_read_outcomes(outcomes), source="benchmark", actor="benchmark")
        seconds = time.perf_counter() - start
        db.engine.dispose()
    return Import(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _insert(database: Path, source: Path) -> float:
    """Return how long the rows of all tables of `source` take to insert into an empty `database`, in seconds."""
    with catalogues.create_migrated_app(database).app_context():
        db.engine.dispose()
    seconds = 0.0
    with (
        closing(sqlite3.connect(source)) as reading,
        closing(sqlite3.connect(database, isolation_level=None)) as writing,
    ):
        writing.execute("PRAGMA synchronous = FULL")
        writing.execute("BEGIN IMMEDIATE")
        for table in Base.metadata.sorted_tables:
            rows = reading.execute(f"SELECT * FROM {table.name}")
            while some := rows.fetchmany(ROWS_AT_ONCE):
                seconds += _insert_some(writing, table, some)
        start = time.perf_counter()
        writing.execute("COMMIT")
        return seconds + time.perf_counter() - start


def _insert_some(connection: sqlite3.Connection, table: sa.Table, rows: list[Any]) -> float:
    gaps = ", ".join("?" * len(table.columns))
    start = time.perf_counter()
    connection.executemany(f"INSERT INTO {table.name} VALUES ({gaps})", rows)
    return time.perf_counter() - start
