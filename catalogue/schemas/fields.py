"""Field classes as strict as JSON Schema, and functions that make fields with their OpenAPI metadata."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import marshmallow as ma

CONTROL_CHARACTERS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff"
LINE_PATTERN = f"^[^{CONTROL_CHARACTERS}]*[^\\s{CONTROL_CHARACTERS}][^{CONTROL_CHARACTERS}]*$"
"""The pattern of every single-line text: at least one character that is not blank, no control characters."""

TEXT_PATTERN = f"^[^{CONTROL_CHARACTERS}]*$"
"""The pattern of a multi-line text: no control characters but tabs and line ends."""

MAX_INTEGER = 2**63 - 1


class Integer(ma.fields.Integer):
    """A JSON number without a fraction; `true` and `"1"` are refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strict=True, **options)

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer() and abs(value) < MAX_INTEGER:
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        if abs(value) > MAX_INTEGER:
            raise self.make_error("too_large", input=value)
        return value


class Price(ma.fields.Float):
    """A sum of money: a JSON number, rounded to two decimals."""

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        number = super()._validated(value)
        return Decimal(repr(number)) if abs(number) < MAX_INTEGER else Decimal(MAX_INTEGER)


def make_line_field(
    limit: int, *, required: bool = False, text: str = "", example: str | None = None
) -> ma.fields.String:
    """Return a field for a single line of text of at most `limit` characters."""
    metadata: dict[str, Any] = {"minLength": 1, "maxLength": limit, "pattern": LINE_PATTERN}
    field: ma.fields.String = make_field(ma.fields.String, metadata, text, example, required=required)
    return field


def make_formatted_field(format_: str, text: str, example: str) -> ma.fields.String:
    """Return a field for a text whose form no pattern describes fully, such as one with a check digit."""
    field: ma.fields.String = make_field(ma.fields.String, {"format": format_}, text, example)
    return field


def make_text_field(text: str = "") -> ma.fields.String:
    """Return a field for a text of several lines, at most 20,000 characters."""
    field: ma.fields.String = make_field(ma.fields.String, {"maxLength": 20_000, "pattern": TEXT_PATTERN}, text)
    return field


def make_choice_field(choices: type[StrEnum], text: str) -> ma.fields.Enum[Any]:
    """Return a field for one of a few values, or null for an unknown one."""
    metadata = {"enum": [*(choice.value for choice in choices), None], "description": text}
    return ma.fields.Enum(choices, by_value=True, allow_none=True, load_default=None, metadata=metadata)


def make_field(
    kind: type[ma.fields.Field[Any]],
    metadata: dict[str, Any],
    text: str = "",
    example: object = None,
    *,
    required: bool = False,
    **options: Any,
) -> Any:
    """Return a field of class `kind` with its OpenAPI metadata; a field that is not required may be null."""
    metadata |= {"description": text} if text else {}
    metadata |= {"examples": [example]} if example is not None else {}
    if not required:
        options |= {"allow_none": True, "load_default": None}
    return kind(required=required, metadata=metadata, **options)
