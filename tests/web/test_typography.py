"""Text as a printer would set it."""

import pytest

from catalogue.web.typography import mark, published, together, typeset


@pytest.mark.parametrize(
    ("text", "language", "set_text"),
    [
        ("L'Étranger", "fr", "L’Étranger"),
        ("Qui a peur ?", "fr", "Qui a peur\u202f?"),
        ("« Non »", "fr", "«\u202fNon\u202f»"),
        ("Qui a peur?", "fr", "Qui a peur?"),
        ("Who is afraid ?", "en", "Who is afraid ?"),
        ("Qui a peur ?", "fr-CA", "Qui a peur\u202f?"),
        ("'quoted'", None, "'quoted'"),
        ("", "fr", ""),
    ],
)
def test_typeset(text, language, set_text):
    assert typeset(text, language) == set_text


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("La Peste", "PESTE", "La <mark>Peste</mark>"),
        ("La Peste", "pest", "La <mark>Peste</mark>"),
        ("La Peste", "", "La Peste"),
        ("La Peste", "este", "La Peste"),
        ("<b> & peste", "peste b", "&lt;<mark>b</mark>&gt; &amp; <mark>peste</mark>"),
        ("L’Étranger", "l'etranger", "L’<mark>Étranger</mark>"),
    ],
)
def test_words_that_begin_as_asked_are_marked(text, question, marked):
    assert mark(text, question) == marked


def test_years_before_our_era_are_said_in_words():
    assert published("-0700", "fr") == "700\xa0av.\xa0J.-C."
    assert published("-0700", "en") == "700\xa0BC"


def test_months_are_said_as_they_stand_alone():
    assert published("1942-05", "fr") == "mai 1942"


def test_a_long_call_number_may_break():
    assert together("J 843 DAH") == "J\xa0843\xa0DAH"
    assert " " in together("840(091) 19 CAM oeuvres 2")
