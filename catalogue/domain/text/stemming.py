"""Stems: one for all forms of a word, in French and in English."""

from functools import lru_cache
from threading import Lock

import snowballstemmer

from catalogue.domain.text.folding import fold

_FRENCH, _ENGLISH = (snowballstemmer.stemmer(name).stemWord for name in ("french", "english"))
_stemming = Lock()
"""Snowball's stemmers keep the word they work on, so one thread at a time uses them."""

_LONGEST = 40
"""Letters of a word worth stemming; what is longer is an address or noise."""

_SHORTEST_STEM = 4


@lru_cache(1 << 17)
def stem(word: str) -> str:
    """Return the stem of a folded word, the same for its forms in French and in English.

    Snowball's English stemmer, then its French and once more its English one, as long as four letters are left. Folded
    words and both languages in turn, because a question tells neither its accents nor its language; because French
    Snowball makes *étranger* of étrangers and *étrang* of étranger; and because one stem is one look-up.

    >>> [stem(word) for word in ("chevaux", "etrangers", "etranger", "stories", "story", "miserables", "c++")]
    ['cheval', 'etrang', 'etrang', 'stor', 'stor', 'miser', 'c++']
    """
    if len(word) > _LONGEST or not word.isalpha():
        return word
    with _stemming:
        stemmed: str = _ENGLISH(word)
        for shorten in (_FRENCH, _ENGLISH):
            shorter = shorten(stemmed)
            stemmed = shorter if len(shorter) >= _SHORTEST_STEM else stemmed
    return fold(stemmed) or word
