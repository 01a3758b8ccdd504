"""The items that a file gives with a book."""

from datetime import date
from typing import Any

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.errors import InvalidRecord
from catalogue.formats.names import item_column_named
from catalogue.formats.values import LEFT, Reading, parts, text

_SUMMARY = frozenset({"total", "available"})
_GIVEN_BY_US = frozenset({"id", "book_id", "shelf_key", "revision", "links"})


def items(value: object) -> tuple[tuple[ItemRecord, ...], list[Any], int]:
    """Read the items of a book, and what of them no item can hold, each with its barcode to tell whose it is.

    The last value says how much of that has a place in an item and did not fit: a part that is no item, or a field.

    The summary in an answer of the API (`{"total": 2, "available": 1}`) is no item, and nothing is lost with it.

    >>> found, left, n_set_aside = items([{"barcode": "1", "cote": "843 CAM", "prix": 7}, {"cote": "R"}])
    >>> found[0].call_number, left, n_set_aside
    ('843 CAM', [{'barcode': '1', 'prix': 7}, {'cote': 'R'}], 1)
    """
    found: list[ItemRecord] = []
    left: list[Any] = []
    n_set_aside = 0
    if isinstance(value, dict) and value.keys() == _SUMMARY:
        return (), left, 0
    for part in parts(value):
        item, rest, n_misfits = _item(part) if isinstance(part, dict) else (None, part, 1)
        n_set_aside += n_misfits
        if item is None:
            left.append(part)
        else:
            found.append(item)
            left += [{"barcode": item.barcode, **rest}] if rest else []
    return tuple(found), left, n_set_aside


def lone_item(record: dict[str, Any]) -> tuple[ItemRecord | None, frozenset[str], int]:
    """Return the item that a record of one book and one item tells of, and the names in the record that tell it.

    The last value says how many fields of an item did not fit.

    >>> item, names, _ = lone_item({"titre": "La Peste", "code_barres": "17", "cote": "843 CAM"})
    >>> item.barcode, sorted(names)
    ('17', ['code_barres', 'cote'])
    """
    columns = {name: column[0] for name in record if (column := item_column_named(name))}
    if "barcode" not in columns.values():
        return None, frozenset(), 0
    item, rest, n_misfits = _item({name: record[name] for name in columns})
    return item, frozenset(columns.keys() - rest.keys() if item else ()), n_misfits


def _item(part: dict[str, Any]) -> tuple[ItemRecord | None, dict[str, Any], int]:
    """Return the item that an object describes, if it can, what is left over of it, and how much did not fit."""
    values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    n_misfits = 0
    for name, value in part.items():
        column = item_column_named(name)
        reading = LEFT if column is None or column[0] in values else _READ.get(column[0], text)(value)
        if column and reading.value is not None:
            values[column[0]] = reading.value
        if not reading.is_whole and name not in _GIVEN_BY_US:
            rest[name] = value
            n_misfits += column is not None
    try:
        return ItemRecord(**{"barcode": None, **values}), rest, n_misfits
    except InvalidRecord:
        return None, part, 1


def _status(value: object) -> Reading:
    reading = text(value)
    try:
        return Reading(ItemStatus(reading.value)) if reading.value else reading
    except ValueError:
        return LEFT


def _day(value: object) -> Reading:
    reading = text(value)
    try:
        return Reading(date.fromisoformat(reading.value)) if reading.value else reading
    except ValueError:
        return LEFT


_READ = {"status": _status, "acquired_on": _day}
