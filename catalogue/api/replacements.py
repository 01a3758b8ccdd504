"""PUT and PATCH: applying a replacement or a merge patch, and checking that its read-only members are unchanged."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from catalogue.api.requests import load_with
from catalogue.api.responses import encode_json
from catalogue.domain.merge import merge_patch
from catalogue.errors import FieldError, ReadOnly, StaleRevision
from catalogue.schemas.stored_records import Replacement, ReplacementSchema

Document = Mapping[str, Any]


def accept_replacement(noun: str, replacement: Replacement, read_current: Callable[[], Document]) -> Any:
    """Return the record in a PUT after checking that the read-only members sent with it match the stored ones.

    :param read_current: returns the stored record in its wire form.
    :raises StaleRevision: when `revision` differs: somebody changed the record since the client read it.
    :raises ReadOnly: naming the other read-only members that differ.
    """
    if replacement.read_only:
        _check_read_only(noun, replacement.read_only, read_current())
    return replacement.record


def apply_patch(noun: str, schema: ReplacementSchema, current: Document, patch: dict[str, Any]) -> Any:
    """Return the record that results from a merge patch (RFC 7396), after checking its read-only members.

    :param current: the stored record in its wire form.
    :raises InvalidRecord: when the result is not a valid record, or the patch removes a read-only member.
    :raises StaleRevision, ReadOnly: as `accept_replacement`.
    """
    merged = merge_patch(orjson.loads(encode_json(current)), patch)
    removed = {name: None for name in schema.read_only_names if name not in merged}
    replacement: Replacement = load_with(schema, merged | removed)
    _check_read_only(noun, replacement.read_only, current)
    return replacement.record


def _check_read_only(noun: str, sent: Document, current: Document) -> None:
    mismatches = [name for name, value in sent.items() if value != current[name]]
    if "revision" in mismatches:
        raise StaleRevision(noun, current["id"], current["revision"])
    if mismatches:
        raise ReadOnly(noun, current["id"], *(_describe_mismatch(name, current[name]) for name in mismatches))


def _describe_mismatch(name: str, value: object) -> FieldError:
    return FieldError(name, f"The catalogue sets this; it is {encode_json(value).decode().strip()}.")
