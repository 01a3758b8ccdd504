"""Books in tables: CSV with whatever encoding and delimiter, and the workbooks of spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any, BinaryIO, TextIO

from catalogue.common.spreadsheets import unguard
from catalogue.common.tables.delimited import END, HEAD, detect_delimiter, detect_encoding
from catalogue.common.tables.faults import Fault
from catalogue.common.tables.faults import UnreadableFile as UnreadableTable
from catalogue.common.tables.workbooks import UNPACKED, list_sheets, read_sheet
from catalogue.domain.outcome import Rejected
from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.errors import UnreadableInput
from catalogue.formats.naming import Naming
from catalogue.formats.own_tables import is_own, take_apart
from catalogue.formats.records import RAW_LENGTH, Outcome, read_record
from catalogue.formats.results import Records

Row = tuple[int, list[Any] | ImportRefusal]
"""The number of a line or row, 1-based, and its cells; or why it cannot be read."""

_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LONGEST_LINE = (1 << 24) + 64
"""Characters: more than a field may have, so that csv refuses what is cut off here."""
_BEFORE_HEADINGS = 15
"""Rows in which the headings are looked for: programs write what a list is before it."""


def recognises_csv(head: bytes) -> bool:
    """Tell whether a file that begins so is a text of lines and fields.

    >>> [recognises_csv(text) for text in (b"titre;auteur", b"titre", b"Dear reader,", b"42")]
    [True, True, False, False]
    """
    text = head.decode(detect_encoding(head), "ignore")
    if _NO_TEXT.search(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()][:_BEFORE_HEADINGS]
    delimiter = _find_delimiter(text)
    rows = [[cell.strip(' "') for cell in line.split(delimiter)] for line in lines]
    return any(len(row) > 1 and all(row[:2]) for row in rows) or any(_is_title(row[0], Naming()) for row in rows)


def recognises_workbook(head: bytes) -> bool:
    """Tell whether a file that begins so is a workbook of Excel (new or old) or OpenDocument."""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return True
    inside = (b"[Content_Types].xml", b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    return head.startswith(b"PK\x03\x04") and any(name in head for name in inside)


def read_csv(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file of lines and fields, read as it is asked for."""
    head = file.read(HEAD)
    file.seek(0)
    encoding = detect_encoding(head)
    delimiter = _find_delimiter(head.decode(encoding, "ignore"))
    return Records(_read_rows(_read_lines(file, encoding, delimiter), naming))


def read_workbook(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of the sheet that has a title among its headings, or else of the first.

    :raises UnreadableInput: when the workbook is damaged or would grow too large.
    """
    try:
        sheets = list_sheets(file)
        tables = {sheet: _read_cells(file, sheet) for sheet in sheets}
        filled = {sheet: rows for sheet, rows in tables.items() if rows}
    except UnreadableTable as fault:
        refusals = {
            Fault.TOO_LARGE: refuse(RefusalCode.TOO_LARGE_UNPACKED, size=f"{UNPACKED} MB"),
            Fault.EMPTY: refuse(RefusalCode.EMPTY_WORKBOOK),
        }
        raise UnreadableInput(name, refusals.get(fault.fault, refuse(RefusalCode.DAMAGED_WORKBOOK))) from fault
    if not filled:
        return Records(iter(()))
    best = next((sheet for sheet, rows in filled.items() if _find_headings(rows, naming)[1]), next(iter(filled)))
    others = tuple(f"{sheet} ({len(filled.get(sheet, ()))})" for sheet in sheets if sheet != best)
    return Records(_read_rows(iter(filled[best]), naming), best if others else "", others)


def _find_delimiter(text: str) -> str:
    members = _SEPARATOR.match(text)
    return members[1] if members else detect_delimiter(text)


def _read_lines(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a file that are not blank. Bytes that are wrong far down are characters of Latin-1."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="latin-1", newline="")
    reader = csv.reader(chain(_bound_lines(text), [END]), delimiter=delimiter, skipinitialspace=True)
    try:
        while True:
            number = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield number, refuse(RefusalCode.BAD_LINE, line=number, detail=str(fault))
                continue
            if row == [END]:
                return
            if row and row[-1].endswith(END):
                yield number, refuse(RefusalCode.OPEN_QUOTE, line=number)
            elif any(cell.strip() for cell in row) and not _is_separator_line(number, row, delimiter):
                yield number, [_strip_guards(cell) for cell in row]
    finally:
        text.detach()


def _bound_lines(text: TextIO) -> Iterator[str]:
    """Yield lines, of one that is longer than any field may be only its beginning: csv then refuses it."""
    while line := text.readline(_LONGEST_LINE):
        rest = line
        while len(rest) == _LONGEST_LINE and not rest.endswith("\n"):
            rest = text.readline(_LONGEST_LINE)
        yield line


def _strip_guards(cell: str) -> str:
    cell = unguard(cell.strip())
    return "" if cell == '=""' else cell


def _is_separator_line(number: int, row: list[str], delimiter: str) -> bool:
    return number == 1 and _SEPARATOR.fullmatch(delimiter.join(row).strip()) is not None


def _read_cells(file: BinaryIO, sheet: str) -> list[Row]:
    try:
        return [
            (number, [_convert_cell(cell) for cell in row]) for number, row in enumerate(read_sheet(file, sheet), 1)
        ]
    except UnreadableTable as fault:
        if fault.fault is Fault.EMPTY:
            return []
        raise


def _convert_cell(cell: Any) -> Any:
    """Return a cell as JSON would have it: whole numbers without a point, dates as ISO 8601."""
    match cell:
        case float() if cell.is_integer():
            return int(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case str():
            return cell.strip()
        case _:
            return cell


def _read_rows(rows: Iterator[Row], naming: Naming) -> Iterator[Outcome]:
    first = list(islice(rows, _BEFORE_HEADINGS))
    if not first:
        return
    place, _ = _find_headings(first, naming)
    names = _name_columns(first[place][1])
    is_ours = is_own(names)
    for position, (number, cells) in enumerate(chain(first[place + 1 :], rows), 1):
        if isinstance(cells, ImportRefusal):
            yield Rejected(position, cells)
        elif any(cell not in ("", None) for cell in cells[len(names) :]):
            refusal = refuse(RefusalCode.TOO_MANY_CELLS, line=number, n_cells=len(cells), n_names=len(names))
            yield Rejected(position, refusal, " | ".join(map(str, cells))[:RAW_LENGTH])
        else:
            members = {name: cell for name, cell in zip(names, cells, strict=False) if cell not in ("", None)}
            yield read_record(position, take_apart(members) if is_ours else members, naming)


def _find_headings(rows: list[Row], naming: Naming) -> tuple[int, bool]:
    """Return which row has the headings, and whether one of them is a title; the first row, when none is."""
    rows = rows[:_BEFORE_HEADINGS]
    for place, (_, cells) in enumerate(rows):
        if not isinstance(cells, ImportRefusal) and any(
            isinstance(cell, str) and _is_title(cell, naming) for cell in cells
        ):
            return place, True
    return next((place for place, (_, cells) in enumerate(rows) if not isinstance(cells, ImportRefusal)), 0), False


def _is_title(name: str, naming: Naming) -> bool:
    member = naming.find_field(name.strip())
    return member is not None and member.column == "title" and not member.is_weak


def _name_columns(headings: list[Any] | ImportRefusal) -> list[str]:
    """Return the names of columns, each once; what has no heading is called by its number."""
    names: list[str] = []
    for place, heading in enumerate([] if isinstance(headings, ImportRefusal) else headings, 1):
        name = str(heading).strip() if heading not in ("", None) else f"column {place}"
        n_before = names.count(name)
        names.append(f"{name} {n_before + 1}" if n_before else name)
    return names
