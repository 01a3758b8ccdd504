"""Other ways to write a text that finds nothing: fewer words, numbers and abbreviations in other notations."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from catalogue.domain.query.parser import TextQuery
from catalogue.domain.text import ARTICLES, abbreviations, words
from catalogue.domain.text.number_words import Notation
from catalogue.domain.text.numbers import find_numbers, rewrite_numbers

LINKS = (
    ARTICLES["fr"] | ARTICLES["en"] - {"an"} | {"and", "au", "aux", "by", "d", "de", "du", "et", "from", "of", "par"}
)
"""Words between a title and its author, or in a title that one does not quite remember; not "an", a year in French."""

_PREPOSITIONS = LINKS - ARTICLES["fr"] - ARTICLES["en"]
_MARKS = re.compile(r'["«»“”:]|(?<!\S)-+')
_VOLUME = re.compile(
    r"(?<!\S)(?:tomes?|t|volumes?|vols?|num[eé]ro|n|nr|no|#)\s?[.°º]?\s*(?=\d{1,4}(?!\S))", re.IGNORECASE
)
_YEAR = re.compile(r"(?<=\s)(1[4-9]\d\d|20\d\d)(?!\S)")
_INITIALS = re.compile(
    r"(?<![\w.'’\-])(?:(?:[^\W\d_]\.[\s\-]*){1,4}|(?:(?![aày]\b)[^\W\d_]\s+){1,4})"
    r"(?!(?:et|ou|en|pour|and|or|for|in)\b)(?=[^\W\d_]{2})"
    r"|,\s*(?:[^\W\d_]\.[\s\-]*)+$",
    re.IGNORECASE,
)
"""Single letters before a name, or with points after one; not `a` and `y`, which are words, nor the C of `c pour`."""

MAX_TEXTS = 7
"""Texts that are tried; each is a search."""

_WRITINGS = {
    Notation.FRENCH: abbreviations.FRENCH,
    Notation.FIGURES: abbreviations.SHORT,
    Notation.ROMAN: abbreviations.FRENCH,
    Notation.ENGLISH: abbreviations.ENGLISH,
}
"""How books are written: numbers and abbreviations in full, in French or in English, or either short."""

_NOT_IN = {
    Notation.ENGLISH: ARTICLES["fr"] | {"de", "du", "au", "aux", "en", "et"},
    Notation.FRENCH: frozenset({"the", "of", "and"}),
}
"""Words by which a question is known not to be in a language."""


def rewrite(query: TextQuery) -> Iterator[str]:
    """Yield other ways to write a query: its bare words, a year among them as a year, then in other notations.

    >>> from catalogue.domain.query.parser import parse_query
    >>> list(rewrite(parse_query("nana de zola"))), list(rewrite(parse_query("Harry Potter et les 7")))[:2]
    (['nana zola'], ['Harry Potter 7', 'Harry Potter et les sept'])
    >>> next(rewrite(parse_query("germinal zola 1885"))), list(rewrite(parse_query("Paris -Texas")))
    ('germinal zola annee:1885', ['Paris Texas'])
    >>> list(rewrite(parse_query("j. verne"))), list(rewrite(parse_query("le roi louis 14")))
    (['verne'], ['le roi louis quatorze', 'le roi louis XIV'])
    """
    plain = " ".join(_MARKS.sub(" ", query.text).split())
    without_volume = _VOLUME.sub("", plain)
    bare = _drop_links(without_volume)
    notations = [
        notation for notation in _WRITINGS if _NOT_IN.get(notation, frozenset()).isdisjoint(words(without_volume))
    ]
    if without_volume != plain:  # The number of a volume is not written in words.
        notations = [Notation.FIGURES]
    otherwise = [way for text in dict.fromkeys([without_volume, bare]) for way in _write_numbers(text, notations)]
    ways = dict.fromkeys([plain, bare, _without_links(without_volume), _YEAR.sub(r"annee:\1", bare), *otherwise])
    typed = " ".join(query.text.split()).casefold()
    others = (way for way in ways if way.casefold() not in ("", typed))
    yield from islice(others, MAX_TEXTS)


def _write_numbers(text: str, notations: Sequence[Notation]) -> Iterator[str]:
    """Yield a text in other notations and without initials, the likeliest of each first."""
    without_initials = _INITIALS.sub("", text)
    places = find_numbers(without_initials)
    for way, notation in product((0, 1) if places else (0,), notations):
        rewritten = rewrite_numbers(without_initials, places, notation, way)
        if (
            notation is not Notation.FIGURES or rewritten == without_initials
        ):  # Titles have figures beside a doctor in full.
            rewritten = abbreviations.replace_words(rewritten, _WRITINGS[notation])
        yield " ".join(_VOLUME.sub("", rewritten).split())


def list_without_links(query: TextQuery) -> list[str]:
    """Return a text without the words between title and author, if it has any.

    >>> from catalogue.domain.query.parser import parse_query
    >>> list_without_links(parse_query("l'étranger par camus")), list_without_links(parse_query("la peste"))
    (["l'étranger camus"], [])
    """
    plain = " ".join(query.text.split())
    texts = dict.fromkeys([_drop_links(plain), _without_links(plain)])
    return [text for text in texts if text not in ("", plain)]


def _without_links(text: str) -> str:
    """Return a text without its links and the preposition before them: `de victor hugo`."""
    first, *others = text.split() or [""]
    return _drop_links(" ".join(others)) if words(first) and _PREPOSITIONS.issuperset(words(first)) else ""


def _drop_links(text: str) -> str:
    """Return a text without the links in it, but for its first word."""
    pieces = text.split()
    return " ".join(pieces[:1] + [piece for piece in pieces[1:] if not LINKS.issuperset(words(piece))])
