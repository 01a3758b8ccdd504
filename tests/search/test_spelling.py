"""Which words of the catalogue a slip is taken for, and when another spelling is offered, without a database."""

from typing import Any

import pytest

from catalogue.domain.query.parser import parse_query
from catalogue.search.execute import execute
from catalogue.search.request import SearchRequest
from catalogue.search.spelling import find_near_words, suggest_texts
from tests.factories import indexed_book


@pytest.fixture
def index_titles(index_books: Any) -> Any:
    """Return a snapshot of an index of books with these titles."""
    return lambda *titles: index_books(*(indexed_book(title, book_id=place) for place, title in enumerate(titles, 1)))


@pytest.fixture
def near(index_titles: Any) -> Any:
    """Return the words near one in these titles, the likeliest first."""

    def list_near(word: Any, *titles: Any) -> Any:
        return [spelling.written for spelling in find_near_words(index_titles(*titles), word)]

    return list_near


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("grminal", "a letter left out"),
        ("gerrminal", "a letter put in"),
        ("gerninal", "a letter mistaken"),
        ("germnial", "two letters swapped"),
        ("hermnial", "two slips"),
    ],
)
def test_a_word_with_a_slip_is_near(near: Any, typed: Any, slip: Any) -> None:
    assert near(typed, "Germinal") == ["germinal"], slip


def test_a_near_word_is_written_as_books_write_it(near: Any) -> None:
    assert near("miserable", "Les Misérables") == ["misérables"]


def test_two_slips_are_taken_from_six_letters_on(near: Any) -> None:
    assert near("natal", "Nabab") == []
    assert near("nataux", "Nababx") == ["nababx"]


def test_a_word_of_three_letters_is_not_corrected(near: Any) -> None:
    assert near("mre", "Mer") == []
    assert near("mere", "Mer") == ["mer"]


def test_one_slip_is_nearer_than_two(near: Any) -> None:
    assert near("terrible", "Terribles et terriens", "Horrible", "Horrible encore") == ["terribles"]


def test_the_same_beginning_is_nearer_then_more_books(near: Any) -> None:
    assert near("mere", "Père", "Père et fils", "Mare", "Mire", "Mire au vent") == ["mire", "mare", "père"]


def test_a_word_without_its_space_is_two_words(near: Any) -> None:
    assert near("petitprince", "Le Petit Prince") == ["petit prince"]


def test_where_nothing_is_near_a_longer_word_that_begins_so_is(near: Any) -> None:
    assert near("constan", "Constantinople") == ["constantinople"]


@pytest.mark.parametrize("number", ["1984", "1985", "xiv", "14e"])
def test_a_number_with_a_slip_is_another_number(near: Any, number: Any) -> None:
    assert near(number, "1983", "Louis XIII", "Le 13e jour", "Louis XV") == []


def test_a_word_is_not_near_itself(near: Any) -> None:
    assert near("germinal", "Germinal", "Germinale") == ["germinale"]


@pytest.fixture
def suggest(index_titles: Any) -> Any:
    """Return the other spellings of a question that are tried, the likeliest first."""
    return lambda text, *titles: list(suggest_texts(index_titles(*titles), parse_query(text)))


def test_all_unknown_words_are_corrected_at_once(suggest: Any) -> None:
    assert suggest("grminal et misrables", "Germinal et autres", "Les Misérables")[0] == "germinal et misérables"


def test_what_is_not_corrected_stays_as_it_was_typed(suggest: Any) -> None:
    assert suggest('"Grminal" -ZOLA , ', "Germinal")[0] == '"germinal" -ZOLA , '


def test_two_words_that_books_write_as_one_are_joined(suggest: Any) -> None:
    assert suggest("mocking bird", "Mockingbird", "Bird")[0] == "mockingbird"


def test_a_known_word_is_corrected_to_one_that_some_book_has_with_the_others(suggest: Any) -> None:
    assert suggest("fort feu", "La Forêt en feu", "Le Fort", "La Porte") == ["forêt feu"]


def test_a_question_without_any_near_word_has_no_other_spelling(suggest: Any) -> None:
    assert suggest("zzzzzz", "Germinal") == []


@pytest.fixture
def offer(index_books: Any) -> Any:
    """Return the correction of a word that `n_found` books have, where a word near it is in `n_others` books."""

    def find_correction(n_found: Any, n_others: Any) -> Any:
        found = [indexed_book("Contes", book_id=1 + place, description="Un redmin.") for place in range(n_found)]
        others = [indexed_book("Redmun", book_id=100 + place) for place in range(n_others)]
        result = execute(index_books(*found, *others), SearchRequest("redmin"), 1, 20, {})
        assert result.total == (n_found or n_others)
        return result.correction

    return find_correction


@pytest.mark.parametrize("n_found", [1, 2])
def test_another_spelling_is_offered_when_it_finds_over_five_times_as_many_books(offer: Any, n_found: Any) -> None:
    assert offer(n_found, 5 * n_found) is None

    correction = offer(n_found, 5 * n_found + 1)
    assert (correction.text, correction.total, correction.is_shown) == ("redmun", 5 * n_found + 1, False)


def test_no_other_spelling_is_offered_where_three_books_are_found(offer: Any) -> None:
    assert offer(3, 40) is None


def test_another_spelling_is_shown_at_once_where_nothing_is_found(offer: Any) -> None:
    correction = offer(0, 1)

    assert (correction.text, correction.total, correction.is_shown) == ("redmun", 1, True)
