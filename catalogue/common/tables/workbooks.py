"""The workbooks of spreadsheets: Excel's and OpenDocument's."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from python_calamine import CalamineError, CalamineWorkbook

from catalogue.common.tables.faults import Fault, UnreadableFile

MEGABYTE = 1 << 20
UNPACKED = 300
"""Megabytes that a workbook may grow to when it is unpacked; a small file can be made to grow without end."""


def list_sheets(path: Path | BinaryIO) -> list[str]:
    """Return the names of the sheets of a workbook, in their order.

    :raises UnreadableFile: when it is damaged, locked by a password, or would grow too large.
    """
    return list(_open(path).sheet_names)


def read_sheet(path: Path | BinaryIO, sheet: str | None = None) -> Iterator[list[Any]]:
    """Yield the rows of a sheet (the first, when none is named) that are not empty; an empty cell is "".

    A sheet of few cells that lie far apart takes as much memory as if all cells between them were filled.

    :raises UnreadableFile: as `list_sheets`, and when the sheet is empty or not there.
    """
    workbook = _open(path)
    names = workbook.sheet_names
    if not names or (sheet is not None and sheet not in names):
        raise UnreadableFile(Fault.EMPTY)
    try:
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=True)
    except CalamineError as error:
        raise UnreadableFile(Fault.DAMAGED, format="Excel") from error
    return (list(row) for row in rows if any(value != "" for value in row))


def _open(source: Path | BinaryIO) -> CalamineWorkbook:
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            if is_zipfile(file):
                with ZipFile(file) as parts:
                    size = sum(part.file_size for part in parts.infolist()) // MEGABYTE
                if size > UNPACKED:
                    raise UnreadableFile(Fault.TOO_LARGE, size=size, limit=UNPACKED)
            file.seek(0)
            return CalamineWorkbook.from_filelike(file)
    except (CalamineError, BadZipFile, OSError) as error:
        raise UnreadableFile(Fault.DAMAGED, format="Excel") from error
