"""The explorer speaks the reader's language, French or English, and both say the same."""

from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Any

import pytest

from explorer import words
from explorer.words.language import LANGUAGES, language_of

PAGES = [name for _, name, _ in iter_modules(words.__path__) if name != "language"]


@pytest.mark.parametrize("locale", ["fr", "fr-FR", "FR-ca", "de", "eng", "", None])
def test_all_get_french(locale: Any) -> None:
    assert language_of(locale) == "fr"


@pytest.mark.parametrize("locale", ["en-GB", "EN"])
def test_but_those_who_ask_for_english(locale: Any) -> None:
    assert language_of(None, "de", locale) == "en"


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_sentences_with_the_same_places(page: Any) -> Any:
    def marks(said: Any) -> Any:
        if isinstance(said, dict):
            return {key: marks(sentence) for key, sentence in said.items()}
        if isinstance(said, tuple | list):
            return [marks(sentence) for sentence in said]
        return {mark for _, mark, _, _ in Formatter().parse(said) if mark}

    said = import_module(f"explorer.words.{page}").WORDS

    assert list(said) == list(LANGUAGES)
    assert marks(vars(said["fr"])) == marks(vars(said["en"]))
