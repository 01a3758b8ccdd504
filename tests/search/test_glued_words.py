"""Elisions and names typed in one piece: they are found, but a word that books have comes before."""

from typing import Any

import pytest

from catalogue.search.execute import execute
from catalogue.search.request import SearchRequest
from tests.factories import indexed_book


@pytest.fixture
def find(index_books: Any) -> Any:
    """Return the titles that a question finds, in order, among books with these titles or titles and authors."""

    def search(text: Any, *books: Any, typing: Any = False) -> Any:
        titles = dict(enumerate((book if isinstance(book, str) else book[0] for book in books), 1))
        authors = [() if isinstance(book, str) else (book[1],) for book in books]
        entries = [indexed_book(titles[n], book_id=n, authors=names) for n, names in enumerate(authors, 1)]
        result = execute(index_books(*entries), SearchRequest(text, is_unfinished=typing), 1, 20, {})
        return [titles[hit.book_id] for hit in result.hits]

    return search


PAIRS = {
    "dune": ("Le messie de Dune", "D'une vie à l'autre"),
    "lair": ("Kate Lair", "L'air du temps"),
    "lile": ("Lile", "L'Île au trésor"),
    "lame": ("Les lames du cardinal", "États d'âme, l'âme"),
    "lune": ("Objectif Lune", "L'une et l'autre"),
    "dart": ("Le dart", "Une revue d'art"),
    "louest": ("Louest", "À l'ouest rien de nouveau"),
    "sil": ("Le Sil", "S'il suffisait d'aimer"),
    "quelle": ("Quelle époque !", "Qu'elle vienne"),
    "nest": ("The nest", "Rien n'est perdu"),
    "cest": ("Cest", "C'est la vie"),
    "daim": ("Le daim", "D'aimer"),
    "delle": ("Delle", "Le souvenir d'elle"),
    "lin": ("Le lin", "L'In-folio"),
}


@pytest.mark.parametrize(("word", "titles"), PAIRS.items())
def test_a_word_finds_no_elision_where_books_have_the_word(find: Any, word: Any, titles: Any) -> None:
    assert find(word, *titles) == [titles[0]]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("letranger", "L'Étranger"),
        ("lassommoir", "L’Assommoir"),
        ("lair du temps", "L'air du temps"),
        ("jusquau bout", "Jusqu'au bout"),
        ("laprès-midi", "L'après-midi bleu"),
        ("apresmidi", "L'après-midi bleu"),
    ],
)
def test_an_elision_in_one_piece_is_found_where_no_book_has_the_word(find: Any, typed: Any, title: Any) -> None:
    assert find(typed, title, "Nana") == [title]


def test_the_beginning_of_an_elision_in_one_piece_is_found_while_one_types(find: Any) -> None:
    assert find("letran", "L'Étranger", "Nana", typing=True) == ["L'Étranger"]


def test_an_elision_beside_other_words_is_found_though_books_have_the_word(find: Any) -> None:
    assert find("lhorizon dune nuit", "Dune", "L'horizon d'une nuit") == ["L'horizon d'une nuit"]


NAMES = {
    "Jean d'Ormesson": ["ormesson", "d'ormesson", "dormesson", "jean d’ormesson", "ormesson jean", "jean dormesson"],
    "Ormesson, Jean d'": ["ormesson", "dormesson", "jean dormesson", "ormesson jean"],
    "Jean de La Fontaine": ["fontaine", "la fontaine", "lafontaine", "de la fontaine", "delafontaine"],
    "La Fontaine, Jean de": ["la fontaine jean", "lafontaine", "delafontaine"],
    "J. M. G. Le Clézio": ["le clezio", "leclezio", "clezio", "jmg leclezio"],
    "Latour, Georges de": ["latour", "de latour", "delatour"],
    "Vincent van Gogh": ["gogh", "van gogh", "vangogh"],
    "Gogh, Vincent van": ["gogh", "van gogh", "vangogh", "vincent vangogh"],
    "Tahar Ben Jelloun": ["ben jelloun", "benjelloun", "jelloun"],
    "Alfred de Musset": ["musset", "de musset", "demusset"],
    "Ludwig van der Rohe": ["vanderrohe", "derrohe", "rohe", "van der rohe"],
    "Pierre Mac Orlan": ["macorlan", "mac orlan", "orlan"],
    "Antoine de Saint-Exupéry": ["saint exupery", "saintexupery", "exupery", "de saint-exupéry"],
    "Flann O'Brien": ["obrien", "o'brien", "brien"],
}


@pytest.mark.parametrize(("name", "questions"), NAMES.items())
def test_a_name_is_found_with_and_without_its_particles_and_glued_to_them(find: Any, name: Any, questions: Any) -> None:
    assert {text: find(text, ("Titre", name), "Nana") for text in questions} == {text: ["Titre"] for text in questions}


def test_a_glued_name_gives_way_to_somebody_of_that_name(find: Any) -> None:
    assert find("lebrun", ("A", "Pierre Lebrun"), ("B", "Charles Le Brun")) == ["A"]
