"""Tables that this catalogue wrote: what stands together in one cell there is taken apart again."""

from collections.abc import Mapping
from typing import Any

import orjson

BETWEEN = "; "
"""Stands between the values of a cell."""
ITEM_COLUMNS = {"barcodes": "barcode", "call_numbers": "call_number", "locations": "location", "statuses": "status"}
"""The columns of copies, in each of which all copies of a book stand in the same order, and the member of each."""


def is_own(names: list[str]) -> bool:
    """Tell whether these are the headings of a table that this catalogue wrote."""
    return {"id", "title", *ITEM_COLUMNS} <= set(names)


def take_apart(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a row with its copies, identifiers and extra values as JSON has them.

    >>> take_apart({"id": "7", "title": "Nana", "barcodes": "B1; B2", "statuses": "available; lost"})["items"]
    [{'barcode': 'B1', 'status': 'available'}, {'barcode': 'B2', 'status': 'lost'}]
    """
    row = {name: value for name, value in members.items() if name not in ITEM_COLUMNS}
    if items := _list_items(members):
        row["items"] = items
    if str(row.get("id", "")).isdigit():
        row["id"] = int(row["id"])
    if "identifiers" in row:
        parts = (one.partition(" ") for one in _split(row["identifiers"]))
        row["identifiers"] = [{"scheme": scheme, "value": value} for scheme, _, value in parts]
    if extra := _parse_object(row.get("extra")):
        row["extra"] = extra
    return row


def _list_items(members: Mapping[str, Any]) -> list[dict[str, str]]:
    columns = {member: _split(members[name]) for name, member in ITEM_COLUMNS.items() if members.get(name)}
    n_items = len(columns.get("barcode", ()))
    if any(len(values) != n_items for values in columns.values()):
        return []
    rows = zip(*columns.values(), strict=True)
    return [{name: value for name, value in zip(columns, row, strict=True) if value} for row in rows]


def _split(cell: Any) -> list[str]:
    """Return the values of a cell, of which the blanks at its ends may be gone."""
    return [value.strip() for value in str(cell).split(BETWEEN.strip())]


def _parse_object(text: Any) -> dict[str, Any] | None:
    try:
        value = orjson.loads(text)
    except (TypeError, ValueError):
        return None
    return value if isinstance(value, dict) else None
