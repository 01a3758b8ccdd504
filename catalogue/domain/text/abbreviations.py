"""Words that books and readers write short as often as in full."""

import re
from collections.abc import Mapping

FRENCH = {
    **{"st": "saint", "ste": "sainte", "mt": "mont", "bd": "bande dessinée", "sf": "science-fiction"},
    **{"mr": "monsieur", "mme": "madame", "mlle": "mademoiselle", "dr": "docteur", "pr": "professeur"},
}
ENGLISH = {"st": "saint", "mt": "mount", "mr": "mister", "dr": "doctor", "prof": "professor"}
SHORT = {full: short for words in (FRENCH, ENGLISH) for short, full in words.items()} | {"monsieur": "M."}
"""The short form of each, French and English ones."""


def replace_words(text: str, words: Mapping[str, str]) -> str:
    """Return a text with some words replaced, alone or in a compound; the point of a short one goes.

    >>> replace_words("St-Exupéry", FRENCH), replace_words("les 4 filles du dr. March", FRENCH)
    ('saint-Exupéry', 'les 4 filles du docteur March')
    >>> replace_words("saint exupery", SHORT)
    'st exupery'
    """
    listed = "|".join(words)
    pattern = re.compile(rf"(?<![\w'’.])({listed})(?![\w'’])(?:\.(?!\w))?", re.IGNORECASE)
    # Python takes the letter ſ for an s, and ı for an i: what matches need not be listed.
    return pattern.sub(lambda found: words.get(found[1].lower(), found.group()), text)
