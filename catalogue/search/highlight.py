"""The words of a query where they stand in a text, to be marked."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from catalogue.domain.query.parser import TextQuery
from catalogue.domain.text import fold, stem

_SHORT = 100
"""Characters of a text that is cached as a whole (a name, a heading, most titles); longer ones are word by word."""

_TOKEN = re.compile(r"[\w+#]+")
_JOINTS = re.compile(r"['’\-\u2010.]")
_PART = re.compile(r"[\w+#](?:[\w+#'’\-\u2010.]*[\w+#])?")


@lru_cache(1 << 13)
def _split_part(part: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return a part of a text folded in one piece, and its words with their start and end.

    Cached, because the texts of a page have most of their words in common.
    """
    words = tuple((token.start(), token.end(), fold(token.group())) for token in _TOKEN.finditer(part))
    return _JOINTS.sub("", fold(part)), words


@lru_cache(1 << 12)
def _list_forms(text: str) -> frozenset[str]:
    """Return all forms by which a short text matches: words, stems, and compounds in one piece."""
    parts = [_split_part(part.group()) for part in _PART.finditer(text)]
    forms = {word for _, words in parts for _, _, word in words}
    return frozenset({joined for joined, _ in parts} | forms | set(map(stem, forms)))


class Highlighter:
    """Splits texts at the words of one query and at other forms of them."""

    def __init__(self, query: TextQuery) -> None:
        terms = [term for reading in query.readings for term in reading.wanted]
        required = [word for term in terms for word in term.words if not word.is_optional]
        self._folded = {word.typed for word in required} | {word for term in terms for word in term.joined}
        self._roots = {word.stem for word in required}
        self._wanted = self._folded | self._roots
        self._beginning = query.beginning.folded if query.beginning else None

    def _find_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each word of the query, or another form of one, in order."""
        for part in _PART.finditer(text):
            joined, words = _split_part(part.group())
            if joined in self._folded:
                yield part.span()
                continue
            for start, end, word in words:
                if word in self._folded or stem(word) in self._roots or self._starts_alike(word):
                    yield part.start() + start, part.start() + end

    def _starts_alike(self, word: str) -> bool:
        return self._beginning is not None and word.startswith(self._beginning)

    def _matches_nothing(self, text: str) -> bool:
        if len(text) <= _SHORT:
            return self._wanted.isdisjoint(_list_forms(text))
        return all(map(self._wanted.isdisjoint, map(_list_forms, text.split())))

    def split(self, text: str) -> Sequence[tuple[str, bool]]:
        """Return `text` in pieces, each with whether to mark it.

        >>> from catalogue.domain.query.parser import parse_query
        >>> Highlighter(parse_query("cheval")).split("Les chevaux de Troie")
        [('Les ', False), ('chevaux', True), (' de Troie', False)]
        """
        if not self._beginning and self._matches_nothing(text):
            return [(text, False)] if text else []  # The quick way, as most texts have none.
        pieces: list[tuple[str, bool]] = []
        last = 0
        for start, end in self._find_spans(text):
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
        return [(piece, is_marked) for piece, is_marked in [*pieces, (text[last:], False)] if piece]
