"""The explorer speaks the browser's language, French or English."""

from dataclasses import asdict
from string import Formatter

import pytest

from explorer.words import ENGLISH, FRENCH, words_for


@pytest.mark.parametrize("locale", ["fr", "fr-FR", "FR-ca"])
def test_french_browsers_get_french(locale):
    assert words_for(locale) is FRENCH


@pytest.mark.parametrize("locale", ["en-GB", "de", "fro", "", None])
def test_all_others_get_english(locale):
    assert words_for(locale) is ENGLISH


def test_both_languages_name_the_same_places_and_columns():
    def marks(sentence: str) -> set[str]:
        return {mark for _, mark, _, _ in Formatter().parse(sentence) if mark}

    english, french = asdict(ENGLISH), asdict(FRENCH)

    assert english.pop("columns").keys() == french.pop("columns").keys()
    assert {key: marks(sentence) for key, sentence in english.items()} == {
        key: marks(sentence) for key, sentence in french.items()
    }
