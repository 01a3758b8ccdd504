"""Text as a printer would set it."""

from typing import Any

import pytest

from catalogue.web.typography import format_publication_date, keep_together, typeset


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
def test_typeset(text: Any, language: Any, set_text: Any) -> None:
    assert typeset(text, language) == set_text


def test_years_before_our_era_are_said_in_words() -> None:
    assert format_publication_date("-0700", "fr") == "700\xa0av.\xa0J.-C."
    assert format_publication_date("-0700", "en") == "700\xa0BC"


def test_months_are_said_as_they_stand_alone() -> None:
    assert format_publication_date("1942-05", "fr") == "mai 1942"


def test_a_long_call_number_may_break() -> None:
    assert keep_together("J 843 DAH") == "J\xa0843\xa0DAH"
    assert " " in keep_together("840(091) 19 CAM oeuvres 2")
