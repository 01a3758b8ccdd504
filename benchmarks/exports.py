"""Export of a large catalogue as JSON lines, against a bare SELECT of the same rows written by orjson."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy.dialects import sqlite

from benchmarks import catalogues
from benchmarks.memory import PeakMemory
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from catalogue.common.garbage import collect_seldom
from catalogue.extensions import db
from catalogue.formats.writing import WRITERS
from catalogue.models import Book, Item
from catalogue.services import exports
from catalogue.store.book_views import select_books
from catalogue.store.holdings import select_items

MOST_TIMES_BARE = 3
MOST_MEGABYTES = 200


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Write the whole catalogue twice: as `catalogue export` does, and its bare rows."""
    database = plan.make_large()
    with tempfile.TemporaryDirectory(dir=plan.folder) as name:
        folder = Path(name)
        bare = catalogues.run_in_process(_write_bare, database, folder / "bare")
        seconds, megabytes = catalogues.run_in_process(_export, database, folder / "exported.jsonl")
    n = plan.n_large
    shown = f"{n / seconds:,.0f}/s; bare {n / bare:,.0f}/s"
    what = f"export of {n:,} books as JSON lines, against SELECT and orjson"
    yield make_upper_bound(MOST_TIMES_BARE, what, shown, seconds / bare)
    memory = f"the most memory meanwhile, against {MOST_MEGABYTES} MB"
    yield make_upper_bound(1, memory, f"{megabytes:.0f} MB", megabytes / MOST_MEGABYTES)


def _export(database: Path, path: Path) -> tuple[float, float]:
    """Return seconds and megabytes of an export."""
    with catalogues.create_migrated_app(database).app_context(), PeakMemory() as memory:
        start = time.perf_counter()
        with collect_seldom(), exports.open_snapshot(db.engine) as session, path.open("wb") as out:
            for piece in WRITERS["jsonl"].write(exports.read_all(session)):
                assert isinstance(piece, bytes)
                out.write(piece)
        seconds = time.perf_counter() - start
        db.engine.dispose()
    return seconds, memory.megabytes


def _write_bare(database: Path, path: Path) -> float:
    """Return how long the statements behind an export take, their rows written as they are, in seconds."""
    options = {"literal_binds": True}
    books, items = (
        str(statement.compile(dialect=sqlite.dialect(), compile_kwargs=options))
        for statement in (select_books().order_by(Book.id), select_items().order_by(Item.book_id))
    )
    with (
        closing(sqlite3.connect(database)) as connection,
        closing(sqlite3.connect(database)) as beside,
        path.open("wb") as out,
    ):
        start = time.perf_counter()
        for row in _add_items(connection.execute(books), beside.execute(items)):
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        return time.perf_counter() - start


def _add_items(books: Iterator[Sequence[Any]], items: Iterator[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield rows of books, the JSON in them parsed, each with the rows of its items."""
    groups = groupby(items, key=itemgetter(1))
    book_id, group = next(groups, (0, iter(())))
    for *columns, people, subjects, series, n_items, n_available in books:
        row = [*columns, *map(orjson.loads, (people, subjects, series)), n_items, n_available]
        if book_id == row[0]:
            row.append(list(group))
            book_id, group = next(groups, (0, iter(())))
        yield row
