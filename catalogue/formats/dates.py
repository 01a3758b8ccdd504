"""Dates of publication as files write them."""

import re

from catalogue.domain.dates import format_year
from catalogue.formats.values import LEFT, NOTHING, Reading, plain, text

_YEAR = re.compile(r"-?\d{1,5}", re.ASCII)
_DATE = re.compile(r"-?\d{4}(?:-\d\d){1,2}", re.ASCII)
_MOMENT = re.compile(r"(-?\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", re.ASCII)
_YEAR_WITHIN = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def published(value: object) -> Reading:
    """Read a date of publication: a year, an ISO 8601 date, or the day of a moment in the zone it is told in.

    Of any other text ("impr. 1998") its one year of four digits is taken, and the text is left over.

    >>> [published(value).value for value in (1942, -700, "2009-04-01T00:00:00.000-0700", "impr. 1998", "1650-1660")]
    ['1942', '-0700', '2009-04-01', '1998', None]
    """
    match plain(value):
        case bool():
            return LEFT
        case int(year):
            return Reading(format_year(year))
        case float(year) if year.is_integer():
            return Reading(format_year(int(year)))
        case str(line) if line.strip():
            return _published_text(line.strip())
        case other:
            return NOTHING if text(other) == NOTHING else LEFT


def _published_text(line: str) -> Reading:
    if _YEAR.fullmatch(line):
        return Reading(format_year(int(line)))
    if _DATE.fullmatch(line):
        return Reading(line)
    if match := _MOMENT.fullmatch(line):
        return Reading(match[1])
    years = _YEAR_WITHIN.findall(line)
    return Reading(years[0], is_whole=False) if len(years) == 1 else LEFT
