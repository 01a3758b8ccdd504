"""The inventory register on the wire."""

from typing import Any

import marshmallow as ma

from catalogue.domain.items import WithdrawalDestination, WithdrawalReason
from catalogue.domain.register import Departure, Origin, RegisterEntry
from catalogue.schemas.fields import Integer
from catalogue.schemas.queries import Parameters


class GiveNumberQuery(Parameters):
    """Whether the catalogue gives the inventory number."""

    give_number = ma.fields.Boolean(
        load_default=False,
        metadata={"description": "Give the copy the next inventory number, when the body has none"},
    )


class RegisterEntrySchema(ma.Schema):
    """A line of the register; while the copy is in the stock, what became of it is null."""

    item_id = Integer(required=True)
    inventory_number = ma.fields.String(required=True, allow_none=True)
    barcode = ma.fields.String(required=True, allow_none=True)
    entered_on = ma.fields.Date(required=True, allow_none=True)
    title = ma.fields.String(required=True)
    origin = ma.fields.Enum(Origin, by_value=True, required=True)
    owner = ma.fields.String(required=True, allow_none=True)
    price = ma.fields.Float(required=True, allow_none=True)
    left_by = ma.fields.Enum(Departure, by_value=True, required=True, allow_none=True)
    left_on = ma.fields.Date(required=True, allow_none=True)
    reason = ma.fields.Enum(WithdrawalReason, by_value=True, required=True, allow_none=True)
    destination = ma.fields.Enum(WithdrawalDestination, by_value=True, required=True, allow_none=True)


def dump_register_entry(entry: RegisterEntry) -> dict[str, Any]:
    """Return a line of the register in its wire form."""
    return {
        "item_id": entry.item_id,
        "inventory_number": entry.number,
        "barcode": entry.barcode,
        "entered_on": entry.entered_on,
        "title": entry.title,
        "origin": entry.origin,
        "owner": entry.owner,
        "price": None if entry.price is None else float(entry.price),
        "left_by": entry.left_by,
        "left_on": entry.left_on,
        "reason": entry.reason,
        "destination": entry.destination,
    }
