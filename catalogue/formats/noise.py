"""Line noise: control characters and broken code points that spoilt conversions leave in text."""

import re
from typing import Any

from catalogue.domain.text import has_control_characters

_DEEPEST = 30
"""Deeper than any record may be, so what is below is refused with its record, noise or not."""

_TRACE = re.compile(rb"\\u00|\\[bf]|\x7f|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
"""What JSON has wherever a text has noise, and seldom elsewhere."""


def may_be_noisy(json: bytes) -> bool:
    r"""Tell whether noise is at all possible in this JSON, as orjson writes it: a look at the whole of it is quick.

    >>> may_be_noisy(b'{"titre":"Nana"}'), may_be_noisy(rb'{"titre":"Na\u0000na"}')
    (False, True)
    """
    return _TRACE.search(json) is not None


def remove_noise(value: Any, depth: int = 0) -> Any:
    r"""Return a JSON value with each control character in its texts and names made a space.

    >>> remove_noise({"titre": "L'\x85uvre", "prix": 7})
    {'titre': "L' uvre", 'prix': 7}
    """
    match value:
        case str():
            return _remove_control_characters(value)
        case dict() if depth < _DEEPEST:
            return {_remove_control_characters(name): remove_noise(part, depth + 1) for name, part in value.items()}
        case list() if depth < _DEEPEST:
            return [remove_noise(part, depth + 1) for part in value]
        case _:
            return value


def _remove_control_characters(text: str) -> str:
    if not has_control_characters(text):
        return text
    return "".join(" " if has_control_characters(character) else character for character in text)
