"""Fields that are as strict as JSON Schema says, and how the OpenAPI document describes them."""

from typing import Any

import marshmallow as ma

CONTROL = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff"
LINE = f"^[^{CONTROL}]*[^\\s{CONTROL}][^{CONTROL}]*$"
"""One character at least that is not blank, and no control characters; the pattern of every line of text."""

TEXT = f"^[^{CONTROL}]*$"
"""No control characters; tabs and line ends are text."""

BIGGEST = 2**63 - 1


class Integer(ma.fields.Integer):
    """A JSON number without a fraction; `true` and `"1"` are none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strict=True, **options)

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer() and abs(value) < BIGGEST:
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        if abs(value) > BIGGEST:
            raise self.make_error("too_large", input=value)
        return value


def line(limit: int, *, required: bool = False, text: str = "", example: str | None = None) -> ma.fields.String:
    """Return the field of a text on one line of at most `limit` characters."""
    metadata: dict[str, Any] = {"minLength": 1, "maxLength": limit, "pattern": LINE}
    field: ma.fields.String = described(ma.fields.String, metadata, text, example, required=required)
    return field


def formatted(format_: str, text: str, example: str) -> ma.fields.String:
    """Return the field of a text in a form that a pattern cannot tell whole, such as one with a check digit."""
    field: ma.fields.String = described(ma.fields.String, {"format": format_}, text, example)
    return field


def described(
    kind: type[ma.fields.Field[Any]],
    metadata: dict[str, Any],
    text: str = "",
    example: object = None,
    *,
    required: bool = False,
    **options: Any,
) -> Any:
    """Return a field with its OpenAPI metadata; one that is not required may be null."""
    metadata |= {"description": text} if text else {}
    metadata |= {"examples": [example]} if example is not None else {}
    if not required:
        options |= {"allow_none": True, "load_default": None}
    return kind(required=required, metadata=metadata, **options)
