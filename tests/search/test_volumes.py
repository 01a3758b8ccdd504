"""A volume of a series is found first, however its number is written."""

from typing import Any

import pytest

from catalogue.domain.views import IndexedBook
from catalogue.search.execute import execute
from catalogue.search.ranking import Rule
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book


@pytest.fixture
def shelf() -> list[IndexedBook]:
    return [
        indexed_book("Harry Potter à l'école des sorciers", book_id=1, series="Harry Potter", series_number="1"),
        indexed_book("Harry Potter et la chambre des secrets", book_id=2, series="Harry Potter", series_number="2"),
        indexed_book("Harry Potter et l'enfant maudit : parties un et deux", book_id=3, description="Un tome."),
        indexed_book("Naruto. 3", book_id=4),
        indexed_book("Les Légendaires. 02. Le gardien", book_id=5),
        indexed_book("Dune, tome 1", book_id=6),
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("harry potter tome 1", 1),
        ("tome 1 harry potter", 1),
        ("harry potter 1", 1),
        ("harry potter t1", 1),
        ("Harry Potter, t. 2", 2),
        ("harry potter vol. 2", 2),
        ("harry potter volume 2", 2),
        ("harry potter n°2", 2),
        ("harry potter n° 2", 2),
        ("harry potter #2", 2),
        ("harry potter numéro 2", 2),
        ("harry potter tome II", 2),
        ("harry potter tome deux", 2),
        ("harry potter tome I", 1),
        ("tome un harry potter", 1),
        ("premier tome de harry potter", 1),
        ("harry potter, 2e volume", 2),
        ("harry potter livre 2", 2),
        ("naruto tome 03", 4),
        ("les légendaires tome 2", 5),
        ("legendaires 2", 5),
        ("dune tome 1", 6),
    ],
)
def test_a_volume_comes_first_however_it_is_written(index_books: Any, shelf: Any, typed: Any, first: Any) -> None:
    hit = execute(index_books(*shelf), SearchRequest(typed), 1, 20, {}).hits[0]
    assert (hit.book_id, hit.rule) in [(first, Rule.VOLUME), (first, Rule.TITLE_EXACT)]


def test_a_number_elsewhere_is_no_volume(index_books: Any, shelf: Any) -> None:
    hits = execute(index_books(*shelf), SearchRequest("potter 1 harry sorciers"), 1, 20, {}).hits
    assert all(hit.rule is not Rule.VOLUME for hit in hits)


@pytest.mark.parametrize("typed", ["harry potter tome 9", "tome 9 harry potter", "naruto vol. 99"])
def test_a_missing_volume_shows_its_series_and_is_said(index_books: Any, shelf: Any, typed: Any) -> None:
    result = execute(index_books(*shelf), SearchRequest(typed), 1, 20, {})
    assert result.correction is not None
    assert result.correction.missing_volume is not None
    assert result.correction.missing_volume.number in (9, 99)
    assert result.hits[0].book_id in (1, 4)


def test_a_number_that_is_in_a_title_is_no_missing_volume(index_books: Any) -> None:
    books = [indexed_book("Fahrenheit 451"), indexed_book("Fahrenheit 9", book_id=2)]
    result = execute(index_books(*books), SearchRequest("fahrenheit 451"), 1, 20, {})
    assert (result.correction, result.hits[0].book_id) == (None, 1)


NUMBERS = ("HS", "10", "1-3", "9", "2", None, "1")


@pytest.mark.parametrize("sort", ["relevance", "series"])
def test_volumes_stand_in_their_order(index_books: Any, sort: Any) -> None:
    books = [
        indexed_book(f"Récit {place}", book_id=place, n_items=place, series="Dune", series_number=number)
        for place, number in enumerate(NUMBERS, 1)
    ]
    hits = execute(index_books(*books), SearchRequest("dune", sort=sort), 1, 20, {}).hits
    assert [NUMBERS[hit.book_id - 1] for hit in hits] == ["1", "2", "9", "10", "1-3", "HS", None]


def test_titles_that_begin_with_their_series_are_sorted_by_volume(index_books: Any) -> None:
    titles = ["Nana. 10", "Nana. 9", "Nana", "Nanisme"]
    books = [indexed_book(title, book_id=place) for place, title in enumerate(titles, 1)]
    hits = execute(index_books(*books), SearchRequest(sort="title"), 1, 20, {}).hits
    assert [titles[hit.book_id - 1] for hit in hits] == ["Nana", "Nana. 9", "Nana. 10", "Nanisme"]
