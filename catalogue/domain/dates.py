"""Dates of publication: a year, a year and month, or a day (ISO 8601, as EDTF level 0 cuts it)."""

import re
from datetime import date

_PATTERN = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = -4000, 2100
"""Years outside are typing errors: no book is older than writing, none is announced a lifetime ahead."""


def parse_date(text: str) -> str:
    """Return `text` when it is a date of publication: `1942`, `1942-05`, `1942-05-19`, `-0700`.

    Years before our era are negative and counted without a year 0, as history counts them: `-0700` is 700 BC.

    :raises ValueError: when the form or the calendar does not hold.

    >>> parse_date("2009-04-01"), parse_date("-0700")
    ('2009-04-01', '-0700')
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    if year == 0 or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year is between {FIRST_YEAR} and {LAST_YEAR}, and there is no year 0")
    try:
        date(year if year > 0 else 2000, month, day)
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None
    return text


def format_year(year: int) -> str:
    """Return a year as `parse_date` reads it.

    >>> format_year(1942), format_year(-700)
    ('1942', '-0700')
    """
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def get_year(published: str) -> int:
    """Return the year of a date of publication.

    >>> get_year("2009-04-01"), get_year("-0700")
    (2009, -700)
    """
    return int(published[:5] if published.startswith("-") else published[:4])
