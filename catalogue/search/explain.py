"""Why a book was found: where each word of the question stands in it, and which words to mark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.domain.query.parser import TextQuery, Word
from catalogue.domain.text import fold, stem
from catalogue.search.documents import BookText, IndexedBook, text_of

PLACES = ("title", "author", "series", "subject", "other")

_SHORT = 100
"""Characters of a text that is remembered as a whole: a name, a heading, most titles; others are so word by word."""

_TOKEN = re.compile(r"[\w+#]+")
_JOINTS = re.compile(r"['’\-\u2010.]")
_PART = re.compile(r"[\w+#](?:[\w+#'’\-\u2010.]*[\w+#])?")


@dataclass(frozen=True, slots=True)
class Found:
    """Where one word of the question stands; `by_stem` when only another form of it does."""

    word: str
    places: tuple[str, ...]
    by_stem: bool = False


def explain(query: TextQuery, entry: IndexedBook) -> list[Found]:
    """Return where each word that a book had to have stands in it."""
    text = text_of(entry)
    return [_found(word, text) for term in query.wanted for word in term.words if not word.is_optional]


def _found(word: Word, text: BookText) -> Found:
    there = {place: {known for part in getattr(text, place) for known in part} for place in PLACES}
    exact = tuple(place for place, known in there.items() if word.folded in known)
    if exact:
        return Found(word.folded, exact)
    akin = tuple(place for place, known in there.items() if word.stem in {stem(one) for one in known})
    return Found(word.folded, akin, by_stem=bool(akin))


@lru_cache(1 << 13)
def _anatomy(part: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return a part of a text folded in one piece, and its words with where they begin and end.

    Remembered, because the texts of a page have most of their words in common.
    """
    words = tuple((token.start(), token.end(), fold(token.group())) for token in _TOKEN.finditer(part))
    return _JOINTS.sub("", fold(part)), words


@lru_cache(1 << 12)
def _forms(text: str) -> frozenset[str]:
    """Return all that a short text can be found by: its words, their stems, and what is joined in it."""
    anatomies = [_anatomy(part.group()) for part in _PART.finditer(text)]
    folded = {word for _, words in anatomies for _, _, word in words}
    return frozenset({joined for joined, _ in anatomies} | folded | set(map(stem, folded)))


class Marker:
    """Finds the words of one question, and other forms of them, in texts."""

    def __init__(self, query: TextQuery) -> None:
        wanted = [word for term in query.wanted for word in term.words if not word.is_optional]
        self._folded = {word.folded for word in wanted} | {word for term in query.wanted for word in term.joined}
        self._roots = {word.stem for word in wanted}
        self._wanted = self._folded | self._roots
        self._beginning = query.beginning.folded if query.beginning else None

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of `text` that are words of the question, or other forms of them, in order."""
        for part in _PART.finditer(text):
            joined, words = _anatomy(part.group())
            if joined in self._folded:
                yield part.span()
                continue
            for start, end, word in words:
                if word in self._folded or stem(word) in self._roots or self._begins(word):
                    yield part.start() + start, part.start() + end

    def _begins(self, word: str) -> bool:
        return self._beginning is not None and word.startswith(self._beginning)

    def _has_none(self, text: str) -> bool:
        if len(text) <= _SHORT:
            return self._wanted.isdisjoint(_forms(text))
        return all(map(self._wanted.isdisjoint, map(_forms, text.split())))

    def marked(self, text: str) -> Sequence[tuple[str, bool]]:
        """Return `text` in pieces, each with whether it is to be marked.

        >>> from catalogue.domain.query.parser import parse_query
        >>> Marker(parse_query("cheval")).marked("Les chevaux de Troie")
        [('Les ', False), ('chevaux', True), (' de Troie', False)]
        """
        if not self._beginning and self._has_none(text):
            return [(text, False)] if text else []  # As most texts have none.
        pieces: list[tuple[str, bool]] = []
        last = 0
        for start, end in self._spans(text):
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
        return [(piece, is_marked) for piece, is_marked in [*pieces, (text[last:], False)] if piece]
