"""Dates of publication: a year, a month or a day, on both sides of our era."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR, format_year, get_year, parse_date

YEARS = st.integers(FIRST_YEAR, LAST_YEAR).filter(bool)


@given(YEARS)
def test_a_year_is_read_back(year: Any) -> None:
    assert get_year(parse_date(format_year(year))) == year


@given(st.dates().filter(lambda day: day.year <= LAST_YEAR))
def test_a_day_keeps_its_year(day: Any) -> None:
    assert get_year(parse_date(day.isoformat())) == day.year


@pytest.mark.parametrize("text", ["1942", "1942-05", "1942-05-19", "-0700", "2000-02-29", "0150"])
def test_a_date_stays_as_it_is(text: Any) -> None:
    assert parse_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "42", "19422", "1942-5", "1942-13", "2009-13-45", "1900-02-29", "1942-05-19T00:00:00"),
        *("0000", "-0000", "3000", "-9999", "mai 1942", "1942 ", "١٩٤٢"),
    ],
)
def test_what_is_no_date_is_refused(text: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words differ, the kind is the promise
        parse_date(text)
