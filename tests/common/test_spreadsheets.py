"""Texts that a spreadsheet must not run."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.common.spreadsheets import guard, unguard

HOSTILE = ["=1+1", "+33 1 23", "-2", "@SUM(A1)", "\tx", "\r=x", "\n=x", "'=x", "''@x", '=cmd|"/C calc"!A0']
HARMLESS = ["", "Germinal", "L'Étranger", "'Tis", "'", "1=1", "a-b", " =1", "−5"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text: Any) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_text_stays_as_it_is(text: Any) -> None:
    assert guard(text) == unguard(text) == text


@given(st.text(alphabet="'=+-@\t\r\n a1"))
def test_every_text_comes_back(text: Any) -> None:
    assert unguard(guard(text)) == text
