"""Words as the search index holds them beside the folded ones of `domain.text`: stems, and compounds in one piece."""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

from catalogue.domain.text import fold

_FRENCH, _ENGLISH = (snowballstemmer.stemmer(name).stemWord for name in ("french", "english"))
_stemming = Lock()
"""Snowball's stemmers keep the word they work on, so one thread at a time uses them."""

_JOINT = re.compile(r"(?<![\w+#])[\w+#]+(?:['\-\u2010.][\w+#]+)+")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]\.(?:[\s\-]*[^\W\d_]\.)+")
_LONGEST = 40
"""Letters of a word worth stemming or joining; what is longer is an address or noise."""

_SHORTEST_STEM = 4


def compounds(text: str) -> list[str]:
    """Return what apostrophes, hyphens and points join in `text`, folded, without them, initials among it.

    So `letranger`, `jk` and `rendezvous` find what is written L'Étranger, J. K. and rendez-vous.

    >>> compounds("L'Étranger de J.K. Saint-Exupéry"), compounds("J. R. R. Tolkien")
    (['letranger', 'jk', 'saintexupery'], ['jrr'])
    """
    folded = fold(text)
    joined = (re.sub(r"['\-\u2010.\s]", "", found) for found in [*_JOINT.findall(folded), *_INITIALS.findall(folded)])
    return [word for word in dict.fromkeys(joined) if len(word) <= _LONGEST]


@lru_cache(1 << 17)
def stem(word: str) -> str:
    """Return the one stem of a folded word, by which its forms are known in French and in English alike.

    Snowball's English stemmer, then its French and once more its English one, as long as four letters are left. Folded
    words and both languages in turn, because a question tells neither its accents nor its language; because French
    Snowball makes *étranger* of étrangers and *étrang* of étranger; and because one stem is one look-up.

    >>> [stem(word) for word in ("chevaux", "etrangers", "etranger", "stories", "story", "miserables", "c++")]
    ['cheval', 'etrang', 'etrang', 'stor', 'stor', 'miser', 'c++']
    """
    if len(word) > _LONGEST or not word.isalpha():
        return word
    with _stemming:
        found: str = _ENGLISH(word)
        for shorten in (_FRENCH, _ENGLISH):
            shorter = shorten(found)
            found = shorter if len(shorter) >= _SHORTEST_STEM else found
    return fold(found) or word
