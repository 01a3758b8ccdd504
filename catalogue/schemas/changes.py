"""Changes and change sets on the wire."""

from typing import Any

import marshmallow as ma

from catalogue.domain.changes import (
    Action,
    ChangeSetView,
    ChangeView,
    Obstacle,
    RecordConflict,
    RecordKind,
    SetKind,
    Undo,
)
from catalogue.domain.differences import FieldChange, FieldConflict
from catalogue.schemas.fields import Integer
from catalogue.schemas.queries import Parameters

MAX_REVISION = 2**31 - 1


class DifferenceSchema(ma.Schema):
    """A field of a record before and after a change; of an item, whose `barcode` it tells, the whole item."""

    field = ma.fields.String(required=True)
    barcode = ma.fields.String(required=True, allow_none=True)
    before = ma.fields.Raw(required=True, allow_none=True)
    after = ma.fields.Raw(required=True, allow_none=True)


class ChangeSchema(ma.Schema):
    """One change of one record."""

    seq = Integer(required=True)
    kind = ma.fields.Enum(RecordKind, by_value=True, required=True)
    id = Integer(required=True, metadata={"description": "The number of the record"})
    action = ma.fields.Enum(Action, by_value=True, required=True)
    revision = Integer(required=True, allow_none=True, metadata={"description": "The revision that the change made"})
    actor = ma.fields.String(required=True)
    at = ma.fields.DateTime(required=True)
    changeset_id = Integer(required=True, allow_none=True)
    label = ma.fields.String(required=True, metadata={"description": "The title or the name of the record"})
    differences = ma.fields.List(ma.fields.Nested(DifferenceSchema), required=True)


class ChangeSetSchema(ma.Schema):
    """Changes that belong together."""

    id = Integer(required=True)
    kind = ma.fields.Enum(SetKind, by_value=True, required=True)
    name = ma.fields.String(required=True)
    actor = ma.fields.String(required=True)
    at = ma.fields.DateTime(required=True)
    changes = Integer(required=True, metadata={"description": "How many changes it has"})
    undoes = Integer(required=True, allow_none=True, metadata={"description": "The set that it took back"})
    undone_by = Integer(required=True, allow_none=True, metadata={"description": "The set that took it back"})


class FieldConflictSchema(DifferenceSchema):
    """A field that an undo left as it is `now`, because somebody changed it since."""

    now = ma.fields.Raw(required=True, allow_none=True)


class RecordConflictSchema(ma.Schema):
    """What an undo could not take back in one record: fields, or the whole record."""

    kind = ma.fields.Enum(RecordKind, by_value=True, required=True)
    id = Integer(required=True)
    label = ma.fields.String(required=True)
    fields_ = ma.fields.List(ma.fields.Nested(FieldConflictSchema), required=True, data_key="fields")
    obstacle = ma.fields.Enum(Obstacle, by_value=True, required=True, allow_none=True)
    detail = ma.fields.String(required=True)


class UndoSchema(ma.Schema):
    """What came of an undo; `changeset_id` is the set that it is, null if nothing was left to take back."""

    changeset_id = Integer(required=True, allow_none=True)
    records = Integer(required=True, metadata={"description": "How many records it brought back"})
    conflicts = ma.fields.List(ma.fields.Nested(RecordConflictSchema), required=True)


class RestoreQuery(Parameters):
    """Which version of a book to restore."""

    revision = ma.fields.Integer(
        validate=ma.validate.Range(1, MAX_REVISION),
        metadata={"description": "The revision to go back to; of a deleted book the last one is restored"},
    )


class PreviewQuery(Parameters):
    """Whether to say what would be done, and do nothing."""

    preview = ma.fields.Boolean(load_default=False, metadata={"description": "Do nothing, and tell what would be done"})


def dump_change(change: ChangeView) -> dict[str, Any]:
    """Return a change in its wire form."""
    return {
        "seq": change.seq,
        "kind": change.kind,
        "id": change.record_id,
        "action": change.action,
        "revision": change.revision,
        "actor": change.actor,
        "at": change.at,
        "changeset_id": change.change_set_id,
        "label": change.label,
        "differences": [_dump_difference(one) for one in change.differences],
    }


def dump_change_set(found: ChangeSetView) -> dict[str, Any]:
    """Return a set in its wire form."""
    return {
        "id": found.id,
        "kind": found.kind,
        "name": found.name,
        "actor": found.actor,
        "at": found.at,
        "changes": found.n_changes,
        "undoes": found.undoes_id,
        "undone_by": found.undone_by,
    }


def dump_undo(undo: Undo) -> dict[str, Any]:
    """Return what came of an undo in its wire form."""
    conflicts = [_dump_conflict(one) for one in undo.conflicts]
    return {"changeset_id": undo.change_set_id, "records": undo.n_records, "conflicts": conflicts}


def _dump_conflict(conflict: RecordConflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "id": conflict.record_id,
        "label": conflict.label,
        "fields": [_dump_difference(one) | {"now": one.now} for one in conflict.fields],
        "obstacle": conflict.obstacle,
        "detail": conflict.detail,
    }


def _dump_difference(one: FieldChange | FieldConflict) -> dict[str, Any]:
    return {"field": one.field, "barcode": one.barcode, "before": one.before, "after": one.after}
