"""Data files as tidy frames, bounded in size, rows and columns."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from explorer.frames.sample import DataSet
from explorer.frames.tidy import tidy
from explorer.frames.typed import dated
from explorer.sources import containers, delimited, documents
from explorer.sources.faults import Fault, UnreadableFile
from explorer.sources.folder import FORMATS

N_ROWS = 100_000
"""Rows of a frame; of a longer file as many are drawn at random."""
N_COLUMNS = 300
"""Columns of a frame; those to the right of them are told about and left out."""

MEGABYTES = {"csv": 500, "tsv": 500, "json lines": 500, "parquet": 1_000, "json": 40, "excel": 40}
"""How large a file of each format may be: those that must be read whole are told to be smaller."""

READERS: dict[str, Callable[[Path, int], tuple[pd.DataFrame, int]]] = {
    "csv": delimited.read,
    "tsv": delimited.read,
    "json": documents.read_json,
    "json lines": documents.read_lines,
    "parquet": containers.read_parquet,
}


def version(path: Path) -> tuple[int, int]:
    """Return what changes when the file does: its size, and when it was written, in nanoseconds.

    :raises UnreadableFile: when it is gone.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableFile(Fault.GONE) from error
    return status.st_size, status.st_mtime_ns


def sheets(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook, none of a file of another format. :raises UnreadableFile:"""
    if format_of(path) != "excel":
        return []
    _check_size(path)
    return containers.sheets(path)


def read(path: Path, sheet: str | None = None) -> DataSet:
    """Return the table in a file.

    :raises UnreadableFile: when there is none, with the reason.
    """
    form = format_of(path)
    _check_size(path)
    try:
        frame, n_rows = containers.read_sheet(path, N_ROWS, sheet) if form == "excel" else READERS[form](path, N_ROWS)
    except PermissionError as error:
        raise UnreadableFile(Fault.FORBIDDEN) from error
    except FileNotFoundError as error:
        raise UnreadableFile(Fault.GONE) from error
    except MemoryError as error:
        raise UnreadableFile(Fault.TOO_LARGE, size=path.stat().st_size >> 20, limit=MEGABYTES[form]) from error
    if not frame.shape[1]:
        raise UnreadableFile(Fault.EMPTY)
    return DataSet(dated(tidy(frame.iloc[:, :N_COLUMNS])), n_rows, frame.shape[1])


def format_of(path: Path) -> str:
    """Return the name of a file's format. :raises UnreadableFile: when it has none that we read."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise UnreadableFile(Fault.UNKNOWN_FORMAT) from None


def _check_size(path: Path) -> None:
    """Refuse a file that is empty or too large for its format. :raises UnreadableFile:"""
    size, _ = version(path)
    limit = MEGABYTES[format_of(path)]
    if not size:
        raise UnreadableFile(Fault.EMPTY)
    if size > limit << 20:
        raise UnreadableFile(Fault.TOO_LARGE, size=size >> 20, limit=limit)
