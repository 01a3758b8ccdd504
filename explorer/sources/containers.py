"""Files that hold tables in a form of their own: Parquet, and the workbooks of spreadsheets."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from explorer.frames.sample import SEED, draw, room
from explorer.frames.tidy import tidy
from explorer.sources.faults import Fault, UnreadableFile

BATCH = 65_536
CHUNK = 5_000
MEGABYTE = 1 << 20
UNPACKED = 300
"""Megabytes that a workbook may grow to when it is unpacked; a small file can be made to grow without end."""


def read_parquet(path: Path, n: int) -> tuple[pd.DataFrame, int]:
    """Return the table in a Parquet file, `n` rows of it at most, drawn at random, and how many rows it has.

    :raises UnreadableFile: when it is damaged.
    """
    try:
        with pq.ParquetFile(path) as file:
            n_rows = file.metadata.num_rows
            wanted, n = np.arange(n_rows), room(n, file.metadata.num_columns)
            if n_rows > n:
                wanted = np.sort(np.random.default_rng(SEED).choice(n_rows, n, replace=False))
            parts = list(_taken(file, wanted))
            table = pa.Table.from_batches(parts, file.schema_arrow) if parts else file.schema_arrow.empty_table()
            return tidy(table.to_pandas(timestamp_as_object=False, ignore_metadata=False)), n_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(Fault.DAMAGED, format="Parquet") from error


def _taken(file: pq.ParquetFile, wanted: np.ndarray) -> Iterator[pa.RecordBatch]:
    """Yield the wanted rows, by their numbers from 0 on, of each batch of the file."""
    first = 0
    for batch in file.iter_batches(BATCH):
        start, end = np.searchsorted(wanted, [first, first + len(batch)])
        if end > start:
            yield batch.take(pa.array(wanted[start:end] - first))
        first += len(batch)


def sheets(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook, in their order.

    :raises UnreadableFile: when it is damaged, locked by a password, or would grow too large.
    """
    return list(_workbook(path).sheet_names)


def read_sheet(path: Path, n: int, sheet: str | None) -> tuple[pd.DataFrame, int]:
    """Return the table on a sheet (the first, when none is named), and how many rows it has.

    Its first row that is not empty has the names of the columns.

    :raises UnreadableFile: as `sheets`, and when the sheet is empty or not there.
    """
    workbook = _workbook(path)
    names = workbook.sheet_names
    if not names or (sheet is not None and sheet not in names):
        raise UnreadableFile(Fault.EMPTY)
    try:
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=True)
    except CalamineError as error:
        raise UnreadableFile(Fault.DAMAGED, format="Excel") from error
    filled = [[None if value == "" else value for value in row] for row in rows if any(value != "" for value in row)]
    if not filled:
        raise UnreadableFile(Fault.EMPTY)
    frame = pd.DataFrame(filled[1:], columns=range(len(filled[0])), dtype="object")
    frame = tidy(frame.set_axis(filled[0], axis="columns"))
    return draw([frame], n)


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        if is_zipfile(path):
            with ZipFile(path) as parts:
                size = sum(part.file_size for part in parts.infolist()) // MEGABYTE
            if size > UNPACKED:
                raise UnreadableFile(Fault.TOO_LARGE, size=size, limit=UNPACKED)
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except (CalamineError, BadZipFile, OSError) as error:
        raise UnreadableFile(Fault.DAMAGED, format="Excel") from error
