"""What every stored record has on the wire beside what its client writes, and how it comes back in a PUT."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from catalogue.schemas.fields import Integer


def read_only(kind: Callable[..., ma.fields.Field[Any]], text: str = "", **options: Any) -> Any:
    """Return a field that the catalogue sets; `PUT` and `PATCH` take it when it says what is so."""
    described = {"description": text} if text else {}
    return kind(required=True, metadata={"readOnly": True} | described | options.pop("metadata", {}), **options)


class StoredSchema(ma.Schema):
    """The members that the catalogue sets on every record."""

    id = read_only(Integer, metadata={"minimum": 1})
    revision = read_only(Integer, "Grows by one with each write; the ETag", metadata={"minimum": 1})
    created_at = read_only(ma.fields.DateTime)
    updated_at = read_only(ma.fields.DateTime)


class LinksSchema(ma.Schema):
    """Where a record is: `self` in the API, `page` for people."""

    self_ = ma.fields.String(required=True, data_key="self", attribute="self")
    page = ma.fields.String(required=True)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is to stand in the place of a record: `record`, and the read-only members that were sent along."""

    record: Any
    read_only: dict[str, Any]


class ReplacementSchema(ma.Schema):
    """Mixed into the schema of a stored record: `load` returns a `Replacement`; read-only members may be missing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.partial = self.read_only_names

    @property
    def read_only_names(self) -> list[str]:
        """The members that the catalogue sets."""
        return [name for name, field in self.fields.items() if field.metadata.get("readOnly")]

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> Replacement:
        """Return the valid record and what was sent along."""
        sent_along = {name: fields.pop(name) for name in self.read_only_names if name in fields}
        return Replacement(super().to_record(fields), sent_along)  # type: ignore[misc]


class PatchSchema(ReplacementSchema):
    """Mixed into the schema of a stored record: the members of a merge patch (RFC 7396), any of which may be missing.

    For the document; a patch is loaded once it has been put on the record (`catalogue.api.replacements`).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.partial = True
