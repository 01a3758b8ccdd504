"""Series, and the number of a book in one, as files write them."""

import re

from catalogue.formats.values import NOTHING, Reading, read_text, unwrap_value

_WORD = r"(?:tomes?|t\.?|volumes?|vol\.?|num[ée]ro|num\.?|n[°ºo]\.?|no\.?|nr\.?|#|livre|book|part(?:ie)?|[ée]pisode|bd)"
_NUMBER = re.compile(rf"{_WORD}\s*(\d{{1,5}}(?:[.,]\d)?|[IVXLCDM]{{1,7}})\b\.?", re.IGNORECASE)
_AT_THE_END = re.compile(
    rf"[\s,;:.(\[–-]{{1,4}}{_WORD}\s{{0,3}}(\d{{1,5}}(?:[.,]\d)?|[IVXLCDM]{{1,7}})\s?[)\]]?\s?$", re.IGNORECASE
)
_AFTER_SEMICOLON = re.compile(r"\s?;\s?(\d{1,6})\s?$", re.ASCII)
_IN_BRACKETS = re.compile(r"\s\(#?(\d{1,3})\)$", re.ASCII)
_TAIL = 40
"""Longer than any ending, so that only as much of a text is looked through."""


def read_series_number(value: object) -> Reading:
    """Read a number in a series, without the word for it.

    >>> [read_series_number(value).value for value in ("Tome 3", "n° 12", 4, "hors série")]
    ['3', '12', '4', 'hors série']
    """
    value = unwrap_value(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    reading = read_text(value)
    if reading.value and re.fullmatch(r"\d+\.0", reading.value):  # As Calibre and spreadsheets write it.
        return Reading(reading.value.removesuffix(".0"))
    if reading.value and (found := _NUMBER.fullmatch(reading.value)):
        return Reading(found[1])
    return reading


def read_series(value: object) -> Reading:
    """Read a series; a number at its end, or beside its name in an object, is its number.

    >>> read_series("Série X, tome 5")
    Reading(value='Série X', is_whole=True, is_kept=False, also={'series_number': '5'})
    """
    value = unwrap_value(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        reading = read_series(value[0])
        return Reading(reading.value, reading.is_whole, len(value) > 1 or reading.is_kept, reading.also)
    reading = read_text(value)
    if reading.value is None:
        return reading
    name, number = split_number(_strip_brackets(reading.value))
    if isinstance(value, dict):
        given = next((value[key] for key in _NUMBERS if value.get(key) not in (None, "")), None)
        inner = read_series_number(given) if given is not None else NOTHING
        return Reading(name, is_kept=len(value) > 1 + bool(inner.value), also=_make_number(inner.value or number))
    return Reading(name, reading.is_whole, reading.is_kept, _make_number(number))


def _strip_brackets(line: str) -> str:
    return line[1:-1].strip() if line.startswith("(") and line.endswith(")") and "(" not in line[1:] else line


def split_number(line: str) -> tuple[str, str | None]:
    """Cut the number off a series or title that ends with one.

    >>> [split_number(line) for line in ("Folio ; 1234", "Harry Potter #1", "Astérix (12)", "Nana")]
    [('Folio', '1234'), ('Harry Potter', '1'), ('Astérix', '12'), ('Nana', None)]
    """
    start = max(0, len(line) - _TAIL)
    for pattern in (_AT_THE_END, _AFTER_SEMICOLON, _IN_BRACKETS):
        found = pattern.search(line, start)
        if found and (name := line[: found.start()].rstrip(" ,;:-–([")):
            return name, found[1]
    return line, None


_NUMBERS = ("number", "numero", "numéro", "volume", "tome", "index", "position", "order", "sequence", "series_number")


def _make_number(number: str | None) -> dict[str, str] | None:
    return {"series_number": number} if number else None
