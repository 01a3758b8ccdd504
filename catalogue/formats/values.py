"""What a column takes of the values that files hold: the readings that all columns build on.

A reading never fails: what a column cannot take is left to the caller, who keeps it under its own name.
Whether the rules of a record hold (check digits, lengths, the calendar) is for `catalogue.domain` to say.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from catalogue.formats.mending import mend

_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)
_PARTS_OF_LINES = re.compile(r"[;|\n]|\s/\s")
_NO_MORE_THAN_SIGNS = re.compile(r"[?.\-–—_*=/…\"' ]+")

PLACEHOLDERS = frozenset(
    {
        *(
            "null",
            "(null)",
            "none",
            "nil",
            "n/a",
            "n.a.",
            "n/d",
            "n.d.",
            "nan",
            "undefined",
            "nc",
            "n.c.",
            "#n/a",
            "nd",
        ),
        *("-", "--", "---", "–", "—", "?", "??", "???", ".", "...", "…", "/", "*", "_", "xxx", "tbd", "todo"),
        *("non renseigné", "non renseigne", "non renseignée", "non communiqué", "non précisé", "non spécifié"),
        *("not available", "not specified", "unspecified", "non disponible", "aucun", "aucune", "vide", "empty"),
        *("inconnu", "inconnue", "unknown", "sans", "sans objet", "string", "[s.n.]", "s.n.", "[s.l.]"),
    }
)
"""Texts, in lower case, that programs and people write where they have nothing to say."""

NO_TITLES = frozenset({"null", "n/a", "nan", "undefined", "-", "--"})
"""Those of them that are no title either; books are called “?”, “None” and “Unknown”."""

_MOST_MEMBERS = 500
_FEW = 3
_LONGEST_PIECE = 40
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
_SAYS = (
    *(
        "name",
        "nom",
        "label",
        "libelle",
        "libellé",
        "title",
        "titre",
        "value",
        "valeur",
        "text",
        "#text",
        "$t",
        "__text",
        "rendered",
    ),
    *("_", "literal", "raw", "tag", "term", "subject", "genre", "main", "fullname", "full_name"),
)
"""What the text of an object goes by, the first choice first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a column takes of a value, None for nothing; `is_whole` unless something of the value was left over.

    `is_kept` when the value as it came says more than that, so that it is kept in `extra` although nothing misfits.
    `also` is what it says for other columns.
    """

    value: Any = None
    is_whole: bool = True
    is_kept: bool = False
    also: Any = None


NOTHING = Reading()
"""The value says nothing: null, blank, an empty list."""

LEFT = Reading(is_whole=False)
"""The value says something that the column has no place for."""


def unwrap_value(value: Any) -> Any:
    """Return a value without its wrapping: a list of one, or an object of MongoDB's Extended JSON.

    >>> values = ({"$oid": "53c2"}, ["fr"], {"$numberInt": "416"}, {"$date": 1238569200000})
    >>> [unwrap_value(value) for value in values]
    ['53c2', 'fr', 416, '2009-04-01T07:00:00']
    """
    match value:
        case [list()]:
            return value
        case [only]:
            return unwrap_value(only)
        case {"$oid": str(only)} if len(value) == 1:
            return only
        case {"$date": {"$numberLong": str(digits)}} if len(value) == 1 and _INTEGER.fullmatch(digits):
            return _format_moment(int(digits))
        case {"$date": moment} if len(value) == 1:
            return _format_moment(moment)
        case {"$numberInt": str(digits)} | {"$numberLong": str(digits)} if _INTEGER.fullmatch(digits):
            return int(digits)
        case _:
            return value


def _format_moment(since_1970: object) -> object:
    """Return a count of milliseconds since 1970 as ISO 8601, UTC; anything else as it is."""
    if not isinstance(since_1970, int):
        return since_1970
    try:
        return (datetime(1970, 1, 1) + timedelta(milliseconds=since_1970)).isoformat()
    except OverflowError:
        return None


def read_text(value: object) -> Reading:
    """Read a text; a number is taken as it is written (the title 1984), blanks and placeholders are nothing.

    Of an object its name is taken, of a list its first text; the rest is kept.

    >>> [read_text(value).value for value in ("Nana", 1984, {"id": 3, "name": "Seuil"}, "N/A")]
    ['Nana', '1984', 'Seuil', None]
    """
    if isinstance(value, str):  # As nearly every value is.
        return _read_line(value)
    if value is None:
        return NOTHING
    match unwrap_value(value):
        case []:
            return NOTHING
        case str(line):
            return _read_line(line)
        case bool():
            return LEFT
        case int() | float() as number:
            return Reading(str(number))
        case dict() as values:
            return _read_object(values) if values else NOTHING
        case list() as members:
            readings = [read_text(member) for member in members[:_MOST_MEMBERS] if not isinstance(member, list)]
            first = next((reading for reading in readings if reading.value), None)
            return Reading(first.value, is_kept=True) if first else LEFT if any(members) else NOTHING
        case _:
            return LEFT


def is_placeholder(line: str) -> bool:
    """Tell whether a text says nothing.

    >>> is_placeholder(" NULL "), is_placeholder("Nulle part")
    (True, False)
    """
    return len(line) <= _LONGEST_PLACEHOLDER + _FEW and _says_nothing(line.strip())


def _says_nothing(line: str) -> bool:
    return line.lower() in PLACEHOLDERS or _NO_MORE_THAN_SIGNS.fullmatch(line) is not None


def _read_line(line: str) -> Reading:
    if "&" in line or "<" in line or not line.isascii():
        line = mend(line)
    line = line.strip()
    if not line or (len(line) <= _LONGEST_PLACEHOLDER and _says_nothing(line)):
        return NOTHING
    return Reading(line)


def _read_object(values: dict[str, Any]) -> Reading:
    """Read the text of an object by the name that texts have there, or because it is the only one."""
    if "$oid" in values or "$ref" in values:
        return LEFT
    for name in _SAYS:
        if isinstance(line := values.get(name), str) and (reading := _read_line(line)).value:
            return Reading(reading.value, is_kept=len(values) > 1)
    texts = [
        line for name, line in values.items() if isinstance(line, str) and "id" not in name.lower() and line.strip()
    ]
    return (
        Reading(_read_line(texts[0]).value, is_kept=len(values) > 1)
        if len(texts) == 1 and len(values) <= _FEW
        else LEFT
    )


def read_lines(value: object) -> Reading:
    """Read short texts: a list of them, or one text that parts them by `;`, `|`, ` / ` or commas; blanks are dropped.

    A list within the list is a heading with its subdivisions.

    >>> read_lines(["Roman", "", " "]).value, read_lines("Roman ; Algérie").value, read_lines("Fiction, Mystery").value
    (('Roman',), ('Roman', 'Algérie'), ('Fiction', 'Mystery'))
    >>> read_lines([["Paris", "Roman"], ["Chat"]]).value
    ('Paris -- Roman', 'Chat')
    """
    if isinstance(value, str):
        lines = tuple(line for part in _split_lines(mend(value)) if (line := _read_line(part).value))
        return Reading(lines or None)
    readings = [read_text(_join_subdivisions(part)) for part in list_parts(value)]
    lines = tuple(reading.value for reading in readings if reading.value is not None)
    return Reading(
        lines or None,
        all(reading.is_whole for reading in readings),
        any(reading.is_kept for reading in readings),
    )


def _join_subdivisions(part: Any) -> Any:
    if isinstance(part, list) and part and all(isinstance(piece, str) for piece in part):
        return " -- ".join(filter(None, map(str.strip, part)))
    return None if part == [] else LEFT if isinstance(part, list) else part


def _split_lines(line: str) -> list[str]:
    """Cut a text into those it lists; commas part them unless one is a number or goes on in small letters."""
    parts = _PARTS_OF_LINES.split(line)
    if len(parts) > 1 or "," not in line:
        return parts
    pieces = [piece.strip() for piece in line.split(",")]
    is_list = all(any(map(str.isalpha, piece)) and len(piece) <= _LONGEST_PIECE for piece in pieces if piece)
    return pieces if is_list else [line]


def list_parts(value: object) -> list[Any]:
    """Return the members of a list; anything else is a list of one, null of none.

    >>> list_parts(["a", "b"]), list_parts({"name": "a"}), list_parts(None)
    (['a', 'b'], [{'name': 'a'}], [])
    """
    match value:
        case None:
            return []
        case list():
            return value
        case _:
            return [value]
