"""Books as a workbook of Excel (Office Open XML, ISO/IEC 29500), one row a book."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.csv_table import COLUMNS, list_values

MOST_ROWS = 1_048_576
"""Rows of a sheet, which Excel sets; further books are on further sheets."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, which Excel sets; longer texts are cut."""
PIECE = 1 << 16
"""Bytes that are yielded at once."""


def write_workbook(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield a workbook, once all books are in it: rows wait in a temporary file, because a ZIP file is written last."""
    with TemporaryDirectory(prefix="catalogue-") as folder:
        path = Path(folder, "books.xlsx")
        with Workbook(path, {"constant_memory": True, "tmpdir": folder, "use_zip64": True}) as workbook:
            _fill(workbook, books)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _fill(workbook: Workbook, books: Iterable[tuple[BookView, list[ItemView]]]) -> None:
    sheet, rows = _add_sheet(workbook)
    for book, items in books:
        row = next(rows)
        if row == MOST_ROWS:
            sheet, rows = _add_sheet(workbook)
            row = next(rows)
        for column, value in enumerate(list_values(book, items)):
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, value[:MOST_CHARACTERS])


def _add_sheet(workbook: Workbook) -> tuple[Worksheet, Iterator[int]]:
    """Return a new sheet with its heads, and the numbers of the rows below."""
    sheet = workbook.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name)
    return sheet, count(1)
