"""The search index made from the tables, against Tantivy alone given the same documents."""

import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import tantivy

from benchmarks import catalogues
from benchmarks.memory import PeakMemory
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from catalogue.common.cores import use_all_cores
from catalogue.common.garbage import collect_seldom
from catalogue.extensions import db
from catalogue.search import schema
from catalogue.search.index import BUILDER_BYTES, WRITER_BYTES, SearchIndex, Writer
from catalogue.services import index_builds
from catalogue.store.index_source import IndexSource

MOST_MEGABYTES = 600


@dataclass(frozen=True, slots=True)
class Build:
    """What it took to make an index: time by the clock, the most memory, and what lies on the disk after it."""

    seconds: float
    megabytes: float
    megabytes_on_disk: float


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Build the index of the large catalogue twice: from its tables, and from the documents that came of that."""
    database = plan.make_large()
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        documents = Path(folder, "documents")
        built = catalogues.run_in_process(build, database, Path(folder, "built"), documents)
        bare = catalogues.run_in_process(build_bare, Path(folder, "bare"), documents)
    shown = f"{built.seconds:,.0f} s, {plan.n_large / built.seconds:,.0f} books/s; bare {bare.seconds:,.0f} s"
    what = f"index of {plan.n_large:,} books, against a bare Tantivy build"
    yield Figure(what, shown, built.seconds / bare.seconds)
    shown = f"{built.megabytes:.0f} MB; bare {bare.megabytes:.0f} MB"
    memory = f"the most memory meanwhile, against {MOST_MEGABYTES} MB"
    yield make_upper_bound(1, memory, shown, built.megabytes / MOST_MEGABYTES)
    beside = database.stat().st_size / 1e6
    shown = f"{built.megabytes_on_disk:,.0f} MB; database {beside:,.0f} MB"
    yield Figure("index on disk, against the database", shown, built.megabytes_on_disk / beside)


def build(database: Path, folder: Path, documents: Path) -> Build:
    """Build the index of `database` in `folder`, and leave its documents in `documents`, a line each."""
    with catalogues.create_migrated_app(database).app_context(), documents.open("wb") as file:
        index = _RecordingIndex(folder, file)
        start = time.perf_counter()
        with PeakMemory() as memory, index.locked(0), use_all_cores(), collect_seldom():
            index_builds.build(index, IndexSource(db.session()))
        seconds = time.perf_counter() - start - index.seconds_noting
        db.session.remove()
        db.engine.dispose()
    return Build(seconds, memory.megabytes, _measure_size(folder))


def build_bare(folder: Path, documents: Path) -> Build:
    """Build an index with the same fields, memory and thread, of documents that are there already."""
    folder.mkdir()
    index = tantivy.Index(schema.build_schema(), str(folder))
    start = time.perf_counter()
    writer = index.writer(BUILDER_BYTES, 1)
    with documents.open() as lines:
        for line in lines:
            writer.add_json(line)
    writer.commit()
    writer.wait_merging_threads()
    return Build(time.perf_counter() - start, _measure_peak_megabytes(), _measure_size(folder))


class _RecordingIndex(SearchIndex):
    """An index of which every document added is noted in `file`; the time that takes is told apart."""

    def __init__(self, folder: Path, file: BinaryIO) -> None:
        super().__init__(folder)
        self.file = file
        self.seconds_noting = 0.0

    @contextmanager
    def writing(self, n_bytes: int = WRITER_BYTES) -> Iterator[Writer]:
        with super().writing(n_bytes) as writer:
            yield _RecordingWriter(writer, self)


class _RecordingWriter(Writer):
    def __init__(self, writer: Writer, index: _RecordingIndex) -> None:
        super().__init__(writer._writer)
        self._index = index

    def add_json(self, document: str) -> None:
        super().add_json(document)
        start = time.perf_counter()
        self._index.file.write(document.encode() + b"\n")
        self._index.seconds_noting += time.perf_counter() - start


def _measure_peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measure_size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
