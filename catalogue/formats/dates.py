"""Dates as files write them: of publication, and days."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from catalogue.domain.dates import format_year
from catalogue.domain.text import fold
from catalogue.formats.values import LEFT, NOTHING, Reading, read_text, unwrap_value

_MONTHS = (
    *(("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "march", "mar")),
    *(("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul")),
    *(("aout", "august", "aug"), ("septembre", "sept", "september", "sep"), ("octobre", "oct", "october")),
    *(("novembre", "nov", "november"), ("decembre", "dec", "december")),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))

_YEAR = re.compile(r"-?\d{1,5}", re.ASCII)
_DATE = re.compile(r"-?\d{4}(?:-\d\d){1,2}", re.ASCII)
_MOMENT = re.compile(r"(-?\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})(?:[/.\-](\d{1,2}))?(?:[T ]\d.*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-](\d{4})(?:[T ]\d.*)?", re.ASCII)
_RUN_TOGETHER = re.compile(r"(1[4-9]\d\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)
_IN_WORDS = re.compile(rf"(?:(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th|e)?\W{{1,3}})?\b({_NAMES})\b", re.ASCII)
_DAY_AFTER = re.compile(r"\W{0,3}(\d{1,2})(?:st|nd|rd|th|er)?(?!\d)", re.ASCII)
_YEAR_WITHIN = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_BEFORE_OUR_ERA = re.compile(r"(\d{1,4})\s*(?:av\.?\s*j\.?\s*-?\s*c\.?|b\.?\s?c\.?(?:e\.?)?)", re.ASCII)
_RANGE = re.compile(r"\d{4}\s*[-–/]\s*\d{2,4}", re.ASCII)
_LONGEST = 100
_MILLISECONDS = range(10**11, 5 * 10**12)
"""Numbers that programs write for a moment since 1970, from 1973 on."""


def read_publication_date(value: object) -> Reading:
    """Read a date of publication: a year, a date in figures or words, or the day of a moment in the zone it is told in.

    Of any other text ("impr. 1998") a year of four digits is taken, and the text is kept.

    >>> values = (1942, -700, "2009-04-01T00:00:00.000-0700", "impr. 1998", "1650-1660")
    >>> [read_publication_date(value).value for value in values]
    ['1942', '-0700', '2009-04-01', '1998', None]
    >>> values = ("12/03/2019", "4 juin 1998", "March 12, 1987", "juin 1998", "[2004?]")
    >>> [read_publication_date(value).value for value in values]
    ['2019-03-12', '1998-06-04', '1987-03-12', '1998-06', '2004']
    """
    if isinstance(value, str):
        return _read_text(value.strip())
    match unwrap_value(value):
        case bool():
            return LEFT
        case int(number) if number in _MILLISECONDS:
            return Reading((datetime(1970, 1, 1) + timedelta(milliseconds=number)).date().isoformat())
        case int(year):
            return Reading(format_year(year) if year else None)
        case float(year) if year.is_integer():
            return Reading(format_year(int(year)))
        case str(line):
            return _read_text(line.strip())
        case dict(members):
            return _read_object(members)
        case [str() | int() as first, *_]:
            return replace(read_publication_date(first), is_kept=True)
        case other:
            return NOTHING if read_text(other) == NOTHING else LEFT


def read_day(value: object) -> Reading:
    """Read a day, as `date`; a date that names none is left over.

    >>> read_day("12/03/2019").value, read_day("mars 2019")
    (datetime.date(2019, 3, 12), Reading(value=None, is_whole=False, is_kept=False, also=None))
    """
    reading = read_publication_date(value)
    if reading.value is None:
        return NOTHING if reading.is_whole else LEFT
    try:
        return Reading(date.fromisoformat(reading.value))
    except ValueError:
        return LEFT


def _read_text(line: str) -> Reading:
    if _YEAR.fullmatch(line):
        return Reading(format_year(int(line))) if int(line) else NOTHING
    if _DATE.fullmatch(line):
        return Reading(line)
    if line.startswith("0101-01-01"):  # Calibre's "not known".
        return NOTHING
    if match := _MOMENT.fullmatch(line):
        return Reading(match[1])
    if read_text(line) == NOTHING:
        return NOTHING
    if len(line) > _LONGEST:
        return LEFT
    return _read_figures(line) or _read_words(fold(line)) or _find_year(line)


def _read_figures(line: str) -> Reading | None:
    if match := _YEAR_FIRST.fullmatch(line):
        return _make_date(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(line):
        first, second, year = match.groups()
        if first and int(second) > 12 >= int(first):  # As Americans write it.
            first, second = second, first
        return _make_date(year, second, first)
    if match := _RUN_TOGETHER.fullmatch(line):
        return _make_date(*match.groups())
    return None


def _make_date(year: str, month: str, day_of_month: str | None) -> Reading | None:
    """Return the date if the calendar has it."""
    try:
        day = date(int(year), int(month), int(day_of_month or 1))
    except ValueError:
        return None
    return Reading(day.isoformat() if day_of_month else day.isoformat()[:7])


def _read_words(line: str) -> Reading | None:
    if match := _BEFORE_OUR_ERA.search(line):
        return Reading(format_year(-int(match[1])), is_kept=True)
    years = _YEAR_WITHIN.findall(line)
    month = _IN_WORDS.search(line)
    if len(years) != 1 or month is None:
        return None
    day_of_month = month[1]
    if day_of_month is None and (after := _DAY_AFTER.match(line, month.end())):
        day_of_month = after[1]
    return _make_date(years[0], str(_MONTH[month[2]]), day_of_month)


def _find_year(line: str) -> Reading:
    """Take the one year of a text, or the first of several that are no range: `1998 (2e éd. 2004)`."""
    years = _YEAR_WITHIN.findall(line)
    if len(set(years)) == 1 or (years and not _RANGE.search(line)):
        return Reading(years[0], is_whole=False)
    return LEFT


def _read_object(members: dict[str, Any]) -> Reading:
    """Read a date given in parts: `{"year": 1942, "month": 5}`, or `{"date-parts": [[1942, 5, 19]]}` as CSL has it."""
    match members:
        case {"date-parts": [[int() | str(), *_] as given, *_]}:
            pieces = [str(piece) for piece in given[:3]]
        case _:
            names = (("year", "annee", "année"), ("month", "mois"), ("day", "jour"))
            pieces = [str(members[name]) for choices in names for name in choices if name in members]
    if not pieces:
        reading = read_text(members)
        return _read_text(reading.value) if reading.value and len(members) == 1 else LEFT
    if len(pieces) == 1:
        return _read_text(pieces[0]) if _YEAR.fullmatch(pieces[0]) else LEFT
    if not all(piece.isdigit() for piece in pieces):
        return LEFT
    return _make_date(pieces[0].zfill(4), pieces[1], pieces[2] if len(pieces) > 2 else None) or LEFT
