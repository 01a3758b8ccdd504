"""Names and sentences of one language, made from its vocabulary."""

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import TypeVar

from benchmarks.chance import make_zipf_choice
from benchmarks.vocabulary import Speech

T = TypeVar("T")


class Tongue:
    """The names, nouns and titles of one language, each with a few that come up often and many that seldom do."""

    def __init__(self, speech: Speech, random: Random) -> None:
        self.speech = speech
        draw = random.random
        families = [stem + ending for stem, ending in product(speech.stems, speech.family_endings)]
        places = [stem + ending for stem, ending in product(speech.stems, speech.place_endings)]
        names = [f"{given} {family}" for given, family in product(speech.given, families)]
        longer = [
            f"{given} {letter}. {family}" for letter in "AJM" for given, family in product(speech.given, families)
        ]
        authors = (_shuffle(names, random) + _shuffle(longer, random))[: speech.n_authors]
        self.authors = make_zipf_choice(authors, draw, steep=0.8, flat=30)
        self.titles = make_zipf_choice(speech.titles, draw, steep=0.6)
        self.blurbs = make_zipf_choice(speech.blurbs, draw) if speech.blurbs else None
        nouns = make_zipf_choice(_shuffle(speech.nouns, random), draw, steep=0.7)
        self._gaps = {
            "the": lambda: nouns.pick()[0],
            "The": lambda: _capitalize(nouns.pick()[0]),
            "of": lambda: nouns.pick()[1],
            "given": make_zipf_choice(_shuffle(speech.given, random), draw).pick,
            "family": make_zipf_choice(_shuffle(families, random), draw, steep=0.8).pick,
            "place": make_zipf_choice(_shuffle(places, random), draw, steep=0.9).pick,
        }

    def __getitem__(self, gap: str) -> str:
        """Return words for a gap of a pattern; each time others."""
        return self._gaps[gap]()

    def fill_pattern(self, pattern: str) -> str:
        """Return `pattern` with words in its gaps, as `Speech` tells."""
        return pattern.format_map(self)


def _capitalize(words: str) -> str:
    return words[0].upper() + words[1:]


def _shuffle(values: Sequence[T], random: Random) -> list[T]:
    return random.sample(values, len(values))
