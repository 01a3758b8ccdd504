"""Tables that this catalogue wrote: what stands together in one cell there is taken apart again."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

BETWEEN = "; "
"""Stands between the values of a cell."""
ITEM_COLUMNS = {
    **{"barcodes": "barcode", "inventory_numbers": "inventory_number", "call_numbers": "call_number"},
    **{"locations": "location", "volumes": "volume", "statuses": "status", "due_dates": "due_on"},
    **{"acquisition_dates": "acquired_on", "prices": "price", "owners": "owner", "deposit_dates": "deposited_on"},
    **{"deposit_return_dates": "return_by", "item_notes": "note", "withdrawal_dates": "withdrawn_on"},
    **{"withdrawal_reasons": "withdrawal_reason", "withdrawal_destinations": "withdrawal_destination"},
}
"""The columns of copies, in each of which all copies of a book stand in the same order, and the member of each."""
_FIRST = frozenset({"id", "title", "barcodes", "call_numbers", "locations", "statuses"})
"""What every table of ours has had from the first."""
_ANSWERED = {"id": 0, "book_id": 0, "revision": 0, "links": {}}
"""What tells an item of the API's answers: such a one is taken to the letter."""
_PART = re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL)


def join_cell(values: Iterable[str]) -> str:
    r"""Return the values of a cell, in which `;` and `\` of theirs are escaped by `\`.

    >>> print(join_cell(["B1", "", "réserve ; 2"]))
    B1; ; réserve \; 2
    """
    return BETWEEN.join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split_cell(cell: Any) -> list[str]:
    r"""Return the values that `join_cell` joined, of which the blanks at their ends may be gone.

    >>> split_cell(r"B1; ; réserve \; 2")
    ['B1', '', 'réserve ; 2']
    """
    values = [""]
    for part in _PART.findall(str(cell)):
        if part == ";":
            values.append("")
        else:
            values[-1] += part[1:] if len(part) > 1 and part[0] == "\\" else part
    return [value.strip() for value in values]


def is_own(names: list[str]) -> bool:
    """Tell whether these are the headings of a table that this catalogue wrote."""
    return set(names) >= _FIRST


def take_apart(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a row with its copies, identifiers and extra values as JSON has them.

    A column that has another number of values than there are copies cannot be told apart, and stays as it is.

    >>> row = take_apart({"id": "7", "title": "Nana", "barcodes": "B1; B2", "statuses": "available; lost"})
    >>> [(item["barcode"], item["status"]) for item in row["items"]]
    [('B1', 'available'), ('B2', 'lost')]
    """
    columns = {name: split_cell(members[name]) for name in ITEM_COLUMNS if members.get(name)}
    n_items = len(columns.get("statuses") or columns.get("barcodes") or ())
    columns = {name: values for name, values in columns.items() if len(values) == n_items}
    row = {name: value for name, value in members.items() if name not in columns}
    if columns:
        rows = zip(*columns.values(), strict=True)
        row["items"] = [_ANSWERED | _name_values(columns, values) for values in rows]
    if str(row.get("id", "")).isdigit():
        row["id"] = int(row["id"])
    if "identifiers" in row:
        parts = (one.partition(" ") for one in split_cell(row["identifiers"]))
        row["identifiers"] = [{"scheme": scheme, "value": value} for scheme, _, value in parts]
    if extra := _parse_object(row.get("extra")):
        row["extra"] = extra
    return row


def _name_values(columns: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    return {ITEM_COLUMNS[name]: value for name, value in zip(columns, values, strict=True) if value}


def _parse_object(text: Any) -> dict[str, Any] | None:
    try:
        value = orjson.loads(text)
    except (TypeError, ValueError):
        return None
    return value if isinstance(value, dict) else None
