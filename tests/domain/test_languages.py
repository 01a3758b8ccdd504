"""Languages: one tag for one language, however it is written."""

import pytest

from catalogue.domain.languages import language_called, language_name, parse_language


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
    ],
)
def test_one_language_has_one_tag(text, tag):
    assert parse_language(text) == tag
    assert parse_language(tag) == tag


@pytest.mark.parametrize("text", ["", "f", "français", "qq", "fr-", "fr_FR", "fr FR", "french"])
def test_what_is_no_tag_is_refused(text):
    with pytest.raises(ValueError, match="language"):
        parse_language(text)


@pytest.mark.parametrize(
    ("name", "tag"), [("French", "fr"), ("français", "fr"), (" Arabic ", "ar"), ("Old Norse", "non")]
)
def test_a_language_is_known_by_its_english_or_french_name(name, tag):
    assert language_called(name) == tag


@pytest.mark.parametrize("name", ["", "French, English", "Classical Latin", "Klingon!"])
def test_no_language_is_made_up_for_a_name_that_none_has(name):
    assert language_called(name) is None


def test_a_language_has_its_name_in_the_readers_language():
    assert (language_name("es", "fr"), language_name("es", "en")) == ("espagnol", "Spanish")
