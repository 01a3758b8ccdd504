"""Line noise: control characters and broken code points that spoilt conversions leave in text."""

from typing import Any

from catalogue.domain.text import has_control_characters

_DEEPEST = 30
"""Deeper than any record may be, so what is below is refused with its record, noise or not."""


def without_noise(value: Any, depth: int = 0) -> Any:
    r"""Return a JSON value with each control character in its texts and names made a space.

    >>> without_noise({"titre": "L'\x85uvre", "prix": 7})
    {'titre': "L' uvre", 'prix': 7}
    """
    match value:
        case str():
            return _cleaned(value)
        case dict() if depth < _DEEPEST:
            return {_cleaned(name): without_noise(part, depth + 1) for name, part in value.items()}
        case list() if depth < _DEEPEST:
            return [without_noise(part, depth + 1) for part in value]
        case _:
            return value


def _cleaned(text: str) -> str:
    if not has_control_characters(text):
        return text
    return "".join(" " if has_control_characters(character) else character for character in text)
