"""How the value of each column of a book is read."""

import re
from collections.abc import Callable

from catalogue.common.languages import language_called
from catalogue.domain.languages import parse_language
from catalogue.formats.dates import published
from catalogue.formats.people import contributors, names
from catalogue.formats.values import LEFT, NOTHING, Reading, lines, plain, text

_PAGES = re.compile(r"(\d{1,9})\s*(?:p|pp|pages?)?\.?", re.ASCII | re.IGNORECASE)


def title(value: object) -> Reading:
    """Read a title; what is no text is passed on, so that the record is refused for it."""
    reading = text(value)
    return reading if reading.is_whole else Reading(value)


def isbn(value: object) -> Reading:
    """Read an ISBN; one kept as a number has its leading zeros back.

    >>> isbn("2-07-036002-4").value, isbn(140328726).value
    ('2-07-036002-4', '0140328726')
    """
    reading = text(value)
    return Reading(reading.value.zfill(10)) if isinstance(plain(value), int) and reading.value else reading


def dewey(value: object) -> Reading:
    """Read a Dewey class; one kept as a number has its leading zeros back.

    >>> dewey(5).value, dewey("843").value
    ('005', '843')
    """
    reading = text(value)
    return Reading(reading.value.zfill(3)) if isinstance(plain(value), int) and reading.value else reading


def page_count(value: object) -> Reading:
    """Read a number of pages; 0 is how some programs write "not known".

    >>> page_count("186 p.").value, page_count(0), page_count("xii-186 p.")
    (186, Reading(value=None, is_whole=True), Reading(value=None, is_whole=False))
    """
    match plain(value):
        case bool():
            return LEFT
        case int(number):
            return Reading(number or None)
        case float(number) if number.is_integer():
            return Reading(int(number) or None)
        case str(line) if found := _PAGES.fullmatch(line.strip()):
            return Reading(int(found[1]) or None)
        case other:
            return NOTHING if text(other) == NOTHING else LEFT


def language(value: object) -> Reading:
    """Read a language: a tag or code, or its name in French or English; several languages are none.

    >>> language("FRE").value, language("Old Norse").value, language("French, English")
    ('FRE', 'non', Reading(value=None, is_whole=False))
    """
    reading = text(value)
    if reading.value is None:
        return reading
    tag: str | None = reading.value.strip()
    try:
        parse_language(tag or "")
    except ValueError:
        tag = language_called(tag or "")
    return Reading(tag) if tag else LEFT


READ: dict[str, Callable[[object], Reading]] = {
    "title": title,
    "subtitle": text,
    "authors": names,
    "contributors": contributors,
    "isbn": isbn,
    "publisher": text,
    "published": published,
    "language": language,
    "page_count": page_count,
    "description": text,
    "cover_url": text,
    "series": text,
    "series_number": text,
    "dewey": dewey,
    "subjects": lines,
}
"""What reads the value of a column: never fails, and leaves over what the column has no place for."""
