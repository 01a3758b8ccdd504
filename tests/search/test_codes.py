"""Numbers of books, typed into the box: call numbers, barcodes, and what was set aside as a number."""

from typing import Any

import pytest

from catalogue.domain.query.parser import parse_query
from catalogue.search.execute import execute
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book


@pytest.fixture
def find(index_books: Any) -> Any:
    """Return the titles that a question finds among a few books with numbers."""
    snapshot = index_books(
        indexed_book("La fille de papier", book_id=1, barcodes=["MUS 001"], call_number="R MUS"),
        indexed_book("Cuisine de saison", book_id=2, barcodes=["C-2"], call_number="641.5/COR"),
        indexed_book("Roman", book_id=3, barcodes=["C-3"], call_number="ROMAN"),
        indexed_book("Sciences et nature", book_id=4, extra={"ean": 3780143000002, "pages": "120"}),
        indexed_book("Numéro neuf", book_id=5, extra={"isbn": ["SBN 425-03071-5"]}),
        indexed_book("Numéro fautif", book_id=6, extra={"isbn": "978-2-07-036002-5"}),
    )
    titles = {1: "papier", 2: "Cuisine", 3: "Roman", 4: "Sciences", 5: "neuf", 6: "fautif"}

    def search(text: Any) -> Any:
        hits = execute(snapshot, SearchRequest(text), 1, 20, {}).hits
        return sorted(titles[hit.book_id] for hit in hits)

    return search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("R MUS", ["papier"]),
        ("r.mus", ["papier"]),
        ("641.5 cor", ["Cuisine"]),
        ("mus-001", ["papier"]),
        ("3780143000002", ["Sciences"]),
        ("425-03071-5", ["neuf"]),
        ("425030715", ["neuf"]),
        ("9782070360025", ["fautif"]),
        ("cote:641", ["Cuisine"]),
        ("cote:roman", ["Roman"]),
        ("Cote : R MUS titre:papier", ["papier"]),
        ("papier callnumber:r", ["papier"]),
        ("papier cote:641", []),
        ('cote:"r mus"', ["papier"]),
    ],
)
def test_a_number_finds_its_book_however_it_is_written(find: Any, typed: Any, found: Any) -> None:
    assert find(typed) == found


def test_a_short_number_set_aside_is_no_number_of_the_book(find: Any) -> None:
    assert find("120") == []


def test_a_call_number_of_one_word_is_asked_for_by_its_prefix(index_books: Any) -> None:
    snapshot = index_books(
        indexed_book("Un roman", book_id=1), indexed_book("Nana", book_id=2, barcodes=["1"], call_number="ROMAN")
    )
    assert [hit.book_id for hit in execute(snapshot, SearchRequest("roman"), 1, 20, {}).hits] == [1]
    assert [hit.book_id for hit in execute(snapshot, SearchRequest("cote:roman"), 1, 20, {}).hits] == [2]


@pytest.mark.parametrize("text", ["cote:", "cote: ", 'cote:""', "cote:.*", "cote:(", "-cote:843", "cote:" + "é1" * 400])
def test_any_call_number_is_a_question(find: Any, text: Any) -> None:
    assert find(text) is not None


def test_a_call_number_ends_where_the_next_prefix_begins() -> None:
    query = parse_query("cote:843 CAM annee:1942 auteur:camus")
    assert (query.call_numbers, query.year_from, len(query.terms)) == (("843cam",), 1942, 1)


def test_the_beginning_of_a_call_number_is_one_where_nothing_else_is_found(find: Any) -> None:
    assert find("641.5 c") == ["Cuisine"]
    assert find("641.9 c") == []
