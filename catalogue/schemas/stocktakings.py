"""Stocktakings on the wire."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from catalogue.domain.items import ItemStatus
from catalogue.domain.stocktakings import (
    AUDIENCES,
    MARKS,
    MATERIALS,
    Difference,
    StocktakingEntry,
    StocktakingGroup,
    StocktakingView,
)
from catalogue.schemas.fields import MAX_INTEGER, Integer, make_line_field
from catalogue.schemas.queries import PageQuery


def _make_choices_field(choices: tuple[str, ...], text: str) -> ma.fields.List[Any]:
    one = ma.fields.String(required=True, validate=ma.validate.OneOf(choices))
    return ma.fields.List(
        one, load_default=[], validate=ma.validate.Length(max=len(choices)), metadata={"description": text}
    )


class StocktakingScopeSchema(ma.Schema):
    """Which copies are checked; a member that is left out narrows nothing. Withdrawn copies are in no scope."""

    class Meta:
        unknown = ma.RAISE

    location = make_line_field(100, text="The branch", example="Centre")
    audiences = _make_choices_field(AUDIENCES, "The sections, by the audience of the book; `unknown`: none is known")
    materials = _make_choices_field(MATERIALS, "The kinds of document; `unknown`: none is known")
    call_number_from = make_line_field(64, text="The first call number", example="800")
    call_number_to = make_line_field(64, text="The last one; all that begin with it belong to it", example="899")


class NewStocktakingSchema(ma.Schema):
    """What a client says of a stocktaking that it begins."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(100, required=True, text="What it is called", example="Récolement 2026")
    scope = ma.fields.Nested(StocktakingScopeSchema, required=True)


class StocktakingSchema(NewStocktakingSchema):
    """A stocktaking; its results stay as they are once it is closed."""

    id = Integer(required=True)
    actor = ma.fields.String(required=True)
    started_at = ma.fields.DateTime(required=True)
    closed_at = ma.fields.DateTime(required=True, allow_none=True)


class StocktakingProgressSchema(StocktakingSchema):
    """A stocktaking with how many lines each of its groups has, and the lists of scans that belong to it."""

    groups = ma.fields.Dict(
        keys=ma.fields.Enum(StocktakingGroup, by_value=True),
        values=Integer(),
        required=True,
        metadata={"description": "`found`, `came_back`, `missing` and `away` add up to the copies of the scope"},
    )
    scan_lists = ma.fields.List(Integer(), required=True)


class ScopeCountSchema(ma.Schema):
    """How many copies a scope has, in all and in each state."""

    items = Integer(required=True)
    statuses = ma.fields.Dict(keys=ma.fields.Enum(ItemStatus, by_value=True), values=Integer(), required=True)


class StocktakingListSchema(ma.Schema):
    """A list of scans that belongs to a stocktaking; without one, your own, which is begun if there is none."""

    class Meta:
        unknown = ma.RAISE

    scan_list = Integer(
        load_default=None, allow_none=True, validate=ma.validate.Range(1, MAX_INTEGER), metadata={"examples": [1]}
    )


class EntriesQuery(PageQuery):
    """Which group of a stocktaking, and which page of it."""

    group = ma.fields.Enum(StocktakingGroup, by_value=True, load_default=StocktakingGroup.MISSING)


class DifferencesQuery(PageQuery):
    """Which copies that fared differently since the last stocktaking, and which page of them."""

    difference = ma.fields.Enum(Difference, by_value=True, load_default=Difference.NEWLY_MISSING)


class StocktakingEntrySchema(ma.Schema):
    """A line of a group: a copy, or a scanned code that means none."""

    group = ma.fields.Enum(StocktakingGroup, by_value=True, required=True)
    code = ma.fields.String(required=True)
    item_id = Integer(required=True, allow_none=True)
    book_id = Integer(required=True, allow_none=True)
    title = ma.fields.String(required=True, allow_none=True)
    call_number = ma.fields.String(required=True, allow_none=True)
    location = ma.fields.String(required=True, allow_none=True)
    status = ma.fields.Enum(ItemStatus, by_value=True, required=True, allow_none=True)
    scan_list = Integer(required=True, allow_none=True)


class NewMarkSchema(ma.Schema):
    """The group whose copies are marked: those missing as missing, those that came back as on the shelf."""

    class Meta:
        unknown = ma.RAISE

    group = ma.fields.String(
        required=True, validate=ma.validate.OneOf([group.value for group in MARKS]), metadata={"examples": ["missing"]}
    )


def dump_stocktaking(stocktaking: StocktakingView) -> dict[str, Any]:
    """Return a stocktaking in its wire form."""
    scope = {name: value for name, value in stocktaking.scope.as_json().items() if value is not None}
    return {
        "id": stocktaking.id,
        "name": stocktaking.name,
        "scope": scope,
        "actor": stocktaking.actor,
        "started_at": stocktaking.started_at,
        "closed_at": stocktaking.closed_at,
    }


def dump_progress(
    stocktaking: StocktakingView, groups: Mapping[StocktakingGroup, int], scan_lists: list[int]
) -> dict[str, Any]:
    """Return a stocktaking with its groups in its wire form."""
    counts = {group.value: n for group, n in groups.items()}
    return dump_stocktaking(stocktaking) | {"groups": counts, "scan_lists": scan_lists}


def dump_stocktaking_entry(entry: StocktakingEntry) -> dict[str, Any]:
    """Return a line of a group in its wire form."""
    return {
        "group": entry.group,
        "code": entry.code,
        "item_id": entry.item_id,
        "book_id": entry.book_id,
        "title": entry.title,
        "call_number": entry.call_number,
        "location": entry.location,
        "status": entry.status,
        "scan_list": entry.list_id,
    }
