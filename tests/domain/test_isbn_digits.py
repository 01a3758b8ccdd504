"""An ISBN that is written bare is read without stdnum, and as stdnum would read it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from stdnum import exceptions, isbn

from catalogue.domain.identifiers import parse_isbn


@given(st.from_regex(r"(97[89][0-9]{10}|[0-9]{9}[0-9X])", fullmatch=True))
def test_bare_digits_are_read_as_stdnum_reads_them(digits: Any) -> None:
    try:
        expected = isbn.to_isbn13(isbn.validate(digits))
    except exceptions.ValidationError:
        expected = None
    try:
        found = parse_isbn(digits)
    except ValueError:
        found = None
    assert found == expected


@given(st.integers(0, 10**9 - 1))
def test_every_number_has_one_check_digit(number: Any) -> None:
    good = []
    for last in "0123456789X":
        try:
            good.append(parse_isbn(f"{number:09}{last}"))
        except ValueError:
            continue
    assert len(good) == 1
