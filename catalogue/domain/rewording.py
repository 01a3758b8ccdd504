"""A question put otherwise, for when it finds nothing: without the words that people say and no book has."""

import re
from collections.abc import Iterator

from catalogue.domain.query import TextQuery
from catalogue.domain.text import ARTICLES, words

LINKS = ARTICLES["fr"] | ARTICLES["en"] | {"and", "au", "aux", "by", "d", "de", "du", "et", "from", "of", "par"}
"""Words between a title and its author, or in a title that one does not quite remember."""

_MARKS = re.compile(r'["«»“”:]|(?<!\S)-+')
_VOLUME = re.compile(
    r"(?<!\S)(?:tomes?|t|volumes?|vols?|num[eé]ro|n|nr|no|#)\s?[.°º]?\s*(?=\d{1,4}(?!\S))", re.IGNORECASE
)
_YEAR = re.compile(r"(?<=\s)(1[4-9]\d\d|20\d\d)(?!\S)")


def rewordings(query: TextQuery) -> Iterator[str]:
    """Yield other ways to put a question: its bare words, a year among them as a year.

    >>> from catalogue.domain.query import parse_query
    >>> list(rewordings(parse_query("nana de zola"))), list(rewordings(parse_query("Harry Potter t. 3")))
    (['nana zola'], ['Harry Potter 3'])
    >>> list(rewordings(parse_query("germinal zola 1885"))), list(rewordings(parse_query("Paris -Texas")))
    (['germinal zola annee:1885'], ['Paris Texas'])
    """
    plain = " ".join(_MARKS.sub(" ", query.text).split())
    bare = _without_links(_VOLUME.sub("", plain))
    ways = dict.fromkeys([plain, bare, _YEAR.sub(r"annee:\1", bare)])
    yield from (way for way in ways if way not in ("", " ".join(query.text.split())))


def _without_links(text: str) -> str:
    """Return a text without the links in it, but for its first word."""
    pieces = text.split()
    return " ".join(pieces[:1] + [piece for piece in pieces[1:] if not LINKS.issuperset(words(piece))])
