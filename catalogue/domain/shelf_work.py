"""What is done with many copies at the shelves: withdrawals, returns of deposits, stocktakings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue.domain.items import WithdrawalDestination, WithdrawalReason
from catalogue.domain.views import ItemView


@dataclass(slots=True)
class WithdrawnCopies:
    """Copies that somebody wants to withdraw: those that can be, and those that stay as they are."""

    ready: list[ItemView] = field(default_factory=list)
    on_loan: list[ItemView] = field(default_factory=list)
    withdrawn_before: list[ItemView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """A withdrawal; `undone_by` is the change set that took it back, if one did."""

    change_set_id: int
    reason: WithdrawalReason
    destination: WithdrawalDestination
    day: date
    name: str
    actor: str
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class WithdrawalEntry:
    """A line of the annex of a procès-verbal: a copy as it was when it was withdrawn. `price` is decimal text."""

    author: str
    title: str
    number: str | None
    call_number: str | None
    acquired_on: str | None
    price: str | None
    reason: WithdrawalReason


def list_withdrawn(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[WithdrawalEntry]:
    """Yield the copies of a book that a change withdrew, from the states of the change log."""
    old = {item.get("id", item.get("barcode")): item for item in before.get("items", ())}
    for item in after.get("items", ()):
        was = old.get(item.get("id", item.get("barcode")), {})
        if item.get("status") != "withdrawn" or was.get("status") == "withdrawn":
            continue
        yield WithdrawalEntry(
            author="; ".join(before.get("authors", ())[:2]),
            title=str(before.get("title", "")),
            number=item.get("inventory_number") or item.get("barcode"),
            call_number=item.get("call_number"),
            acquired_on=item.get("acquired_on"),
            price=item.get("price"),
            reason=WithdrawalReason(item.get("withdrawal_reason") or WithdrawalReason.OTHER),
        )


@dataclass(frozen=True, slots=True)
class DepositView:
    """How many copies of an owner go back by a day; without a day they stay until somebody asks for them."""

    owner: str
    return_by: date | None
    n_items: int


@dataclass(slots=True)
class DepositReturn:
    """What giving copies back does: `own` ones are no deposit, those `on_loan` have to come back first.

    `left_without` are the books, by number, that keep no copy.
    """

    ready: list[ItemView] = field(default_factory=list)
    own: list[ItemView] = field(default_factory=list)
    on_loan: list[ItemView] = field(default_factory=list)
    left_without: list[int] = field(default_factory=list)
