"""Abbreviations written in full, and the other way round."""

from typing import Any

import pytest

from catalogue.domain.text.abbreviations import FRENCH, SHORT, replace_words


@pytest.mark.parametrize("text", ["\u017ft exupery", "sa\u0131nt exupery", "SA\u0130NT-Exup\u00e9ry"])
def test_letters_that_only_match_those_of_an_abbreviation_are_left(text: Any) -> None:
    assert [replace_words(text, words) for words in (FRENCH, SHORT)] == [text, text]
