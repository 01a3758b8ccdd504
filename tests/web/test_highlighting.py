"""The words of a question, marked where they stand."""

from typing import Any

import pytest

from catalogue.domain.query.parser import parse_query
from catalogue.search.highlight import Highlighter
from catalogue.web.highlighting import mark


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("La Peste", "PESTE", "La <mark>Peste</mark>"),
        ("La Peste", "la peste", "La <mark>Peste</mark>"),
        ("La Peste", "", "La Peste"),
        ("La Peste", "este", "La Peste"),
        ("Les chevaux", "cheval", "Les <mark>chevaux</mark>"),
        ("<b> & peste", "peste b", "&lt;<mark>b</mark>&gt; &amp; <mark>peste</mark>"),
        ("L’Étranger", "etranger", "L’<mark>Étranger</mark>"),
        ("L’Étranger", "letranger", "<mark>L’Étranger</mark>"),
        ("son premier roman.", "roman", "son premier <mark>roman</mark>."),
        ("La Peste", "-peste", "La Peste"),
    ],
)
def test_words_are_marked_in_whatever_form_they_stand(text: Any, question: Any, marked: Any) -> None:
    assert mark(text, Highlighter(parse_query(question))) == marked


def test_without_a_question_nothing_is_marked() -> None:
    assert mark("<La Peste>", None) == "&lt;La Peste&gt;"
