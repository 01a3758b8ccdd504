"""Withdrawals and deposits on the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

import marshmallow as ma

from catalogue.domain.items import WithdrawalDestination, WithdrawalReason
from catalogue.domain.shelf_work import DepositView, WithdrawalEntry, WithdrawalView
from catalogue.domain.views import ItemView
from catalogue.schemas.fields import MAX_INTEGER, Integer, make_line_field
from catalogue.schemas.items import StoredItemSchema, dump_item

MOST_CODES = 5000


class ChosenCopiesSchema(ma.Schema):
    """Which copies are meant: by their codes, by a list of scans, or both."""

    class Meta:
        unknown = ma.RAISE

    codes = ma.fields.List(
        make_line_field(64, required=True, example="3000000042"),
        load_default=[],
        validate=ma.validate.Length(max=MOST_CODES),
        metadata={"description": "Barcodes, inventory numbers, or ISBNs of books that have one copy"},
    )
    scan_list = Integer(
        load_default=None, allow_none=True, validate=ma.validate.Range(1, MAX_INTEGER), metadata={"examples": [1]}
    )


class NewWithdrawalSchema(ChosenCopiesSchema):
    """Copies to withdraw, and why."""

    reason = ma.fields.Enum(WithdrawalReason, by_value=True, required=True)
    destination = ma.fields.Enum(WithdrawalDestination, by_value=True, required=True)
    day = ma.fields.Date(required=True, metadata={"examples": ["2026-11-27"]})


class NewDepositSchema(ChosenCopiesSchema):
    """Copies that are a deposit, and whose."""

    owner = make_line_field(100, required=True, example="Bibliothèque départementale")
    owner.validators.append(ma.validate.Length(max=100))
    deposited_on = ma.fields.Date(required=True, metadata={"examples": ["2026-11-27"]})
    return_by = ma.fields.Date(load_default=None, allow_none=True, metadata={"examples": ["2027-05-27"]})


class ShelfWorkSchema(ma.Schema):
    """What was done, or would be: the copies concerned, and those that stay as they are, with the reason."""

    changeset_id = Integer(required=True, allow_none=True)
    items = ma.fields.List(ma.fields.Nested(StoredItemSchema), required=True)
    left = ma.fields.Dict(
        keys=ma.fields.String(),
        values=ma.fields.List(ma.fields.String()),
        required=True,
        metadata={"description": "Numbers of copies left as they are, by reason: `on_loan`, `unknown` …"},
    )
    books_without_copies = ma.fields.List(Integer(), required=True)


class DepositSchema(ma.Schema):
    """How many copies of an owner go back by a day."""

    owner = ma.fields.String(required=True)
    return_by = ma.fields.Date(required=True, allow_none=True)
    items = Integer(required=True)


class WithdrawalSchema(ma.Schema):
    """A withdrawal; its number is that of its change set."""

    changeset_id = Integer(required=True)
    name = ma.fields.String(required=True)
    actor = ma.fields.String(required=True)
    day = ma.fields.Date(required=True)
    reason = ma.fields.Enum(WithdrawalReason, by_value=True, required=True)
    destination = ma.fields.Enum(WithdrawalDestination, by_value=True, required=True)
    undone_by = Integer(required=True, allow_none=True)


class WithdrawalEntrySchema(ma.Schema):
    """A copy as it was when it was withdrawn."""

    author = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    number = ma.fields.String(required=True, allow_none=True)
    call_number = ma.fields.String(required=True, allow_none=True)
    acquired_on = ma.fields.String(required=True, allow_none=True)
    price = ma.fields.String(required=True, allow_none=True)
    reason = ma.fields.Enum(WithdrawalReason, by_value=True, required=True)


def dump_shelf_work(
    set_id: int | None,
    done: Sequence[ItemView],
    left: Mapping[str, Sequence[ItemView]],
    unknown: Sequence[str],
    books_without_copies: Sequence[int] = (),
) -> dict[str, Any]:
    """Return what was done in its wire form."""
    return {
        "changeset_id": set_id,
        "items": [dump_item(item) for item in done],
        "left": {name: [item.label for item in some] for name, some in left.items()} | {"unknown": list(unknown)},
        "books_without_copies": list(books_without_copies),
    }


def dump_deposit(deposit: DepositView) -> dict[str, Any]:
    """Return a deposit in its wire form."""
    return {"owner": deposit.owner, "return_by": deposit.return_by, "items": deposit.n_items}


def dump_withdrawal(withdrawal: WithdrawalView) -> dict[str, Any]:
    """Return a withdrawal in its wire form."""
    return {
        "changeset_id": withdrawal.change_set_id,
        "name": withdrawal.name,
        "actor": withdrawal.actor,
        "day": withdrawal.day,
        "reason": withdrawal.reason,
        "destination": withdrawal.destination,
        "undone_by": withdrawal.undone_by,
    }


def dump_entry(entry: WithdrawalEntry) -> dict[str, Any]:
    """Return a line of a procès-verbal in its wire form."""
    return {
        "author": entry.author,
        "title": entry.title,
        "number": entry.number,
        "call_number": entry.call_number,
        "acquired_on": entry.acquired_on,
        "price": entry.price,
        "reason": entry.reason,
    }
