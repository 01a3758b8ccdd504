"""Files that hold tables in a form of their own: Parquet, and the workbooks of spreadsheets."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from explorer.frames.sample import N_COLUMNS, SEED, DataSet, draw, room
from explorer.frames.tidy import tidy
from explorer.sources.faults import Fault, UnreadableFile

BATCH = 65_536
CHUNK = 5_000
MEGABYTE = 1 << 20
UNPACKED = 300
"""Megabytes that a workbook may grow to when it is unpacked; a small file can be made to grow without end."""


def read_parquet(path: Path, n: int) -> DataSet:
    """Return the table in a Parquet file, its first columns and `n` rows of it at most, drawn at random.

    :raises UnreadableFile: when it is damaged.
    """
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:  # A buffer would hold the whole file.
            n_rows, n_columns = file.metadata.num_rows, len(file.schema_arrow.names)
            schema = pa.schema([file.schema_arrow.field(place) for place in range(min(n_columns, N_COLUMNS))])
            schema = schema.with_metadata(file.schema_arrow.metadata)
            n = room(n, len(schema))
            if n_rows > n:
                wanted = np.sort(np.random.default_rng(SEED).choice(n_rows, n, replace=False, shuffle=False))
            else:
                wanted = np.arange(n_rows)
            parts = list(_taken(file, wanted, schema.names))
            table = pa.Table.from_batches(parts, schema) if parts else schema.empty_table()
            frame = tidy(table.to_pandas(timestamp_as_object=False, ignore_metadata=False))
            return DataSet(frame, n_rows, n_columns)
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(Fault.DAMAGED, format="Parquet") from error


def _taken(file: pq.ParquetFile, wanted: np.ndarray, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Yield the wanted rows, by their numbers from 0 on, of each batch of the file."""
    first = 0
    for batch in file.iter_batches(BATCH, columns=columns):
        start, end = np.searchsorted(wanted, [first, first + len(batch)])
        if end > start:
            yield batch.take(pa.array(wanted[start:end] - first))
        first += len(batch)


def sheets(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook, in their order.

    :raises UnreadableFile: when it is damaged, locked by a password, or would grow too large.
    """
    return list(_workbook(path).sheet_names)


def read_sheet(path: Path, n: int, sheet: str | None) -> DataSet:
    """Return the table on a sheet (the first, when none is named), `n` rows of it at most.

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
    filled = [row for row in rows if any(value != "" for value in row)]
    if not filled:
        raise UnreadableFile(Fault.EMPTY)
    head, n_columns = filled[0][:N_COLUMNS], len(filled[0])
    body = ([None if value == "" else value for value in row[:N_COLUMNS]] for row in filled[1:])
    parts = (pd.DataFrame(chunk, columns=range(len(head)), dtype="object") for chunk in _chunks(body))
    frame, n_rows = draw(parts, n)
    frame = frame if n_rows else pd.DataFrame(columns=range(len(head)), dtype="object")
    return DataSet(tidy(frame.set_axis(head, axis="columns")), n_rows, n_columns)


def _chunks(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


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
