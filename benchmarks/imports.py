"""The import of JSON lines, index included, against a bare `executemany` and Tantivy given the same documents."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa

from benchmarks import builds, catalogues
from benchmarks.generator import Generator
from benchmarks.memory import PeakMemory
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from catalogue import formats
from catalogue.cli.ingest import store
from catalogue.common.cores import use_all_cores
from catalogue.common.garbage import collect_seldom
from catalogue.extensions import db
from catalogue.models import Base

MOST_TIMES_BARE = 3
MOST_MEGABYTES = 600
ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Import:
    """What an import took: `seconds` by the clock, and the most memory that its processes had."""

    seconds: float
    megabytes: float


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare an import into an empty catalogue, and its index, with the bare writing of what they left there."""
    with tempfile.TemporaryDirectory(dir=plan.folder) as name:
        folder = Path(name)
        lines, imported, bare = folder / "books.jsonl", folder / "imported.db", folder / "bare.db"
        documents = folder / "documents"
        # Each in a process of its own, so that its memory is that of an import and nothing else.
        catalogues.run_in_process(_write_lines, lines, plan.n_imported)
        done = catalogues.run_in_process(_import, imported, lines)
        indexed = catalogues.run_in_process(builds.build, imported, folder / "built", documents)
        inserted = catalogues.run_in_process(_insert, bare, imported)
        added = catalogues.run_in_process(builds.build_bare, folder / "bare", documents)
    n = plan.n_imported
    seconds, seconds_bare = done.seconds + indexed.seconds, inserted + added.seconds
    shown = f"{n / done.seconds:,.0f}/s; bare {n / inserted:,.0f}/s"
    yield Figure(f"import of {n:,} JSON lines, against a bare executemany", shown, done.seconds / inserted)
    shown = f"{n / indexed.seconds:,.0f}/s; bare {n / added.seconds:,.0f}/s"
    yield Figure("their index, against a bare Tantivy build", shown, indexed.seconds / added.seconds)
    shown = f"{seconds:.1f} s; bare {seconds_bare:.1f} s"
    yield make_upper_bound(MOST_TIMES_BARE, "both, against both", shown, seconds / seconds_bare)
    most = max(done.megabytes, indexed.megabytes)
    yield make_upper_bound(1, f"the most memory, against {MOST_MEGABYTES} MB", f"{most:.0f} MB", most / MOST_MEGABYTES)


def _write_lines(path: Path, n_books: int) -> None:
    """Write made-up books as another program would: what a book does not have is left out."""
    with path.open("wb") as file:
        for outcome in Generator().generate_outcomes(n_books):
            record = {"id": outcome.wanted_id, **outcome.record.as_json()}
            record["items"] = [_leave_out_blanks(item.as_json()) for item in outcome.items]
            file.write(orjson.dumps(_leave_out_blanks(record), option=orjson.OPT_APPEND_NEWLINE))


def _leave_out_blanks(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, [], {})}


def _import(database: Path, lines: Path) -> Import:
    with catalogues.create_migrated_app(database).app_context(), lines.open("rb") as file, PeakMemory() as memory:
        start = time.perf_counter()
        with use_all_cores(), collect_seldom():
            store(formats.read(file, lines.name), source="benchmark", actor="benchmark")
        seconds = time.perf_counter() - start
        db.engine.dispose()
    return Import(seconds, memory.megabytes)


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
