"""ISBNs as files write them: with guards, qualifiers and prices, several in one field, in lists and objects."""

import re
from collections.abc import Iterator
from typing import Any

from catalogue.domain.identifiers import Identifier, parse_isbn
from catalogue.formats.values import LEFT, NOTHING, Reading, is_placeholder, unwrap_value

_CANDIDATE = re.compile(r"(?<![\w-])(?:97[89][\s\-–.]?)?\d(?:[\s\-–.]?\d){8}[\s\-–.]?[\dXx](?![\w])", re.ASCII)
_THIRTEEN = re.compile(r"97[89](?:[\s\-–.]?\d){10}", re.ASCII)
_DECIMAL = re.compile(r"\d{9,13}\.0+", re.ASCII)
_MOST_TEXTS = 20
_LONGEST = 1000


def read_isbn(value: object) -> Reading:
    """Read an ISBN: the first good one is the book's, others are identifiers; a number has its leading zeros back.

    >>> read_isbn("2-07-036002-4 (br.)").value, read_isbn(140328726).value, read_isbn('="9781250830753"').value
    ('9782070360024', '9780140328721', '9781250830753')
    """
    if isinstance(value, str) and len(value) <= _LONGEST:
        try:
            return Reading(parse_isbn(value))
        except ValueError:
            pass
    isbns: dict[str, None] = {}
    is_whole = True
    for text in _list_texts(value):
        good = list(_list_valid_isbns(text))
        is_whole = is_whole and bool(good)
        isbns |= dict.fromkeys(good)
    if not isbns:
        return NOTHING if is_whole else LEFT
    first, *others = isbns
    also = {"identifiers": tuple(Identifier("isbn", number) for number in others)} if others else None
    return Reading(first, is_whole, also=also)


def find_isbn_13(value: object) -> str | None:
    """Return the ISBN that a value is, whatever its field is called: thirteen digits that check.

    >>> find_isbn_13(9782070360024), find_isbn_13("978-2-07-036002-4"), find_isbn_13("2070360024")
    ('9782070360024', '9782070360024', None)
    """
    if not isinstance(value, (str, int)) or not _THIRTEEN.fullmatch(text := str(value).strip()):
        return None
    try:
        return parse_isbn(text)
    except ValueError:
        return None


def _list_valid_isbns(text: str) -> Iterator[str]:
    """Yield the ISBNs in a text, as 13 digits."""
    if _DECIMAL.fullmatch(text):  # As a spreadsheet may write a number.
        text = text.partition(".")[0]
    candidates = [text.zfill(10)] if text.isdigit() and len(text) < 10 else _CANDIDATE.findall(text[:_LONGEST])
    for candidate in candidates:
        try:
            yield parse_isbn(candidate)
        except ValueError:
            continue


def _list_texts(value: Any) -> Iterator[str]:
    """Yield the texts and numbers in a value, of objects those that are called an ISBN or identifier first."""
    pending, n_texts = [unwrap_value(value)], 0
    while pending and n_texts < _MOST_TEXTS:
        match pending.pop(0):
            case bool() | None:
                if value is True or value is False:
                    yield str(value)
            case str(text):
                if text.strip() and not is_placeholder(text):
                    n_texts += 1
                    yield text.strip()
            case int() | float() as number:
                if number:
                    n_texts += 1
                    yield str(number).zfill(10)
            case list(members):
                pending += members[:_MOST_TEXTS]
            case dict(contents):
                texts = [
                    part for name, part in contents.items() if name.lower() in {"identifier", "isbn", "value", "id"}
                ]
                pending += (texts or [part for name, part in contents.items() if name.lower() != "type"])[:_MOST_TEXTS]
