"""What a column takes of the values that files hold: the readings that all columns build on.

A reading never fails: what a column cannot take is left to the caller, who keeps it under its own name.
Whether the rules of a record hold (check digits, lengths, the calendar) is for `catalogue.domain` to say.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a column takes of a value, None for nothing; `is_whole` unless something of the value was left over."""

    value: Any = None
    is_whole: bool = True


NOTHING = Reading()
"""The value says nothing: null, blank, an empty list."""

LEFT = Reading(is_whole=False)
"""The value says something that the column has no place for."""


def plain(value: Any) -> Any:
    """Return a value without its wrapping: a list of one, or an object of MongoDB's Extended JSON.

    >>> plain({"$oid": "53c2"}), plain(["fr"]), plain({"$numberInt": "416"}), plain({"$date": 1238569200000})
    ('53c2', 'fr', 416, '2009-04-01T07:00:00')
    """
    match value:
        case [list()]:
            return value
        case [only]:
            return plain(only)
        case {"$oid": str(only)} if len(value) == 1:
            return only
        case {"$date": {"$numberLong": str(digits)}} if len(value) == 1 and _INTEGER.fullmatch(digits):
            return _moment(int(digits))
        case {"$date": moment} if len(value) == 1:
            return _moment(moment)
        case {"$numberInt": str(digits)} | {"$numberLong": str(digits)} if _INTEGER.fullmatch(digits):
            return int(digits)
        case _:
            return value


def _moment(since_1970: object) -> object:
    """Return a count of milliseconds since 1970 as ISO 8601, UTC; anything else as it is."""
    if not isinstance(since_1970, int):
        return since_1970
    try:
        return (datetime(1970, 1, 1) + timedelta(milliseconds=since_1970)).isoformat()
    except OverflowError:
        return None


def text(value: object) -> Reading:
    """Read a text; a number is taken as it is written (the title 1984), blank is nothing.

    >>> text("Nana").value, text(1984).value, text("  "), text({"fr": "Nana"})
    ('Nana', '1984', Reading(value=None, is_whole=True), Reading(value=None, is_whole=False))
    """
    match plain(value):
        case None | []:
            return NOTHING
        case str(line):
            return Reading(line) if line.strip() else NOTHING
        case bool():
            return LEFT
        case int() | float() as number:
            return Reading(str(number))
        case _:
            return LEFT


def lines(value: object) -> Reading:
    """Read a list of short texts: a list of them, or one text that parts them by semicolons; blanks are dropped.

    >>> lines(["Roman", "", " "]), lines("Roman ; Algérie").value
    (Reading(value=('Roman',), is_whole=True), ('Roman', 'Algérie'))
    """
    if isinstance(value, str):
        return Reading(tuple(part for part in map(str.strip, value.split(";")) if part) or None)
    readings = [text(part) for part in parts(value)]
    found = tuple(reading.value for reading in readings if reading.value is not None)
    return Reading(found or None, all(reading.is_whole for reading in readings))


def parts(value: object) -> list[Any]:
    """Return the members of a list; anything else is a list of one, null of none.

    >>> parts(["a", "b"]), parts({"name": "a"}), parts(None)
    (['a', 'b'], [{'name': 'a'}], [])
    """
    match value:
        case None:
            return []
        case list():
            return value
        case _:
            return [value]
