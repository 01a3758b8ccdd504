"""Several JSON values one after the other, and JSON as people write it by hand."""

import json
import re
from typing import Any

_BETWEEN = re.compile(r"[\s,;\x1e\ufeff]*")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def remove_trailing_commas(document: str) -> str:
    """Return JSON without the commas before a closing bracket, which hands write and no standard has.

    >>> remove_trailing_commas('[{"titre": "a,]",},]')
    '[{"titre": "a,]"}]'
    """
    return _STRING_OR_COMMA.sub(lambda match: match[1] or "", document)


def parse_values(document: str) -> list[Any]:
    """Return the values that stand in a text one after the other, with or without commas between them.

    NaN and Infinity, which some programs write, are null.

    :raises json.JSONDecodeError: where something else stands, or a character is written as half of a pair.

    >>> parse_values('{"a": 1} {"b": NaN},' + chr(10) + '[2]')
    [{'a': 1}, {'b': None}, [2]]
    """
    values = []
    place = _skip_separators(document, 0)
    while place < len(document):
        value, place = _DECODER.raw_decode(document, place)
        values.append(value)
        place = _skip_separators(document, place)
    if _SURROGATE.search(document):
        raise json.JSONDecodeError("a lone surrogate", document, 0)
    return values


def _skip_separators(document: str, place: int) -> int:
    match = _BETWEEN.match(document, place)
    return match.end() if match else place
