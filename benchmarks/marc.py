"""Records of MARC read as an import reads them, against pymarc reading the same file and nothing else."""

import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymarc

from benchmarks import catalogues
from benchmarks.memory import PeakMemory
from benchmarks.plan import BenchmarkPlan
from benchmarks.report import Figure, make_upper_bound
from catalogue import formats
from catalogue.common.cores import use_all_cores
from catalogue.common.garbage import collect_seldom
from catalogue.extensions import db
from catalogue.formats.writing import WRITERS
from catalogue.services import exports

MOST_TIMES_PYMARC = 2.5
MOST_MEGABYTES = 600


def measure(plan: BenchmarkPlan) -> Iterator[Figure]:
    """Read made-up books in ISO 2709 and MARCXML, by our readers on all cores and by pymarc."""
    database = catalogues.keep_catalogue(plan.folder, plan.n_imported)
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        for name, label, read_bare in (
            ("marc21", "records of MARC 21 in ISO 2709", _read_iso2709),
            ("marcxml", "records of MARC 21 in MARCXML", _read_xml),
        ):
            path = Path(folder, name)
            n = catalogues.run_in_process(_write, database, path, name)
            bare = catalogues.run_in_process(_measure, path, read_bare)
            seconds, megabytes = catalogues.run_in_process(_read, path)
            shown = f"{n / seconds:,.0f}/s; pymarc {n / bare:,.0f}/s"
            yield make_upper_bound(MOST_TIMES_PYMARC, f"{n:,} {label}, against pymarc", shown, seconds / bare)
            what = f"the most memory meanwhile, against {MOST_MEGABYTES} MB"
            yield make_upper_bound(1, what, f"{megabytes:.0f} MB", megabytes / MOST_MEGABYTES)


def _write(database: Path, path: Path, format_name: str) -> int:
    """Write the books of a catalogue, and return how many there was room for."""
    n_left_out = 0
    with catalogues.create_migrated_app(database).app_context(), path.open("wb") as out:
        with exports.open_snapshot(db.engine) as session:
            for piece in WRITERS[format_name].write(exports.read_all(session)):
                if isinstance(piece, bytes):
                    out.write(piece)
                else:
                    n_left_out += 1
            n_books = len(list(exports.list_all_ids(session)))
        db.engine.dispose()
    return n_books - n_left_out


def _read(path: Path) -> tuple[float, float]:
    """Return seconds and megabytes of our reading."""
    with PeakMemory() as memory, path.open("rb") as file, use_all_cores(), collect_seldom():
        start = time.perf_counter()
        deque(formats.read(file, path.name), maxlen=0)
        seconds = time.perf_counter() - start
    return seconds, memory.megabytes


def _measure(path: Path, read: Callable[[Path], Any]) -> float:
    with collect_seldom():
        return catalogues.measure_seconds(lambda: read(path))


def _read_iso2709(path: Path) -> None:
    with path.open("rb") as file:
        deque(pymarc.MARCReader(file), maxlen=0)


def _read_xml(path: Path) -> None:
    with path.open("rb") as file:
        pymarc.map_xml(lambda _: None, file)  # type: ignore[no-untyped-call]
