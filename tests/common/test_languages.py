"""Names of languages: every code that is accepted has one."""

from itertools import chain, product
from string import ascii_lowercase
from typing import Any

import pytest

from catalogue.common.languages import name_language
from catalogue.domain.languages import parse_language


def accepted_tags() -> set[str]:
    """Return the tags of all two-letter and three-letter codes that are accepted."""
    tags = set()
    for letters in chain(product(ascii_lowercase, repeat=2), product(ascii_lowercase, repeat=3)):
        try:
            tags.add(parse_language("".join(letters)))
        except ValueError:
            continue
    return tags


def test_every_code_that_is_accepted_has_a_name_in_both_languages() -> None:
    tags = accepted_tags()
    own_names = {"fon", "gan", "luo", "tiv", "yao"}  # Their codes are what they are called.

    assert len(tags) > 600
    assert {tag for tag in tags for locale in ("fr", "en") if name_language(tag, locale) == tag} <= own_names
    assert {parse_language(tag) for tag in tags} == tags


@pytest.mark.parametrize(
    ("tag", "french", "english"),
    [
        ("mul", "plusieurs langues", "several languages"),
        ("zxx", "sans texte", "no text"),
        ("grc", "grec ancien", "Ancient Greek"),
        ("fro", "ancien français", "Old French"),
        ("luo", "luo", "Luo"),
        ("pt-BR", "portugais (Brésil)", "Portuguese (Brazil)"),
        ("zh-Hant-TW", "chinois (traditionnel, Taïwan)", "Chinese (Traditional, Taiwan)"),
        ("fr-ZQ", "français (ZQ)", "French (ZQ)"),
        ("qqq", "qqq", "qqq"),
    ],
)
def test_a_language_has_its_name_in_the_readers_language(tag: Any, french: Any, english: Any) -> None:
    assert (name_language(tag, "fr"), name_language(tag, "en")) == (french, english)
