"""Rows as `catalogue.common.tables` yields them, in frames: as many of them as fit, drawn at random."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from catalogue.common.tables.delimited import detect_dialect, read_rows
from catalogue.common.tables.faults import Fault, UnreadableFile
from catalogue.common.tables.json_values import read_json, read_json_lines
from catalogue.common.tables.workbooks import read_sheet
from explorer.frames.csv_file import unguard_frame
from explorer.frames.infer_types import infer_frame
from explorer.frames.normalize import tidy, unique_names
from explorer.frames.sample import N_COLUMNS, DataSet, draw, room

DEEP = 1
"""As many levels of objects within a row become columns of their own, `place.city`; deeper ones stay text."""


def frame_delimited(path: Path, n: int) -> DataSet:
    """Return the table in a file of lines and fields, `n` rows of it at most. :raises UnreadableFile:"""
    dialect = detect_dialect(path)
    data = _frame_cells(read_rows(path, dialect), n)
    # A guarded "-5" is text, so the guards come off last.
    frame = unguard_frame(infer_frame(data.frame.astype("str"), "," if dialect.delimiter == ";" else "."))
    return DataSet(frame, data.n_rows, data.n_columns)


def frame_sheet(path: Path, n: int, sheet: str | None) -> DataSet:
    """Return the table on a sheet, under the names in its first row that is not empty. :raises UnreadableFile:"""
    return _frame_cells(read_sheet(path, sheet), n)


def frame_json(path: Path, n: int) -> DataSet:
    """Return the table in a document of JSON, `n` rows of it at most. :raises UnreadableFile:"""
    return _frame_values(read_json(path), n)


def frame_json_lines(path: Path, n: int) -> DataSet:
    """Return the table of a file with one JSON value a line, `n` rows of it at most. :raises UnreadableFile:"""
    return _frame_values(read_json_lines(path), n)


def _frame_cells(rows: Iterable[list[Any]], n: int) -> DataSet:
    """Return the table of rows of cells, of which the first holds the names and none is longer; "" is missing."""
    rows = iter(rows)
    head = next(rows, None)
    if head is None:
        raise UnreadableFile(Fault.EMPTY)
    width = min(len(head), N_COLUMNS)
    drawn, n_rows = draw((row[:width] for row in rows), room(n, width))
    filled = [[None if value == "" else value for value in row] + [None] * (width - len(row)) for row in drawn]
    frame = pd.DataFrame(filled, columns=range(width), dtype="object")
    return DataSet(frame.set_axis(unique_names(head)[:width], axis="columns"), n_rows, len(head))


def _frame_values(values: Iterable[Any], n: int) -> DataSet:
    """Return the table of rows that are objects, lists or plain values, mixed or not."""
    rows, n_rows = draw(values, n)
    try:
        whole = _frame_mixed(rows)
        frame = tidy(whole.iloc[:, :N_COLUMNS])
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    rest, _ = draw(range(len(frame)), room(n, frame.shape[1]))
    return DataSet(frame.iloc[rest].reset_index(drop=True), n_rows, whole.shape[1])


def _frame_mixed(rows: list[Any]) -> pd.DataFrame:
    if all(isinstance(row, dict) for row in rows):
        return pd.json_normalize(rows, max_level=DEEP)
    if all(isinstance(row, list) for row in rows):
        return pd.DataFrame(rows)
    return pd.DataFrame({"value": pd.Series(rows, dtype="object")})
