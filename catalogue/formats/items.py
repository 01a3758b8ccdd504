"""The items that a file gives with a book."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason, item_from_json
from catalogue.errors import InvalidRecord
from catalogue.formats.dates import read_day
from catalogue.formats.field_names import FLAGS, ITEM
from catalogue.formats.naming import Naming
from catalogue.formats.prices import read_price
from catalogue.formats.statuses import read_availability, read_flag, read_loan, read_status
from catalogue.formats.values import LEFT, Reading, list_parts, read_text, unwrap_value

_SUMMARY = frozenset({"total", "available"})
_GIVEN_BY_US = frozenset({"id", "book_id", "shelf_key", "revision", "links"})
_ANSWERED = frozenset({"id", "book_id", "status", "revision", "links"})
_COUNT = re.compile(r"(\d{1,4})(?:\s*(?:ex\.?|exemplaires?|copies|copy))?", re.ASCII | re.IGNORECASE)


def _read_choice(choices: type[StrEnum], value: object) -> Reading:
    """Read one of the words of the API; other words are left."""
    reading = read_text(unwrap_value(value))
    if reading.value is None:
        return reading
    return next((Reading(one) for one in choices if one == reading.value), LEFT)


_READ: dict[str, Callable[[object], Reading]] = {
    "status": read_status,
    "available": read_availability,
    "loan": read_loan,
    **dict.fromkeys(("acquired_on", "due_on", "deposited_on", "return_by", "withdrawn_on"), read_day),
    "price": read_price,
}
_READ |= {
    "withdrawal_reason": partial(_read_choice, WithdrawalReason),
    "withdrawal_destination": partial(_read_choice, WithdrawalDestination),
}
_READ |= {flag: partial(read_flag, ItemStatus(flag)) for flag in FLAGS}
_STATUSES = frozenset({"status", "available", "loan", *FLAGS})
_NO_BARCODE = "0"
MOST_COPIES = 500
"""More copies of one book than any library has: a larger number counts something else."""


@dataclass(slots=True)
class Holdings:
    """What a value tells of items: `items` with barcodes, `unnumbered` ones without, and what is `left` of it.

    `n_misfits` says how much of the rest has a place in an item and did not fit it. The barcode of an unnumbered item
    is yet to be given.
    """

    items: tuple[ItemRecord, ...] = ()
    unnumbered: tuple[ItemRecord, ...] = ()
    left: Any = None
    n_misfits: int = 0


def read_holdings(value: object, naming: Naming) -> Holdings:
    """Read the items of a book, or how many there are.

    The summary in an answer of the API (`{"total": 2, "available": 1}`) is no item, and nothing is lost with it.

    >>> told = read_holdings([{"barcode": "1", "cote": "843 CAM", "poids": 7}, {"cote": "R"}], Naming())
    >>> told.items[0].call_number, told.left, told.n_misfits, len(told.unnumbered)
    ('843 CAM', [{'barcode': '1', 'poids': 7}, {'cote': 'R'}], 1, 1)
    >>> len(read_holdings("3 ex.", Naming()).unnumbered)
    3
    """
    if isinstance(value, dict) and value.keys() == _SUMMARY:
        return Holdings()
    if (n := _read_count(value)) is not None:
        return Holdings(unnumbered=(ItemRecord(barcode=_NO_BARCODE),) * n, left=value)
    members = Holdings()
    left: list[Any] = []
    for part in list_parts(value):
        if answer := _read_answer(part):
            members.items += (answer,)
            continue
        item, rest, n_misfits = _read_item(part, naming) if isinstance(part, dict) else (None, part, 1)
        members.n_misfits += n_misfits
        if item is not None:
            members.items += (item,)
            left += [{"barcode": item.barcode, **rest}] if rest else []
            continue
        left.append(part)
        if isinstance(part, dict) and (unnumbered := _read_unnumbered(part, naming)):
            members.unnumbered += (unnumbered,)
    members.left = (left if members.items else value) if left else None
    return members


def read_only_item(record: dict[str, Any], naming: Naming) -> tuple[ItemRecord | None, frozenset[str], int]:
    """Return the item that a record of one book and one item tells of, and the names in the record that tell it.

    The last value says how many fields of an item did not fit.

    >>> item, names, _ = read_only_item({"titre": "La Peste", "code_barres": "17", "cote": "843 CAM"}, Naming())
    >>> item.barcode, sorted(names)
    ('17', ['code_barres', 'cote'])
    """
    columns = {name: column for name in record if (column := naming.find_item_column(name))}
    if "barcode" not in columns.values():
        return None, frozenset(), 0
    item, rest, n_misfits = _read_item({name: record[name] for name in columns}, naming)
    return item, frozenset(columns.keys() - rest.keys() if item else ()), n_misfits


def add_shelf(unnumbered: tuple[ItemRecord, ...], record: dict[str, Any], naming: Naming) -> tuple[ItemRecord, ...]:
    """Return items without barcodes where the record they belong to says they are."""
    shelf = _read_unnumbered({name: record[name] for name in record if naming.find_item_column(name)}, naming)
    if shelf is None:
        return unnumbered
    return tuple(
        replace(item, call_number=item.call_number or shelf.call_number, location=item.location or shelf.location)
        for item in unnumbered
    )


def read_item_without_barcode(record: dict[str, Any], naming: Naming) -> tuple[ItemRecord, ...]:
    """Return the one item of a record that says where it stands or whether it is there, and gives no barcode.

    A place alone is not enough, nor is a status that we do not know: both may be said of something else.

    >>> [item.status.value for item in read_item_without_barcode({"titre": "Nana", "emprunté": True}, Naming())]
    ['on_loan']
    >>> read_item_without_barcode({"titre": "Nana", "statut": "lu", "lieu": "Paris"}, Naming())
    ()
    """
    columns = {name: column for name in record if (column := naming.find_item_column(name))}
    members = {
        column
        for name, column in columns.items()
        if (reading := _READ.get(column, read_text)(record[name])).value is not None
        and (column in {"call_number", "acquired_on"} or (column in _STATUSES and reading.is_whole))
    }
    item = _read_unnumbered({name: record[name] for name in columns}, naming) if members else None
    return () if item is None else (item,)


def mark_unavailable(items: tuple[ItemRecord, ...], record: dict[str, Any], naming: Naming) -> tuple[ItemRecord, ...]:
    """Return the items of a count, with as many to be checked as the record says are not there.

    >>> items = (ItemRecord(barcode="0"),) * 3
    >>> [item.status.value for item in mark_unavailable(items, {"exemplaires disponibles": 2}, Naming())]
    ['available', 'available', 'to_check']
    """
    counts = [_read_count(record[name]) for name in record if naming.find_item_column(name) == "available"]
    n_there = next((n for n in counts if n is not None), len(items))
    return (*items[:n_there], *(replace(item, status=ItemStatus.TO_CHECK) for item in items[n_there:]))


def _read_count(value: object) -> int | None:
    match unwrap_value(value):
        case bool() | None:
            return None
        case int(n) | float(n) if n == int(n) and 0 <= n <= MOST_COPIES:
            return int(n)
        case str(line) if match := _COUNT.fullmatch(line.strip()):
            return min(int(match[1]), MOST_COPIES)
        case _:
            return None


def _read_unnumbered(part: dict[str, Any], naming: Naming) -> ItemRecord | None:
    members = {name: value for name, value in part.items() if _find_column(name, naming) not in {None, "barcode"}}
    return _read_item({"barcode": _NO_BARCODE, **members}, naming)[0] if members else None


def _read_item(part: dict[str, Any], naming: Naming) -> tuple[ItemRecord | None, dict[str, Any], int]:
    """Return the item that an object describes, if it can, what is left over of it, and how much did not fit."""
    values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    n_misfits = 0
    for name, value in part.items():
        column = _find_column(name, naming)
        reading = LEFT if column is None else _READ.get(column, read_text)(value)
        if column in _STATUSES:
            reading = _choose_worse_status(values, reading)
            column = "status"
        elif column in values:
            reading = LEFT
        if column and reading.value is not None:
            values[column] = reading.value
        if (not reading.is_whole or reading.is_kept) and name not in _GIVEN_BY_US:
            rest[name] = value
            n_misfits += column is not None and not reading.is_whole
    if "barcode" not in values and "inventory_number" not in values:
        return None, part, 1
    try:
        return ItemRecord(**values), rest, n_misfits
    except InvalidRecord:
        return None, part, 1


def _find_column(name: str, naming: Naming) -> str | None:
    """Return the field that a name stands for within an item, where the names of the API are taken as well."""
    return naming.find_item_column(name) or (name if name in ITEM else None)


def _read_answer(part: object) -> ItemRecord | None:
    """Return the item in an answer of the API, taken to the letter; None when it is another object."""
    if not isinstance(part, dict) or not part.keys() >= _ANSWERED:
        return None
    try:
        return item_from_json(part)
    except (InvalidRecord, ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _choose_worse_status(values: dict[str, Any], reading: Reading) -> Reading:
    """Of two statements about where an item is, the one that it is away holds."""
    members = values.get("status", ItemStatus.AVAILABLE)
    if members is ItemStatus.AVAILABLE or reading.value in {None, ItemStatus.AVAILABLE}:
        return Reading(
            members if reading.value is ItemStatus.AVAILABLE else reading.value, reading.is_whole, reading.is_kept
        )
    return Reading(members if members is not ItemStatus.TO_CHECK else reading.value, reading.is_whole, reading.is_kept)
