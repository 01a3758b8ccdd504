"""ISBNs in every written form come to 13 bare digits, and nothing else passes."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.identifiers import format_isbn, parse_isbn

NINE_DIGITS = st.text("0123456789", min_size=9, max_size=9)


def isbn_10(body: str) -> str:
    check = sum((place + 1) * int(digit) for place, digit in enumerate(body)) % 11
    return body + "0123456789X"[check]


def isbn_13(body: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


@given(NINE_DIGITS)
def test_an_isbn_10_becomes_the_isbn_13_of_the_same_book(body: Any) -> None:
    assert parse_isbn(isbn_10(body)) == isbn_13("978" + body)


@given(st.sampled_from(["10", "13"]), st.text("0123456789", min_size=7, max_size=7))
def test_an_isbn_may_begin_with_10_or_13(beginning: Any, rest: Any) -> None:
    isbn = isbn_10(beginning + rest)
    assert parse_isbn(f"ISBN {isbn}") == parse_isbn(f"ISBN-10: {isbn}") == parse_isbn(isbn)


@given(st.sampled_from(["978", "979"]), NINE_DIGITS)
def test_a_formatted_isbn_is_read_back(prefix: Any, body: Any) -> None:
    digits = isbn_13(prefix + body)
    assert parse_isbn(format_isbn(digits)) == parse_isbn(digits) == digits


@given(NINE_DIGITS, st.integers(1, 9))
def test_a_wrong_check_digit_never_passes(body: Any, error: Any) -> None:
    digits = isbn_13("978" + body)
    with pytest.raises(ValueError, match="check digit"):
        parse_isbn(digits[:-1] + str((int(digits[-1]) + error) % 10))


@given(st.text())
def test_any_text_is_an_isbn_or_a_value_error(text: Any) -> None:
    with suppress(ValueError):
        assert len(parse_isbn(text)) == 13


@pytest.mark.parametrize(
    "written",
    [
        *("9782070360024", "978-2-07-036002-4", "978 2 07 036002 4", "978\u20112\u201107\u2011036002\u20114"),
        *("2070360024", "2-07-036002-4", "ISBN 2-07-036002-4", "ISBN-13: 978-2-07-036002-4", "urn:isbn:9782070360024"),
        *("EAN 9782070360024", "EAN-13 : 978 2070360024", "ean:9782070360024"),
    ],
)
def test_every_written_form_is_the_same_book(written: Any) -> None:
    assert parse_isbn(written) == "9782070360024"


@pytest.mark.parametrize(
    "text", ["", "12345", "9772070360025", "97820703600240", "1932394524k-e", "٩٧٨٢٠٧٠٣٦٠٠٢٤", "9782070360024x"]
)
def test_what_is_no_isbn_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match="ISBN"):
        parse_isbn(text)
