"""A number in a title is found in all its writings, whichever is typed and whichever the title has."""

from itertools import product
from typing import Any

import pytest

from catalogue.search.execute import execute
from catalogue.search.ranking import Rule
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book

WRITINGS = [
    ("{} lieues sous les mers", ["20000", "20 000", "20.000", "vingt mille", "Vingt mille"]),
    ("le tour du monde en {} jours", ["80", "quatre-vingts", "quatre vingts"]),
    ("les {} mousquetaires", ["3", "trois"]),
    ("{} petits nègres", ["10", "dix"]),
    ("{} ans de solitude", ["100", "cent"]),
    ("les {} nuits", ["1001", "mille et une"]),
    ("snow white and the {} dwarfs", ["7", "seven"]),
    ("le siècle de louis {}", ["14", "XIV", "quatorze"]),
    ("la {} guerre mondiale", ["1re", "1ère", "première"]),
    ("la vie au {} siècle", ["19e", "XIXe", "19ème", "dix-neuvième"]),
    ("{} hommes en colère", ["12", "douze"]),
    ("les {} boules de cristal", ["7", "sept"]),
    ("{} pas", ["10.000", "10 000", "10000", "dix mille"]),
    ("mourir à {} ans", ["30", "trente"]),
]


@pytest.mark.parametrize(("title", "numbers"), WRITINGS)
def test_every_writing_finds_every_other_as_a_whole_title(index_books: Any, title: Any, numbers: Any) -> None:
    for typed, written in product(numbers, repeat=2):
        snapshot = index_books(indexed_book(title.format(written)), indexed_book("Autre chose", book_id=2))
        hits = execute(snapshot, SearchRequest(title.format(typed)), 1, 20, {}).hits
        assert [(hit.book_id, hit.rule) for hit in hits] == [(1, Rule.TITLE_EXACT)], (typed, written)


def test_all_writings_are_found_together(index_books: Any) -> None:
    titles = ["20000 lieues : l'album", "20 000 lieues sous les mers", "Vingt mille lieues sous les mers"]
    snapshot = index_books(*(indexed_book(title, book_id=number) for number, title in enumerate(titles, 1)))
    for typed in ("20000 lieues", "20 000 lieues", "vingt mille lieues", "VINGT MILLE LIEUES"):
        assert {hit.book_id for hit in execute(snapshot, SearchRequest(typed), 1, 20, {}).hits} == {1, 2, 3}


def test_a_number_in_words_that_is_all_of_the_question_is_looked_for_as_it_is_written(index_books: Any) -> None:
    snapshot = index_books(indexed_book("Deux", book_id=1), indexed_book("Naruto. 2", book_id=2))
    assert [hit.book_id for hit in execute(snapshot, SearchRequest("deux"), 1, 20, {}).hits] == [1]


def test_what_is_no_number_stays_as_it_is(index_books: Any) -> None:
    snapshot = index_books(indexed_book("L'agent 007", book_id=1), indexed_book("L'agent 7", book_id=2))
    assert [hit.book_id for hit in execute(snapshot, SearchRequest("agent 007"), 1, 20, {}).hits] == [1]
