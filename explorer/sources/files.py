"""Data files as tidy frames, bounded in size, rows and columns."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.common.tables.workbooks import list_sheets
from explorer.frames.infer_types import parse_dates
from explorer.frames.normalize import tidy
from explorer.frames.sample import N_COLUMNS, DataSet
from explorer.sources.folder import FORMATS
from explorer.sources.parquet import read_parquet
from explorer.sources.rows import frame_delimited, frame_json, frame_json_lines, frame_sheet

N_ROWS = 100_000
"""Rows of a frame; of a longer file as many are drawn at random."""
N_SIGNS = 32_767
"""Signs of a text; what is longer is cut, and ends in "…". As many fit into a cell of a spreadsheet."""

MEGABYTES = {"csv": 500, "tsv": 500, "json lines": 500, "parquet": 1_000, "json": 40, "excel": 40}
"""How large a file of each format may be: those that must be read whole are told to be smaller."""

READERS: dict[str, Callable[[Path, int], DataSet]] = {
    "csv": frame_delimited,
    "tsv": frame_delimited,
    "json": frame_json,
    "json lines": frame_json_lines,
    "parquet": read_parquet,
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
    return list_sheets(path)


def read(path: Path, sheet: str | None = None) -> DataSet:
    """Return the table in a file.

    :raises UnreadableFile: when there is none, with the reason.
    """
    form = format_of(path)
    _check_size(path)
    try:
        data = frame_sheet(path, N_ROWS, sheet) if form == "excel" else READERS[form](path, N_ROWS)
    except PermissionError as error:
        raise UnreadableFile(Fault.FORBIDDEN) from error
    except FileNotFoundError as error:
        raise UnreadableFile(Fault.GONE) from error
    if not data.n_columns:
        raise UnreadableFile(Fault.EMPTY)
    frame = tidy(data.frame.iloc[:, :N_COLUMNS])
    return replace(data, frame=parse_dates(_cut_texts(frame)))


def _cut_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its texts cut to `N_SIGNS`."""
    texts = [name for name in frame.columns if isinstance(frame[name].dtype, pd.StringDtype)]
    long = [name for name in texts if (frame[name].str.len() > N_SIGNS).any()]
    return frame.assign(**{name: frame[name].map(_cut, na_action="ignore").astype("str") for name in long})


def _cut(text: str) -> str:
    return text if len(text) <= N_SIGNS else text[: N_SIGNS - 1] + "…"


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
