"""A volume of a series is found first, however its number is written."""

from typing import Any

import pytest

from catalogue.domain.views import IndexedBook
from catalogue.domain.volumes import split_title
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
        indexed_book("Hors-piste", book_id=7, series="Lanfeust", series_number="HS 1"),
        indexed_book("Premiers pas", book_id=8, series="Lanfeust", series_number="1-3"),
        indexed_book("L'Arabe du futur : une jeunesse (1984-1985). 2", book_id=9),
        indexed_book("Le Deuxième Sexe", book_id=10, subtitle="Tome I : Les faits"),
        indexed_book("Vernon Subutex. Première partie", book_id=11),
        indexed_book("Les Légendaires : origines. 05. Razzia", book_id=12),
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
        ("dune le tome 1", 6),
        ("dune, le 1", 6),
        ("dune 01", 6),
        ("dune vol.I", 6),
        ("dune tome n°1", 6),
        ("premier dune", 6),
        ("1er dune", 6),
        ("le premier tome de dune", 6),
        ("troisième naruto", 4),
        ("lanfeust hors série", 7),
        ("lanfeust hors-série n° 1", 7),
        ("lanfeust HS", 7),
        ("lanfeust spécial", 7),
        ("lanfeust 1-3", 8),
        ("lanfeust tomes 1 à 3", 8),
        ("lanfeust tome 2", 8),
        ("l'arabe du futur tome 2", 9),
        ("arabe du futur 2", 9),
        ("le deuxième sexe tome 1", 10),
        ("deuxième sexe t. I", 10),
        ("vernon subutex 1", 11),
        ("légendaires 5", 12),
    ],
)
def test_a_volume_comes_first_however_it_is_written(index_books: Any, shelf: Any, typed: Any, first: Any) -> None:
    hit = execute(index_books(*shelf), SearchRequest(typed), 1, 20, {}).hits[0]
    assert (hit.book_id, hit.rule) in [(first, Rule.VOLUME), (first, Rule.TITLE_EXACT)]


def test_a_range_is_each_of_its_volumes_in_their_order(index_books: Any, shelf: Any) -> None:
    hits = execute(index_books(*shelf), SearchRequest("harry potter tomes 1 à 2"), 1, 20, {}).hits
    assert [(hit.book_id, hit.rule) for hit in hits] == [(1, Rule.VOLUME), (2, Rule.VOLUME)]


def test_a_set_of_this_name_comes_before_one_of_a_longer_name(index_books: Any, shelf: Any) -> None:
    books = [*shelf, indexed_book("Les Légendaires. 05. Cœur du passé", book_id=20)]
    hits = execute(index_books(*books), SearchRequest("légendaires tome 5"), 1, 20, {}).hits
    assert [(hit.book_id, hit.rule) for hit in hits] == [(20, Rule.VOLUME)]


@pytest.mark.parametrize("typed", ["naruto hors série", "naruto intégrale"])
def test_a_missing_special_shows_its_series_and_is_said(index_books: Any, shelf: Any, typed: Any) -> None:
    result = execute(index_books(*shelf), SearchRequest(typed), 1, 20, {})
    assert result.correction is not None
    assert (result.correction.missing_volume, result.correction.left_out) == (None, (typed.removeprefix("naruto "),))
    assert [hit.book_id for hit in result.hits] == [4]


@pytest.mark.parametrize(
    "title",
    ["Fahrenheit 2.0", "Les 4 saisons", "Il est 7 heures", "Une partie de campagne", "Le livre d'Hector", "1984"],
)
def test_a_number_or_a_word_in_a_title_is_no_volume(title: Any) -> None:
    assert split_title(title) is None


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Naruto, tome 24", ("Naruto", "24", None)),
        ("Naruto - T24 - La fuite", ("Naruto", "24", "La fuite")),
        ("Naruto (tome XXIV)", ("Naruto", "24", None)),
        ("Naruto #24", ("Naruto", "24", None)),
        ("Naruto [24]", ("Naruto", "24", None)),
        ("Naruto.24", ("Naruto", "24", None)),
        ("Naruto. 2,La fuite", ("Naruto", "2", "La fuite")),
        ("Silex and the city. 1 (avant notre ère)", ("Silex and the city", "1", "avant notre ère")),
        ("Les monstres. Livre premier", ("Les monstres", "1", None)),
        ("Vernon Subutex. Deuxième partie", ("Vernon Subutex", "2", None)),
        ("Vingt mille lieues. Tome 2", ("Vingt mille lieues", "2", None)),
    ],
)
def test_the_number_of_a_volume_in_a_title_is_known_in_every_writing(title: Any, parts: Any) -> None:
    assert split_title(title) == parts


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
