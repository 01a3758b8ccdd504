"""The checks that records share: each puts a field in order or notes what is wrong with it."""

from collections.abc import Callable, Iterable
from typing import Any

import orjson

from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import FieldError, InvalidRecord

REQUIRED = "this field is required"
CONTROL = "control characters are not allowed"


class Checks:
    """Collects the faults of one frozen record while it is being made.

    Each method reads a field of the record, writes it back in order, or notes a `FieldError`.
    """

    def __init__(self, record: object) -> None:
        self.record = record
        self.errors: list[FieldError] = []

    def note(self, field: str, message: str, limit: int | None = None) -> None:
        """Note a fault of `field`."""
        self.errors.append(FieldError(field, message, limit))

    def put(self, field: str, value: object) -> None:
        """Write a field of the frozen record."""
        object.__setattr__(self.record, field, value)

    def raise_faults(self) -> None:
        """Finish.

        :raises InvalidRecord: with every fault noted, if any was.
        """
        if self.errors:
            raise InvalidRecord(*self.errors)

    def read_line(self, field: str, value: object, limit: int) -> str | None:
        """Return one line of text in order, None (and a note) when it cannot be."""
        if not isinstance(value, str):
            self.note(field, "this is not text")
        elif has_control_characters(value):
            self.note(field, CONTROL)
        elif not (line := squeeze(value)):
            self.note(field, "this is blank")
        elif len(line) > limit:
            self.note(field, f"longer than {limit} characters", limit)
        else:
            return line
        return None

    def check_line(self, field: str, limit: int, *, required: bool = False) -> None:
        """Put a one-line text in order: single spaces, at most `limit` characters; blank is refused."""
        value = getattr(self.record, field)
        if value is None and not required:
            return
        if value is None:
            self.note(field, REQUIRED)
        elif (line := self.read_line(field, value, limit)) is not None:
            self.put(field, line)

    def check_lines(self, field: str, limit: int, most: int, key: Callable[[str], str]) -> None:
        """Put a list of one-line texts in order, keeping the first of those with the same `key`."""
        values = tuple(getattr(self.record, field))
        if len(values) > most:
            self.note(field, f"more than {most}")
            return
        texts = [self.read_line(f"{field}.{place}", value, limit) for place, value in enumerate(values)]
        self.put(field, tuple({key(line): line for line in reversed(texts) if line}.values())[::-1])

    def check_text(self, field: str, limit: int) -> None:
        """Put a text of several lines in order; blank becomes None."""
        value: str | None = getattr(self.record, field)
        if value is None:
            return
        if has_control_characters(value):
            self.note(field, CONTROL)
        elif len(value) > limit:
            self.note(field, f"longer than {limit} characters")
        else:
            self.put(field, value.strip() or None)

    def parse(self, field: str, parse: Callable[[str], str]) -> None:
        """Put what `parse` returns in place of a text; its ValueError becomes a note."""
        value = getattr(self.record, field)
        if value is None:
            return
        try:
            self.put(field, parse(value))
        except ValueError as error:
            self.note(field, str(error))

    def check_json(self, field: str, *, most_bytes: int, most_values: int, deepest: int) -> None:
        """Check that a value is JSON that both databases can keep and give back unchanged.

        :param most_bytes: in UTF-8, without spaces between the values.
        """
        pending: list[tuple[Any, int]] = [(getattr(self.record, field), 0)]
        n_values = 0
        while pending:
            value, depth = pending.pop()
            n_values += 1
            if n_values > most_values or depth > deepest:
                self.note(field, f"more than {most_values} values, or nested deeper than {deepest}")
                return
            if (fault := _find_json_fault(value)) is not None:
                self.note(field, fault)
                return
            pending += [(part, depth + 1) for part in _list_parts(value)]
        if len(orjson.dumps(getattr(self.record, field))) > most_bytes:
            self.note(field, f"more than {most_bytes:,} bytes of JSON")


def _list_parts(value: object) -> Iterable[Any]:
    match value:
        case dict():
            return [*value.keys(), *value.values()]
        case list() | tuple():
            return value
        case _:
            return ()


def _find_json_fault(value: object) -> str | None:
    match value:
        case str():
            return CONTROL if has_control_characters(value) else None
        case bool() | None | dict() | list() | tuple():
            return None
        case int():
            return None if abs(value) < 2**63 else "a number is beyond 64 bits"
        case float():
            return None if abs(value) < 2**63 else "a number is beyond 64 bits"
        case _:
            return f"{type(value).__name__} is not JSON"
