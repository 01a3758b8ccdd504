"""Files of JSON: one document (RFC 8259), or one a line (JSON lines)."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.frames.sample import DataSet, draw
from explorer.frames.tidy import tidy
from explorer.sources.faults import Fault, UnreadableFile

CHUNK = 5_000
DEEP = 1
"""As many levels of objects within a row become columns of their own, `place.city`; deeper ones stay text."""


def read_json(path: Path, n: int) -> DataSet:
    """Return the table in a document, `n` rows of it at most.

    A list of objects, of lists or of plain values; an object of columns, as pandas writes it, or of rows; or an object
    with one list of objects in it, as `{"books": […]}`. JSON lines are read as such, because exports of MongoDB and of
    many others are called `.json` too.

    :raises UnreadableFile: when it is no JSON, or holds no table.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return read_lines(path, n)
        raise UnreadableFile(Fault.BAD_JSON, line=error.lineno) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault.NOT_TEXT) from error
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    except ValueError as error:  # A number of too many digits.
        raise UnreadableFile(Fault.DAMAGED, format="JSON") from error
    rows = rows_of(document)
    return _drawn((_frame(rows[start : start + CHUNK]) for start in range(0, len(rows), CHUNK)), n)


def rows_of(document: Any) -> list[Any]:
    """Return the rows of the table in a document.

    >>> rows_of({"n": 1, "books": [{"title": "A"}]}), rows_of({"a": [1, 2], "b": [3, 4]})
    ([{'title': 'A'}], [{'a': 1, 'b': 3}, {'a': 2, 'b': 4}])

    :raises UnreadableFile: when there is none.
    """
    if isinstance(document, list):
        if not document:
            raise UnreadableFile(Fault.EMPTY)
        return document
    if not isinstance(document, dict):
        raise UnreadableFile(Fault.NO_TABLE)
    lists = {name: value for name, value in document.items() if isinstance(value, list)}
    tables = [value for value in lists.values() if value and all(isinstance(row, dict) for row in value)]
    if len(tables) == 1:
        return list(tables[0])
    if lists and not tables and len(lists) == len(document) and len({len(value) for value in lists.values()}) == 1:
        return [dict(zip(lists, values, strict=True)) for values in zip(*lists.values(), strict=True)]
    if document and all(isinstance(row, dict) for row in document.values()):
        return _rows_of_objects(document)
    raise UnreadableFile(Fault.NO_TABLE)


def _rows_of_objects(document: dict[str, dict[str, Any]]) -> list[Any]:
    """Return the rows of an object of objects: a row each or, where all are numbered as pandas does it, a column."""
    if all(key.isdigit() for column in document.values() for key in column):
        numbers = dict.fromkeys(key for column in document.values() for key in column)
        return [{name: column.get(number) for name, column in document.items()} for number in numbers]
    return list(document.values())


def read_lines(path: Path, n: int) -> DataSet:
    """Return the table of a file with one JSON value a line, `n` rows of it at most.

    :raises UnreadableFile: when a line is no JSON.
    """
    return _drawn(_line_chunks(path), n)


def _drawn(parts: Iterator[pd.DataFrame], n: int) -> DataSet:
    """Return `n` rows of all parts. :raises UnreadableFile: when a value is nested too deep to be written as text."""
    try:
        frame, n_rows = draw(parts, n)
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    return DataSet(frame, n_rows, frame.shape[1])


def _line_chunks(path: Path) -> Iterator[pd.DataFrame]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            values = (_value(line, number) for number, line in enumerate(file, start=1) if line.strip())
            while chunk := list(islice(values, CHUNK)):
                yield _frame(chunk)
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault.NOT_TEXT) from error


def _value(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    except ValueError as error:
        raise UnreadableFile(Fault.BAD_JSON, line=number) from error


def _frame(rows: list[Any]) -> pd.DataFrame:
    """Return a tidy frame of rows that are objects, lists or plain values, mixed or not."""
    if all(isinstance(row, dict) for row in rows):
        return tidy(pd.json_normalize(rows, max_level=DEEP))
    if all(isinstance(row, list) for row in rows):
        return tidy(pd.DataFrame(rows))
    return tidy(pd.DataFrame({"value": pd.Series(rows, dtype="object")}))
