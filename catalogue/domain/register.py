"""The inventory register: every copy that came, in the order in which it came, and what became of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from catalogue.domain.items import WithdrawalDestination, WithdrawalReason


class Origin(StrEnum):
    """How a copy came, as far as is known."""

    PURCHASE = "purchase"
    GIFT = "gift"
    DEPOSIT = "deposit"
    UNKNOWN = "unknown"


class Departure(StrEnum):
    """How a copy left."""

    WITHDRAWN = "withdrawn"
    GIVEN_BACK = "given_back"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of the register; `left_by` and `left_on` are None while the copy is in the stock."""

    item_id: int
    number: str | None
    barcode: str | None
    entered_on: date | None
    title: str
    price: Decimal | None
    owner: str | None
    left_by: Departure | None
    left_on: date | None
    reason: WithdrawalReason | None
    destination: WithdrawalDestination | None

    @property
    def origin(self) -> Origin:
        """Say how the copy came: a deposit has an owner, what was bought a price, a gift the price 0."""
        if self.owner is not None:
            return Origin.DEPOSIT
        if self.price is None:
            return Origin.UNKNOWN
        return Origin.PURCHASE if self.price else Origin.GIFT


@dataclass(frozen=True, slots=True)
class RegisterYear:
    """How many copies came in a year; None for those whose day is not known."""

    year: int | None
    n_items: int
