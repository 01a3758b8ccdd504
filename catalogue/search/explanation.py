"""Why a book was found: where each word of the question stands in it, and which words to mark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.domain.query import TextQuery, Word
from catalogue.domain.text import fold
from catalogue.domain.tokens import stem
from catalogue.search.documents import BookText, IndexedBook, text_of

PLACES = ("title", "author", "series", "subject", "other")

_TOKEN = re.compile(r"[\w+#]+")
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
    return Found(word.folded, akin, by_stem=True)


def spans(query: TextQuery, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` that are words of the question, or other forms of them, in order."""
    wanted = [word for term in query.wanted for word in term.words if not word.is_optional]
    if not wanted:
        return
    folded = {word.folded for word in wanted} | {word for term in query.wanted for word in term.joined}
    roots = {word.stem for word in wanted}
    for part in _PART.finditer(text):
        if re.sub(r"['’\-\u2010.]", "", fold(part.group())) in folded:
            yield part.span()
            continue
        for token in _TOKEN.finditer(part.group()):
            word = fold(token.group())
            if word in folded or stem(word) in roots or (query.beginning and word.startswith(query.beginning.folded)):
                yield part.start() + token.start(), part.start() + token.end()


def marked(query: TextQuery, text: str) -> Sequence[tuple[str, bool]]:
    """Return `text` in pieces, each with whether it is to be marked.

    >>> from catalogue.domain.query import parse_query
    >>> marked(parse_query("cheval"), "Les chevaux de Troie")
    [('Les ', False), ('chevaux', True), (' de Troie', False)]
    """
    pieces: list[tuple[str, bool]] = []
    last = 0
    for start, end in spans(query, text):
        pieces += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [(piece, is_marked) for piece, is_marked in [*pieces, (text[last:], False)] if piece]
