"""Whatever is typed, the search answers."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.domain.query.filters import Facet
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from catalogue.services.indexing import LiveIndex
from tests.factories import stored_book

PIECES = (
    *("titre:", "auteur:", "sujet:", "isbn:", "annee:", "année:", "year:", "title :", "inconnu:"),
    *("1990..2000", "..1900", "2000..", "..", "-44", "2-07-036002-4", "978 2070360024", "9782070360025"),
    *('"', "«", "»", "“", "”", "-", "--", "+", "*", "?", "~2", "^", "(", ")", "[", "]", "{", "}", "AND", "OR", "NOT"),
    *(
        "l'",
        "L’",
        "d",
        "qu'",
        "la",
        "Le",
        "œuvres",
        "Ǽ",
        "ß",
        "İstanbul",
        "étranger",
        "e\u0301tranger",
        "hugo",
        "poter",
    ),
    *("c++", "c#", ".net", "1984.", "'", "\\", "/", "%", "_", "\x00", "\x01", "\ufeff", "\u200b", "\u202e", "\ud800"),
    *("20 000", "1er", "XIXe", "iv", "quatre-vingts", "mille", "hundred", "et", "st", "Mme.", "j.-p.", "V.", ","),
    *("\u017ft", "sa\u0131nt", "D\u0130X"),
    *(
        "\n",
        "\t",
        "\xa0",
        "\u202f",
        "🦊",
        "Война",
        "戦争と平和",
        "حرب",
        "a" * 300,
        "\u0301" * 50,
        "^une",
        "__import__",
        "ﬁn",
    ),
)
"""What questions are made of, what breaks query languages, and what breaks text."""

QUESTIONS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda joint: joint.join(parts))
)


@pytest.fixture
def sample_books(writing: Any) -> None:
    with writing() as session:
        for title, author in (("L'Étranger", "Albert Camus"), ("Les Misérables", "Victor Hugo"), ("1984", "Orwell")):
            stored_book(session, title, authors=(author,), subjects=("Roman",))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("is_unfinished", [False, True])
@settings(max_examples=5_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(text=QUESTIONS)
def test_any_question_has_an_answer(
    sample_books: Any, reading: Any, live: LiveIndex, is_unfinished: Any, text: Any
) -> None:
    asked = SearchRequest(text, facets=tuple(Facet), is_unfinished=is_unfinished)
    with reading() as session:
        result = discovery.search(session, live, asked, 1, 20)
        discovery.complete(session, live, text, 5)
        explained = discovery.explain_results(session, result)

    assert len(result.page.hits) == min(result.page.total, 20) == len(explained)
    correction = result.result.correction
    assert correction is None or correction.total > 0
