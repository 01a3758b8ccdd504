"""The import of a file, against a bare `executemany` of the same rows: for information."""

import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks import catalogues
from benchmarks.generator import Generator
from benchmarks.plan import Plan
from benchmarks.report import Figure
from catalogue.extensions import db
from catalogue.models import Base
from catalogue.services import changes, ingest


@dataclass(frozen=True, slots=True)
class Import:
    """What an import took: `seconds` by the clock, and the most memory the process had."""

    seconds: float
    megabytes: float


def measure(plan: Plan) -> Iterator[Figure]:
    """Compare an import into an empty catalogue with the bare insertion of the rows that it left there."""
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        imported, bare = Path(folder, "imported.db"), Path(folder, "bare.db")
        # In a process of its own, so that its memory is that of an import and nothing else.
        with ProcessPoolExecutor(1, get_context("spawn")) as executor:
            done = executor.submit(_import, imported, plan.n_imported).result()
        seconds = _insert(bare, imported)
    rate = plan.n_imported / done.seconds
    shown = f"{rate:,.0f}/s, {done.megabytes:.0f} MB; bare {plan.n_imported / seconds:,.0f}/s"
    yield Figure(f"import of {plan.n_imported:,} records, against a bare executemany", shown, done.seconds / seconds)


def _import(database: Path, n_books: int) -> Import:
    outcomes = list(Generator().outcomes(n_books))
    with catalogues.migrated(database).app_context():
        session = db.session()
        start = time.perf_counter()
        changes.open_write(session)
        ingest.ingest(session, outcomes, source="benchmark", actor="benchmark")
        session.commit()
        seconds = time.perf_counter() - start
    return Import(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _insert(database: Path, source: Path) -> float:
    """Return how long the rows of all tables of `source` take to insert into an empty `database`, in seconds."""
    with catalogues.migrated(database).app_context():
        db.engine.dispose()
    rows: dict[sa.Table, list[Any]] = {}
    with closing(sqlite3.connect(source)) as connection:
        for table in Base.metadata.sorted_tables:
            rows[table] = connection.execute(f"SELECT * FROM {table.name}").fetchall()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            gaps = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({gaps})", found)
        connection.execute("COMMIT")
        return time.perf_counter() - start
