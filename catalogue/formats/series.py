"""Series, and the number of a book in one, as files write them."""

import re
from typing import Any

from catalogue.domain.series import SeriesKind, SeriesStatement, guess_kind
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
    if reading.value and (match := _NUMBER.fullmatch(reading.value)):
        return Reading(match[1])
    return reading


def read_series(value: object) -> Reading:
    """Read a series; a number at its end, or beside its name in an object, is its number; others go further.

    >>> read_series("Série X, tome 5")
    Reading(value='Série X', is_whole=True, is_kept=False, also={'series_number': '5'})
    >>> read_series([{"name": "Nana", "number": 2}, "Folio ; 12"]).also["further_series"]
    (SeriesStatement(name='Folio', number='12', kind=<SeriesKind.COLLECTION: 'collection'>),)
    """
    value = unwrap_value(value)
    if not isinstance(value, list) or not any(isinstance(member, dict) for member in value):
        one, reading = _read_one(value)
        return _make_reading([one] if one else [], reading)
    read = [_read_one(member) for member in value]
    is_whole, is_kept = all(r.is_whole for _, r in read), any(r.is_kept for _, r in read)
    return _make_reading([one for one, _ in read if one], Reading(None, is_whole, is_kept))


def read_collection(value: object) -> Reading:
    """Read a publisher's collection.

    >>> read_collection("Folio ; 12")
    Reading(value='Folio', is_whole=True, is_kept=False, also={'collection_number': '12'})
    """
    one, reading = _read_one(unwrap_value(value))
    also = {"collection_number": one.number} if one and one.number else None
    return Reading(one.name if one else None, reading.is_whole, reading.is_kept, also)


def read_series_kind(value: object) -> Reading:
    """Read what a series is to a book, in our own words only.

    >>> read_series_kind("work").value, read_series_kind("roman").is_whole
    (<SeriesKind.WORK: 'work'>, False)
    """
    reading = read_text(value)
    try:
        return Reading(SeriesKind(reading.value)) if reading.value else NOTHING
    except ValueError:
        return Reading(None, is_whole=False)


def read_further_series(value: object) -> Reading:
    """Read the series beside the first one, as our own exports have them."""
    members = value if isinstance(value, list) else [value] if value else []
    read = [_read_one(member) for member in members]
    is_whole, is_kept = all(r.is_whole for _, r in read), any(r.is_kept for _, r in read)
    return Reading(tuple(one for one, _ in read if one) or None, is_whole, is_kept)


def place_collection(columns: dict[str, Any], origins: dict[str, list[tuple[str, Any]]]) -> None:
    """Put the publisher's collection among columns beside the series, or in its place where there is none."""
    name, number = columns.pop("collection", None), columns.pop("collection_number", None)
    if name is None:
        return
    where_from = origins.pop("collection", [])
    if "series" in columns:
        statement = SeriesStatement(name, number, SeriesKind.COLLECTION)
        columns["further_series"] = (*columns.get("further_series", ()), statement)
        origins.setdefault("further_series", []).extend(where_from)
        columns.setdefault("series_kind", SeriesKind.WORK)
        return
    columns |= {"series": name, "series_kind": SeriesKind.COLLECTION}
    columns["series_number"] = number or columns.get("series_number")
    origins["series"] = where_from


def _read_one(value: Any) -> tuple[SeriesStatement | None, Reading]:
    """Return the series that a value names, and what is left over of it."""
    reading = read_text(value)
    if reading.value is None:
        return None, reading
    name, number = split_number(_strip_brackets(reading.value))
    kind = guess_kind(name)
    if isinstance(value, dict):
        given = next((value[key] for key in _NUMBERS if value.get(key) not in (None, "")), None)
        inner = read_series_number(given) if given is not None else NOTHING
        kind = read_series_kind(value.get("kind")).value or kind
        n_read = 1 + bool(inner.value) + (value.get("kind") in list(SeriesKind)) + (value.get("number", 0) is None)
        return SeriesStatement(name, inner.value or number, kind), Reading(name, is_kept=len(value) > n_read)
    return SeriesStatement(name, number, kind), reading


def _make_reading(found: list[SeriesStatement], reading: Reading) -> Reading:
    if not found:
        return Reading(None, reading.is_whole, reading.is_kept)
    first, *further = found
    also: dict[str, Any] = {"series_number": first.number} if first.number else {}
    if first.kind is not guess_kind(first.name):
        also["series_kind"] = first.kind
    if further:
        also["further_series"] = tuple(further)
    return Reading(first.name, reading.is_whole, reading.is_kept, also or None)


def _strip_brackets(line: str) -> str:
    return line[1:-1].strip() if line.startswith("(") and line.endswith(")") and "(" not in line[1:] else line


def split_number(line: str) -> tuple[str, str | None]:
    """Cut the number off a series or title that ends with one.

    >>> [split_number(line) for line in ("Folio ; 1234", "Harry Potter #1", "Astérix (12)", "Nana")]
    [('Folio', '1234'), ('Harry Potter', '1'), ('Astérix', '12'), ('Nana', None)]
    """
    start = max(0, len(line) - _TAIL)
    for pattern in (_AT_THE_END, _AFTER_SEMICOLON, _IN_BRACKETS):
        match = pattern.search(line, start)
        if match and (name := line[: match.start()].rstrip(" ,;:-–([")):
            return name, match[1]
    return line, None


_NUMBERS = ("number", "numero", "numéro", "volume", "tome", "index", "position", "order", "sequence", "series_number")
