"""The wire form of stored records: read-only members, and the schemas of PUT and PATCH."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import marshmallow as ma

from catalogue.schemas.fields import Integer


def make_read_only_field(kind: Callable[..., ma.fields.Field[Any]], text: str = "", **options: Any) -> Any:
    """Return a field that only the catalogue sets; `PUT` and `PATCH` accept it with its stored value only."""
    description = {"description": text} if text else {}
    return kind(required=True, metadata={"readOnly": True} | description | options.pop("metadata", {}), **options)


class StoredSchema(ma.Schema):
    """The read-only members of every record."""

    id = make_read_only_field(Integer, metadata={"minimum": 1})
    revision = make_read_only_field(Integer, "Grows by one with each write; the ETag", metadata={"minimum": 1})
    created_at = make_read_only_field(ma.fields.DateTime)
    updated_at = make_read_only_field(ma.fields.DateTime)


class LinksSchema(ma.Schema):
    """The addresses of a record: `self` in the API, `page` for people."""

    self_ = ma.fields.String(required=True, data_key="self", attribute="self")
    page = ma.fields.String(required=True)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The body of a PUT: the new record, and the read-only members sent with it."""

    record: Any
    read_only: dict[str, Any]


class ReplacementSchema(ma.Schema):
    """Mixin for the schema of a stored record: `load` returns a `Replacement`; read-only members may be missing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.partial = self.read_only_names

    @property
    def read_only_names(self) -> list[str]:
        """The names of the read-only members."""
        return [name for name, field in self.fields.items() if field.metadata.get("readOnly")]

    @ma.post_load
    def to_record(self, fields: dict[str, Any], **_: Any) -> Replacement:
        """Return the valid record and the read-only members sent with it."""
        read_only = {name: fields.pop(name) for name in self.read_only_names if name in fields}
        return Replacement(super().to_record(fields), read_only)  # type: ignore[misc]


class PatchSchema(ReplacementSchema):
    """Mixin for the schema of a stored record: the members of a merge patch (RFC 7396), all optional.

    It only describes the patch in the OpenAPI document; what is validated is the patched record
    (`catalogue.api.replacements`).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.partial = True
