"""An item before it is stored: one copy of a book, with its barcode and its place."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.domain.checks import Checks
from catalogue.domain.text import fold

_PARTING = re.compile(r"(?:(?!(?<=\d)\.(?=\d))[\W_])+")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_CLASS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d+)?(?!\d)")


class ItemStatus(StrEnum):
    """Where an item is in its life; only an available one can be taken from the shelf."""

    AVAILABLE = "available"
    ON_LOAN = "on_loan"
    IN_REPAIR = "in_repair"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    TO_CHECK = "to_check"


KEPT_FROM_READERS = frozenset({ItemStatus.LOST, ItemStatus.WITHDRAWN})
"""States of items that readers cannot hope for; the desk alone shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """A valid item; making an invalid one raises `InvalidRecord` with every fault found."""

    barcode: str
    call_number: str | None = None
    location: str | None = None
    status: ItemStatus = ItemStatus.AVAILABLE
    acquired_on: date | None = None

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.line("barcode", 32, required=True)
        checks.line("call_number", 64)
        checks.line("location", 100)
        checks.done()

    def as_json(self) -> dict[str, Any]:
        """Return the item as JSON keeps it, the names being those of the wire."""
        return {
            "barcode": self.barcode,
            "call_number": self.call_number,
            "location": self.location,
            "status": self.status.value,
            "acquired_on": self.acquired_on.isoformat() if self.acquired_on else None,
        }


def item_from_json(values: dict[str, Any]) -> ItemRecord:
    """Make the item that `ItemRecord.as_json` wrote.

    :raises InvalidRecord: when the values break the rules.
    """
    acquired_on = values.get("acquired_on")
    return ItemRecord(
        **{
            **values,
            "status": ItemStatus(values["status"]),
            "acquired_on": date.fromisoformat(acquired_on) if acquired_on else None,
        }
    )


def shelf_key(call_number: str) -> str:
    """Return `call_number` rewritten so that sorting walks the shelf: 843 CAM, then 843.1 ZOL, then 1000.

    Each number is padded to four digits before its point, so that text order is number order; whatever else is neither
    letter nor digit parts as a space does, and comes before a point.

    >>> sorted(["843.1 ZOL", "843 CAM", "J 843 DAH", "84 X"], key=shelf_key)
    ['84 X', '843 CAM', '843.1 ZOL', 'J 843 DAH']
    >>> sorted(["641.5/COR", "641/BET", "641-555"], key=shelf_key)
    ['641-555', '641/BET', '641.5/COR']
    """

    def padded(match: re.Match[str]) -> str:
        whole, _, fraction = match.group().partition(".")
        return f"{whole:0>4}.{fraction}" if fraction else f"{whole:0>4}"

    parts = _PARTING.sub(" ", _COMMA.sub(".", fold(call_number))).strip()
    return _CLASS.sub(padded, parts)[:128]
