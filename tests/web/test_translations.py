"""Every sentence of a page, in both languages."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import catalogue.desk
import catalogue.web
from catalogue.domain.query.filters import FILTERS
from catalogue.web.language import TRANSLATIONS

SOURCES = [Path(package.__file__).parent for package in (catalogue.web, catalogue.desk)]  # type: ignore[arg-type]
PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def french() -> Any:
    with (TRANSLATIONS / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return {message.id: message for message in read_po(source, locale="fr") if message.id}


@pytest.fixture(scope="module")
def sentences() -> Any:
    with (TRANSLATIONS / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    keywords = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
    extracted = {
        message
        for folder in SOURCES
        for _, _, message, *_ in extract_from_dir(folder, methods, options, keywords=keywords)
    }
    return extracted | {defined.label for defined in FILTERS.values() if defined.label}


def variants(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[return-value]


def test_every_sentence_has_its_french(sentences: Any, french: Any) -> None:
    assert len(sentences) > 100
    assert not {sentence for sentence in sentences if sentence not in french}
    assert not [message.id for message in french.values() if not all(variants(message)) or message.fuzzy]


def test_no_french_sentence_is_left_without_use(sentences: Any, french: Any) -> None:
    assert set(french) == sentences


def test_the_french_fills_in_what_the_english_does(french: Any) -> None:
    for message in french.values():
        singular = message.id if isinstance(message.id, str) else message.id[-1]
        for text in variants(message):
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(singular)), message.id


def test_french_is_set_in_french_typography(french: Any) -> None:
    for message in french.values():
        for text in variants(message):
            assert not re.search(r"[ \u00a0][:;!?»]|« |\w[;!?]|'|\.\.\.|\"", text), text


def test_pages_in_french_hold_no_english(get: Any) -> None:
    assert "Search" not in get("/").text
    assert "Chercher" not in get("/", "en").text
