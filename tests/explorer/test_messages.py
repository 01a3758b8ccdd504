"""The explorer speaks the reader's language, French or English, and both say the same."""

import ast
import inspect
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import explorer
from explorer.messages import pages
from explorer.messages.language import LANGUAGES, Messages, language_of

PAGES = {name: page for name, page in vars(pages).items() if name.isupper()}
ROOT = Path(explorer.__file__).parent
USES = rf"(\bwords|\bcontext\.say\(\w+\)|\b({'|'.join(PAGES)})\[[^]]+\])$"
"""How the code speaks of the messages of a page."""


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

    said = PAGES[page]

    assert list(said) == list(LANGUAGES)
    assert marks(vars(said["fr"])) == marks(vars(said["en"]))


def list_used() -> set[str]:
    """Return the names of messages that the explorer's code asks for, as `words.title`."""
    nodes = (node for path in ROOT.rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    found = {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and re.search(USES, ast.unparse(node.value))
    }
    return found - {name for name, _ in inspect.getmembers(Messages)} - {"locale"}


def test_every_message_that_is_asked_for_is_there_and_every_one_there_is_asked_for() -> None:
    there = {name for page in PAGES.values() for name in vars(page["fr"])} - {"locale"}

    assert list_used() - there == set()
    text = "".join(path.read_text() for path in ROOT.rglob("*.py"))
    assert {name for name in there if not re.search(rf"\b{name}\b", text)} == set()
