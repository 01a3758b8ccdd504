"""Edits of many books on the wire: a filter, operations, and what came of them."""

from typing import Any, ClassVar

import marshmallow as ma

from catalogue.domain.batch_edits import VERBS, Operation, Verb
from catalogue.domain.batch_report import BatchReport, Refusal
from catalogue.domain.query.filters import FILTERS, MOST_VALUES, make_filters
from catalogue.errors import InvalidRecord
from catalogue.schemas.changes import DifferenceSchema
from catalogue.schemas.fields import MAX_INTEGER, Integer, make_line_field
from catalogue.schemas.queries import FilterField
from catalogue.search.request import SearchRequest

MOST_IDS = 10_000
MOST_OPERATIONS = 10


def _make_values_field(name: str) -> ma.fields.List[Any]:
    values = FilterField(FILTERS[name])
    text = FILTERS[name].help
    return ma.fields.List(values, validate=ma.validate.Length(1, MOST_VALUES), metadata={"description": text})


class BatchFilterSchema(ma.Schema):
    """Which books: by number, by codes of copies, or as a search finds them; at least one member."""

    class Meta:
        unknown = ma.RAISE
        include: ClassVar = {name: _make_values_field(name) for name in FILTERS}

    ids = ma.fields.List(
        Integer(validate=ma.validate.Range(1, MAX_INTEGER)),
        validate=ma.validate.Length(1, MOST_IDS),
        metadata={"description": "Numbers of books; nothing else may be given with them"},
    )
    codes = ma.fields.List(
        make_line_field(64, required=True),
        validate=ma.validate.Length(1, MOST_IDS),
        metadata={"description": "Barcodes, of which only these copies are changed, and ISBNs; nothing else with them"},
    )
    q = make_line_field(1000, text="What a reader types")

    @ma.post_load
    def make_filter(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return `ids`, `codes` or the `search` that was meant."""
        given = {name: value for name, value in values.items() if value is not None}
        if not given:
            raise ma.ValidationError("A filter has at least one member.")
        for name in ("ids", "codes"):
            if name in given:
                if len(given) > 1:
                    raise ma.ValidationError("Nothing else may be given with it.", name)
                return given
        return {"search": SearchRequest(given.get("q", ""), make_filters(given), sort="created")}


class OperationSchema(ma.Schema):
    """One thing to do with each book."""

    class Meta:
        unknown = ma.RAISE

    verb = ma.fields.Enum(Verb, by_value=True, required=True)
    field = ma.fields.String(
        allow_none=True,
        load_default=None,
        validate=ma.validate.OneOf(list(VERBS)),
        metadata={"description": "The field; none with `delete`"},
    )
    value = make_line_field(300, text="What is added, removed or set; null empties a field that may be empty")
    old = make_line_field(300, text="What is replaced; only with `replace`")

    @ma.post_load
    def make_operation(self, values: dict[str, Any], **_: Any) -> Operation:
        """Return the operation."""
        try:
            return Operation(**values)
        except InvalidRecord as error:
            raise ma.ValidationError({fault.field: [fault.message] for fault in error.errors}) from None


class BatchEditSchema(ma.Schema):
    """What is done to which books."""

    class Meta:
        unknown = ma.RAISE

    name = make_line_field(300, text="What the change set is called; by default after the operations")
    filter = ma.fields.Nested(BatchFilterSchema, required=True)
    operations = ma.fields.List(
        ma.fields.Nested(OperationSchema), required=True, validate=ma.validate.Length(1, MOST_OPERATIONS)
    )


class BatchChangeSchema(ma.Schema):
    """What changes in one book; no differences where it is deleted."""

    id = Integer(required=True)
    title = ma.fields.String(required=True)
    differences = ma.fields.List(ma.fields.Nested(DifferenceSchema), required=True)


class BatchRefusalSchema(ma.Schema):
    """A book or a copy that stays as it is, and why."""

    id = Integer(required=True)
    title = ma.fields.String(required=True)
    reason = ma.fields.Enum(Refusal, by_value=True, required=True)
    detail = ma.fields.String(required=True)


class BatchReportSchema(ma.Schema):
    """What came of an edit, or would: counts of all, and the first 200 changes and refusals."""

    changeset_id = Integer(required=True, allow_none=True, metadata={"description": "The set, to be taken back"})
    books = Integer(required=True, metadata={"description": "How many books were looked at"})
    changed = Integer(required=True)
    copies = Integer(required=True, metadata={"description": "How many copies were changed or deleted"})
    deleted = Integer(required=True)
    unchanged = Integer(required=True)
    refused = Integer(required=True)
    changes = ma.fields.List(ma.fields.Nested(BatchChangeSchema), required=True)
    refusals = ma.fields.List(ma.fields.Nested(BatchRefusalSchema), required=True)


def dump_batch_report(report: BatchReport) -> dict[str, Any]:
    """Return what came of an edit in its wire form."""
    counts = ("books", "changed", "copies", "deleted", "unchanged", "refused")
    return {
        "changeset_id": report.change_set_id,
        **{name: getattr(report, f"n_{name}") for name in counts},
        "changes": report.changes,
        "refusals": report.refused,
    }
