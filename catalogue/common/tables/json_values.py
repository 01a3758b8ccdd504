"""Files of JSON: one document (RFC 8259) that holds a table, or one value a line (JSON lines)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.common.tables.faults import Fault, UnreadableFile


def read_json(path: Path) -> Iterable[Any]:
    """Return the rows of the table in a document: objects, lists or plain values.

    A list of them; an object of columns, as pandas writes it, or of rows; or an object with one list of objects in it,
    as `{"books": […]}`. JSON lines are read as such, because exports of MongoDB and of many others are called `.json`
    too.

    :raises UnreadableFile: when it is no JSON, or holds no table.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return read_json_lines(path)
        raise UnreadableFile(Fault.BAD_JSON, line=error.lineno) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault.NOT_TEXT) from error
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    except ValueError as error:  # A number of too many digits.
        raise UnreadableFile(Fault.DAMAGED, format="JSON") from error
    return find_rows(document)


def read_json_lines(path: Path) -> Iterator[Any]:
    """Yield the values of a file with one a line.

    :raises UnreadableFile: when a line is no JSON.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _read_value(line, number)
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault.NOT_TEXT) from error


def find_rows(document: Any) -> list[Any]:
    """Return the rows of the table in a document.

    >>> find_rows({"n": 1, "books": [{"title": "A"}]}), find_rows({"a": [1, 2], "b": [3, 4]})
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
        return _merge_objects(document)
    raise UnreadableFile(Fault.NO_TABLE)


def _merge_objects(document: dict[str, dict[str, Any]]) -> list[Any]:
    """Return the rows of an object of objects: a row each or, where all are numbered as pandas does it, a column."""
    if all(key.isdigit() for column in document.values() for key in column):
        numbers = dict.fromkeys(key for column in document.values() for key in column)
        return [{name: column.get(number) for name, column in document.items()} for number in numbers]
    return list(document.values())


def _read_value(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise UnreadableFile(Fault.TOO_DEEP) from error
    except ValueError as error:
        raise UnreadableFile(Fault.BAD_JSON, line=number) from error
