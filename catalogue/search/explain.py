"""Why a book was found: where each word of the query stands in it."""

from dataclasses import dataclass

from catalogue.domain.query.parser import TextQuery, Word
from catalogue.domain.text import stem
from catalogue.domain.views import IndexedBook
from catalogue.search.documents import BookText, fold_book

PLACES = ("title", "author", "series", "subject", "other")
"""The parts of a book in which words stand; `other` is publisher and description."""


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The places of a book in which one word of the query stands; `by_stem` if only another form of it does."""

    word: str
    places: tuple[str, ...]
    by_stem: bool = False


def explain(query: TextQuery, entry: IndexedBook) -> list[WordPlaces]:
    """Return the places of each word that the book had to have."""
    text = fold_book(entry)
    return [_find_places(word, text) for term in query.wanted for word in term.words if not word.is_optional]


def _find_places(word: Word, text: BookText) -> WordPlaces:
    words = {place: {one for part in getattr(text, place) for one in part} for place in PLACES}
    exact = tuple(place for place, there in words.items() if word.folded in there)
    if exact:
        return WordPlaces(word.typed, exact)
    by_stem = tuple(place for place, there in words.items() if word.stem in map(stem, there))
    return WordPlaces(word.typed, by_stem, by_stem=bool(by_stem))
