"""An item before it is stored: one copy of a book, with its barcode and its place."""

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
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
    ON_SITE_ONLY = "on_site_only"
    IN_PROCESSING = "in_processing"
    MISSING = "missing"


KEPT_FROM_READERS = frozenset({ItemStatus.LOST, ItemStatus.WITHDRAWN, ItemStatus.MISSING})
"""States of items that readers cannot hope for; the desk alone shows them."""


class WithdrawalReason(StrEnum):
    """Why an item was withdrawn."""

    WORN = "worn"
    OUTDATED = "outdated"
    DUPLICATE = "duplicate"
    UNUSED = "unused"
    LOST = "lost"
    RETURNED = "returned"
    OTHER = "other"


class WithdrawalDestination(StrEnum):
    """Where a withdrawn item went; `DESTROYED` is what French libraries call the pilon."""

    DESTROYED = "destroyed"
    GIVEN = "given"
    SOLD = "sold"
    RETURNED = "returned"
    OTHER = "other"


MOST_PRICE = Decimal("999999.99")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """A valid item; making an invalid one raises `InvalidRecord` with every fault found.

    `owner` is whose it is where it is not the library's own: a depositor, as the departmental library. What is told of
    a loan (`due_on`) or of a withdrawal is kept only of an item that is on loan or withdrawn. `price` has two decimals.
    """

    barcode: str | None = None
    inventory_number: str | None = None
    call_number: str | None = None
    location: str | None = None
    volume: str | None = None
    status: ItemStatus = ItemStatus.AVAILABLE
    due_on: date | None = None
    acquired_on: date | None = None
    price: Decimal | None = None
    owner: str | None = None
    deposited_on: date | None = None
    return_by: date | None = None
    note: str | None = None
    withdrawn_on: date | None = None
    withdrawal_reason: WithdrawalReason | None = None
    withdrawal_destination: WithdrawalDestination | None = None

    def __post_init__(self) -> None:
        checks = Checks(self)
        checks.check_line("barcode", 32)
        checks.check_line("inventory_number", 32)
        checks.check_line("call_number", 64)
        checks.check_line("location", 100)
        checks.check_line("volume", 50)
        checks.check_line("owner", 100)
        checks.check_text("note", 2000)
        if self.price is not None:
            if not 0 <= self.price <= MOST_PRICE:
                checks.note("price", f"a price is between 0 and {MOST_PRICE}")
            else:
                checks.put("price", self.price.quantize(_CENT))
        if self.status is not ItemStatus.ON_LOAN:
            checks.put("due_on", None)
        if self.status is not ItemStatus.WITHDRAWN:
            for name in ("withdrawn_on", "withdrawal_reason", "withdrawal_destination"):
                checks.put(name, None)
        checks.raise_faults()

    def as_json(self) -> dict[str, Any]:
        """Return the item as JSON keeps it, the names being those of the wire."""
        return item_as_json(self)


_DAYS = ("due_on", "acquired_on", "deposited_on", "return_by", "withdrawn_on")


_NAMES = tuple(field.name for field in fields(ItemRecord))
_get_values = attrgetter(*_NAMES)


def item_as_json(item: Any) -> dict[str, Any]:
    """Return an item, stored or not, as JSON keeps it; a stored one is not checked again."""
    values: dict[str, Any] = dict(zip(_NAMES, _get_values(item), strict=True))
    values |= {name: day.isoformat() for name in _DAYS if (day := values[name])}
    values["price"] = None if item.price is None else str(item.price)
    values["status"] = item.status.value
    return values


def item_from_json(values: dict[str, Any]) -> ItemRecord:
    """Make the item that `ItemRecord.as_json` wrote.

    :raises InvalidRecord: when the values break the rules.
    """
    members = {name: values[name] for name in (field.name for field in fields(ItemRecord)) if name in values}
    days = {name: date.fromisoformat(members[name]) for name in _DAYS if members.get(name)}
    price = members.get("price")
    reason, destination = members.get("withdrawal_reason"), members.get("withdrawal_destination")
    return ItemRecord(
        **members
        | days
        | {
            "status": ItemStatus(members["status"]),
            "price": None if price is None else Decimal(str(price)),
            "withdrawal_reason": reason and WithdrawalReason(reason),
            "withdrawal_destination": destination and WithdrawalDestination(destination),
        }
    )


def shelf_key(call_number: str) -> str:
    """Return `call_number` rewritten so that sorting walks the shelf: 843 CAM, then 843.1 ZOL, then 1000.

    Each number is pad to four digits before its point, so that text order is number order; whatever else is neither
    letter nor digit parts as a space does, and comes before a point.

    >>> sorted(["843.1 ZOL", "843 CAM", "J 843 DAH", "84 X"], key=shelf_key)
    ['84 X', '843 CAM', '843.1 ZOL', 'J 843 DAH']
    >>> sorted(["641.5/COR", "641/BET", "641-555"], key=shelf_key)
    ['641-555', '641/BET', '641.5/COR']
    """

    def pad(match: re.Match[str]) -> str:
        whole, _, fraction = match.group().partition(".")
        return f"{whole:0>4}.{fraction}" if fraction else f"{whole:0>4}"

    parts = _PARTING.sub(" ", _COMMA.sub(".", fold(call_number))).strip()
    return _CLASS.sub(pad, parts)[:128]
