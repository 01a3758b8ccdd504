"""Languages: one tag for one language, however it is written."""

from typing import Any

import pytest

from catalogue.domain.languages import parse_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("ger", "de"),
        ("pt-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("prs", "fa-AF"),
        ("cnr", "sr-ME"),
        ("cnr-latn", "sr-Latn-ME"),
        ("sh", "sr-Latn"),
        ("sh-cyrl", "sr-Cyrl"),
        ("MUL", "mul"),
        ("zxx", "zxx"),
    ],
)
def test_one_language_has_one_tag(text: Any, tag: Any) -> None:
    assert parse_language(text) == tag
    assert parse_language(tag) == tag


@pytest.mark.parametrize("text", ["", "f", "français", "qq", "fr-", "fr_FR", "fr FR", "french"])
def test_what_is_no_tag_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match="language"):
        parse_language(text)
