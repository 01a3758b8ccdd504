"""Words as the search index holds them beside the folded ones of `domain.text`: stems, and compounds in one piece."""

import re
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock

import snowballstemmer

from catalogue.domain.text import fold

STEMMED = {"fr": "french", "en": "english"}
"""The languages whose words are stemmed, and what Snowball calls them."""

_STEMMERS = {tag: snowballstemmer.stemmer(name) for tag, name in STEMMED.items()}
_stemming = Lock()
"""Snowball's stemmers keep the word they work on, so one thread at a time uses them."""

_JOINT = re.compile(r"[\w+#]+(?:['\-\u2010.][\w+#]+)+")
_WORD = re.compile(r"[\w+#]+")
_LONGEST = 40
"""Letters of a word worth stemming or joining; what is longer is an address or noise."""


def compounds(text: str) -> list[str]:
    """Return what apostrophes, hyphens and points join in `text`, folded, without them.

    So `letranger`, `jk` and `rendezvous` find what is written L'Étranger, J.K. and rendez-vous.

    >>> compounds("L'Étranger de J.K. Saint-Exupéry")
    ['letranger', 'jk', 'saintexupery']
    """
    joined = (re.sub(r"['\-\u2010.]", "", found) for found in _JOINT.findall(fold(text)))
    return [word for word in joined if len(word) <= _LONGEST]


def stems(texts: Iterable[str], languages: Iterable[str] = tuple(STEMMED)) -> set[str]:
    """Return the folded stems of every word in `texts` (Snowball, in each of `languages`).

    A word is stemmed as it is written, accents and all, and as it is typed without them; and its stem once more,
    because French Snowball makes *étranger* of étrangers and *étrang* of étranger. So two forms of a word have a stem
    in common, if not all.

    >>> sorted(stems(["chevaux"], ["fr"])), "etrang" in stems(["Étrangers"]) & stems(["etranger"])
    (['cheval'], True)
    """
    tags = tuple(tag for tag in languages if tag in STEMMED)
    found = {word for text in texts for word in _WORD.findall(text) if word.isalpha() and len(word) <= _LONGEST}
    return set().union(*(_stems(word, tag) for word in found for tag in tags))


@lru_cache(1 << 17)
def _stems(word: str, tag: str) -> frozenset[str]:
    stem = _STEMMERS[tag].stemWord
    with _stemming:
        once = [stem(form) for form in {word.lower(), fold(word)}]
        twice = [stem(form) for form in once]
    return frozenset(fold(form) for form in [*once, *twice] if form)
