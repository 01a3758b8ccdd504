"""Records that come back changed, or as they were read: what the catalogue sets must say what is so."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from catalogue.api.answers import dumped
from catalogue.api.arguments import load
from catalogue.domain.merge import merge_patch
from catalogue.errors import FieldError, ReadOnly, StaleRevision
from catalogue.schemas.stored import Replacement, ReplacementSchema

Document = Mapping[str, Any]


def accept_replacement(noun: str, replacement: Replacement, read_current: Callable[[], Document]) -> Any:
    """Return the record that a PUT brings, once the read-only members that came along say what is so.

    :param read_current: returns the record as it would be answered.
    :raises StaleRevision: when another revision came along: somebody has written the record since it was read.
    :raises ReadOnly: naming the other members that say what is not so.
    """
    if replacement.read_only:
        _check_read_only(noun, replacement.read_only, read_current())
    return replacement.record


def apply_patch(noun: str, schema: ReplacementSchema, current: Document, patch: dict[str, Any]) -> Any:
    """Return the record that a merge patch (RFC 7396) makes of one, once its read-only members say what is so.

    :param current: the record as it would be answered.
    :raises InvalidRecord: when the result breaks the rules of a record, or lacks what the catalogue sets.
    :raises StaleRevision, ReadOnly: as `accept_replacement`.
    """
    merged = merge_patch(orjson.loads(dumped(current)), patch)
    removed = {name: None for name in schema.read_only_names if name not in merged}
    replacement: Replacement = load(schema, merged | removed)
    _check_read_only(noun, replacement.read_only, current)
    return replacement.record


def _check_read_only(noun: str, sent: Document, current: Document) -> None:
    wrong = [name for name, value in sent.items() if value != current[name]]
    if "revision" in wrong:
        raise StaleRevision(noun, current["id"], current["revision"])
    if wrong:
        raise ReadOnly(noun, current["id"], *(_fault(name, current[name]) for name in wrong))


def _fault(name: str, value: object) -> FieldError:
    return FieldError(name, f"The catalogue sets this; it is {dumped(value).decode().strip()}.")
