"""Databases full of made-up books, and their search indexes, kept from run to run: a million take a while."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask

from benchmarks import real_titles
from benchmarks.generator import Generator
from catalogue.app import create_app
from catalogue.cli.ingest import store
from catalogue.database import upgrade
from catalogue.domain.outcome import Parsed
from catalogue.extensions import begin_write, db, get_live_index
from catalogue.models import AccountRole
from catalogue.search.index import SearchIndex
from catalogue.services import accounts
from catalogue.services.ingest import ImportReport
from catalogue.store.book_columns import map_record

P = ParamSpec("P")
T = TypeVar("T")

ROOT = Path(__file__).parents[1]
N_SAMPLED = 100
LIBRARIAN, PASSWORD = "librarian", "correct horse battery staple"


def make_environ(database: Path) -> dict[str, str]:
    """Return the settings of a service over `database`."""
    secret = "of no use outside a benchmark " * 2
    return {"DATABASE_URL": f"sqlite:///{database}", "SECRET_KEY": secret, "RATE_LIMITS": "off"}


def create_token(database: Path) -> str:
    """Return the token of a new librarian of the catalogue in `database`."""
    with create_app(make_environ(database)).app_context():
        session = begin_write()
        accounts.add(session, LIBRARIAN, AccountRole.LIBRARIAN, PASSWORD, actor="tests")
        _, secret = accounts.create_token(session, LIBRARIAN, "benchmark", actor="tests")
        session.commit()
        db.engine.dispose()
    return secret


def create_migrated_app(database: Path) -> Flask:
    """Return the application over `database`, its tables made."""
    app = create_app(make_environ(database))
    with app.app_context():
        upgrade()
    return app


def keep_catalogue(folder: Path, n_books: int, kind: str = "books") -> Path:
    """Return a database of `n_books` of a kind (see `_outcomes`) in `folder`, made now if there is none."""
    path = folder / f"{kind}-{n_books}-{_hash_layout()}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for older in folder.glob(f"{kind}-{n_books}-*"):
            if older.is_dir():
                shutil.rmtree(older)
            else:
                older.unlink()
        run_in_process(_make, path, n_books, kind)
    snapshot = SearchIndex(find_index(path)).snapshot()
    if snapshot is None or snapshot.state is None or snapshot.state.built_to is not None:
        run_in_process(_make_index, path)
    return path


def _generate_outcomes(kind: str, n_books: int) -> Iterator[Parsed]:
    """Yield made-up `books`, or `titles` with a real vocabulary."""
    return real_titles.generate_outcomes(n_books) if kind == "titles" else Generator().generate_outcomes(n_books)


def find_index(database: Path) -> Path:
    """Return the folder of the search index of `database`, where the service looks for it."""
    return database.with_suffix(".index")


@contextmanager
def copy_catalogue(database: Path) -> Iterator[Path]:
    """Lend a copy of `database` and its index, beside it, that may be written to."""
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        copied = Path(shutil.copy(database, folder))
        # Tantivy never changes a file, it puts another in its place; so a link to each is as good as a copy.
        ignored = shutil.ignore_patterns("lock", "*.lock")
        shutil.copytree(find_index(database), find_index(copied), copy_function=os.link, ignore=ignored)
        os.sync()  # Else the disk is still busy with the copy when commits are measured.
        yield copied


@cache
def _hash_layout() -> str:
    """Return what tells databases apart that have other tables, or hold other books: a digest of both.

    A migration that makes a table anew puts its constraints into an order that differs from run to run.
    """
    with tempfile.TemporaryDirectory() as folder, create_migrated_app(Path(folder, "empty.db")).app_context():
        with db.engine.connect() as connection:
            made = connection.scalars(sa.text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
            tables = sorted(line.strip(" \t,") for sql in made for line in sql.splitlines())
        db.engine.dispose()
    rows = [(map_record(outcome.record), outcome.items) for outcome in Generator().generate_outcomes(N_SAMPLED)]
    return sha256(repr((tables, rows)).encode()).hexdigest()[:12]


def run_in_process(call: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Return what `call` returns in a process of its own, whose memory is nobody else's and where nothing is warm."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        return executor.submit(call, *arguments, **options).result()


def measure_seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = perf_counter()
    call()
    return perf_counter() - start


def _make(path: Path, n_books: int, kind: str) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with create_migrated_app(unfinished).app_context():
        store(_generate_outcomes(kind, n_books), source="benchmark", actor="benchmark", on_piece=_print_import_progress)
        with db.engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    unfinished.rename(path)


def _make_index(path: Path) -> None:
    with create_migrated_app(path).app_context():
        get_live_index().rebuild(_print_index_progress)
        db.engine.dispose()


def _print_index_progress(n_done: int, total: int) -> None:
    if n_done % 100_000 == 0:
        print(f"  {n_done:,} of {total:,} books indexed", flush=True)


def _print_import_progress(report: ImportReport) -> None:
    if report.n_read % 50_000 == 0:
        print(f"  {report.n_read:,} books made", flush=True)
