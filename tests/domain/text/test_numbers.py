"""Numbers are found in a text, and words that only look like them are not."""

from typing import Any

import pytest

from catalogue.domain.text.numbers import find_numbers, is_numeral


def values(text: Any) -> Any:
    return [place.numeral.value for place in find_numbers(text)]


@pytest.mark.parametrize("text", ["Le Bateau ivre", "vire", "Vier", "Vie de Jésus", "LA VIE DEVANT SOI", "Xie"])
def test_words_in_letters_of_roman_numerals_stay_words(text: Any) -> None:
    assert values(text) == []


def test_a_word_in_letters_of_roman_numerals_may_be_a_slip() -> None:
    assert not is_numeral("ivre")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("XVIe siècle", 16), ("XVIème siècle", 16), ("xvie siecle", 16), ("xvieme siecle", 16), ("VIe siècle", 6)),
        *(("XVième siècle", 15), ("XIXième siècle", 19), ("Vième République", 5)),
        *(("François Ier", 1), ("IÈRE", 1), ("la Ire République", 1)),
    ],
)
def test_places_in_roman_numerals_are_read_as_they_are_spelt(text: Any, value: Any) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["2 ème guerre mondiale", "1 er empire", "1 ère guerre", "XX ème siècle"])
def test_a_space_may_stand_before_the_ending_of_a_place(text: Any) -> None:
    assert [place.numeral.is_ordinal for place in find_numbers(text)] == [True]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("les mille et une nuits", 1001), ("vingt et une", 21), ("vingt et un", 21), ("trente-et-une", 31)),
        *(("un deuxième souffle", 2), ("une troisième vie", 3), ("un cent", 100), ("quatre-vingts", 80)),
    ],
)
def test_numbers_in_words_are_read_whole_and_without_an_article(text: Any, value: Any) -> None:
    assert values(text) == [value]
