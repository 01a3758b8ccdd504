"""POST /api/books, against a bare commit of the same rows and an empty view."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

import orjson

from benchmarks import catalogues, servers
from benchmarks.generator import Generator
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from benchmarks.wire import KeepAliveConnection, format_request
from catalogue.domain.record import BookRecord
from catalogue.extensions import db
from catalogue.services import books
from catalogue.store import change_log

POSTS_A_ROUND = 20


Write = tuple[str, Sequence[Any]]
"""A statement and its parameters."""

_TABLES_OF_BOOKS = {"book": "id", "authorship": "book_id", "book_subject": "book_id", "change": "record_id"}
_HEADINGS = {"author": "authorship", "subject": "book_subject"}


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Compare the time of one POST, of one commit without anything around it, and of an empty view, in turns."""
    records = list(islice(Generator(seed=2).generate_records(plan.n_large + 1), plan.n_rounds * POSTS_A_ROUND))
    rounds = range(0, len(records), POSTS_A_ROUND)
    times: list[tuple[float, float, float]] = []
    with catalogues.copy_catalogue(plan.make_large()) as served, catalogues.copy_catalogue(plan.make_large()) as bare:
        writes = _record_writes(bare, records)
        token = catalogues.create_token(served)
        with (
            servers.serve_catalogue(served) as catalogue,
            servers.serve_empty() as empty,
            closing(KeepAliveConnection.connect(catalogue.port)) as posting,
            closing(KeepAliveConnection.connect(empty.port)) as idling,
            closing(_connect(bare)) as connection,
        ):
            for start in rounds:
                some = slice(start, start + POSTS_A_ROUND)
                posted = [
                    posting.measure_answer(format_request("/api/books", orjson.dumps(record.as_json()), token))
                    for record in records[some]
                ]
                committed = [_commit(connection, rows) for rows in writes[some]]
                idled = [idling.measure_answer(format_request("/")) for _ in range(POSTS_A_ROUND)]
                times += zip(posted, committed, idled, strict=True)
    post, commit, idle = (1000 * take_first_decile(column) for column in zip(*times, strict=True))
    ratio = post / (commit + idle)
    shown = f"{post:.2f} ms; commit {commit:.2f} ms, empty view {idle:.2f} ms"
    yield make_upper_bound(3, f"POST /api/books among {plan.n_large:,}, against commit + empty view", shown, ratio)


def take_first_decile(times: Sequence[float]) -> float:
    """Return the first decile of times.

    Not the median: who wakes up from a sync while other programs have all cores waits for a turn of theirs, 4 ms on
    Linux, six times as long as the commit; then commits seem slow and whatever is compared with them quick.
    """
    return quantiles(times, n=10)[0]


def _record_writes(database: Path, records: Sequence[BookRecord]) -> list[list[Write]]:
    """Return the rows that the service leaves behind for each record, found in a transaction that is rolled back."""
    with catalogues.create_migrated_app(database).app_context():
        session = db.session()
        change_log.open_write(session)
        connection: Any = session.connection().connection.driver_connection
        found = []
        for record in records:
            last = {table: _read_last_id(connection, table) for table in _HEADINGS}
            book_id = books.create(session, record, actor="local")
            found.append(_read_heading_rows(connection, book_id, last) + _read_book_rows(connection, book_id))
        session.rollback()
        db.engine.dispose()
    return found


def _read_last_id(connection: sqlite3.Connection, table: str) -> int:
    last: int = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    return last


def _read_book_rows(connection: sqlite3.Connection, book_id: int) -> list[Write]:
    writes: list[Write] = []
    for table, column in _TABLES_OF_BOOKS.items():
        writes += [
            (_format_insert(table, row), row)
            for row in connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", [book_id])
        ]
    return writes


def _read_heading_rows(connection: sqlite3.Connection, book_id: int, last: Mapping[str, int]) -> list[Write]:
    """Return the headings that the book brought, and the counts of those that were there."""
    writes: list[Write] = []
    for table, tie in _HEADINGS.items():
        rows = connection.execute(
            f"SELECT * FROM {table} WHERE id IN (SELECT {table}_id FROM {tie} WHERE book_id = ?)", [book_id]
        )
        for row in rows:
            is_new = row[0] > last[table]
            count = f"UPDATE {table} SET n_books = n_books + 1 WHERE id = ?"
            writes.append((_format_insert(table, row), row) if is_new else (count, [row[0]]))
            if is_new:
                words = connection.execute(f"SELECT * FROM {table}_word WHERE {table}_id = ?", [row[0]])
                writes += [(_format_insert(f"{table}_word", word), word) for word in words]
    return writes


def _format_insert(table: str, row: Sequence[Any]) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"


def _connect(database: Path) -> sqlite3.Connection:
    """Return a connection as durable as the service's, and with as much cache."""
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -8192"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _commit(connection: sqlite3.Connection, writes: Sequence[Write]) -> float:
    """Return how long a transaction with these writes takes, in seconds."""
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for sql, parameters in writes:
        connection.execute(sql, parameters)
    connection.execute("COMMIT")
    return time.perf_counter() - start
