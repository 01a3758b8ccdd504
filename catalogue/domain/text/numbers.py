"""Numbers in a text, found and rewritten in another notation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.domain.text.folding import fold
from catalogue.domain.text.number_words import (
    MOST_ROMAN,
    SIMPLE,
    Notation,
    Numeral,
    list_writings,
    write_english_ordinal,
    write_french_ordinal,
    write_roman,
)

MOST_FIGURES = 6
"""Figures of a number that somebody would write in words."""

_VALUES = {notation: {fold(word): value for value, word in words.items()} for notation, words in SIMPLE.items()}
_ORDINALS = {
    **{"premier": "un", "premiere": "un"},
    **{fold(write_french_ordinal(value)): word for word, value in _VALUES[Notation.FRENCH].items()},
    **{write_english_ordinal(value).removeprefix("one "): word for word, value in _VALUES[Notation.ENGLISH].items()},
}
"""The cardinal number in each ordinal one."""

_FORMS = {"vingts": "vingt", "cents": "cent", "une": "un"}
"""Other forms of the words that numbers are made of."""

_PIECES = sorted({"vingts", "cents", *_ORDINALS, *_VALUES[Notation.FRENCH], *_VALUES[Notation.ENGLISH]}, reverse=True)
_ROMAN = "(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})"
_PIECE = f"(?:{'|'.join(_PIECES)})".replace("ieme", "i[eè]me").replace("iere", "i[eè]re")
_NUMBER = re.compile(
    r"(?<![\w\-.,'’])(?:"
    r"(?P<figures>[1-9]\d{0,2}(?:[ \u00a0\u202f.,]\d{3})+|[1-9]\d*)"
    r"(?P<place>i?[eè]|\s?(?:i?[eè]me|er|[eè]re)|re|nde?|st|rd|th)?"
    rf"|(?P<roman>(?-i:{_ROMAN}|{_ROMAN.lower()}))(?P<ending>\s?i?[eè]me|[eè]|(?<=\bI)(?:er|[eè]?re))?"
    rf"|(?P<words>(?!un\b){_PIECE}(?:(?:[\s-]+(?:et|and))?[\s-]+{_PIECE})*(?:[\s-]+et[\s-]+une\b)?)"
    r")(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """A number in a text, between `start` and `end`."""

    start: int
    end: int
    numeral: Numeral
    is_in_words: bool


@lru_cache(1 << 10)
def find_numbers(text: str) -> Sequence[NumberPlace]:
    """Return the numbers of a text with their places, in any notation; cached, as a question is asked for them thrice.

    >>> [place.numeral.value for place in find_numbers("20 000 lieues, 2 sœurs, tome trois, Louis XIV")]
    [20000, 2, 3, 14]
    >>> find_numbers("14-18, la vie de l'agent 007, i. e. une page")
    ()
    """
    read = ((match, _parse(match)) for match in _NUMBER.finditer(text))
    return tuple(NumberPlace(*match.span(), numeral, bool(match["words"])) for match, numeral in read if numeral)


def write_figures(text: str) -> str:
    """Return a text with its numbers in figures, the one writing in which all writings of a number are compared.

    >>> write_figures("Vingt mille lieues"), write_figures("20 000 lieues"), write_figures("Louis XIV, deuxième partie")
    ('20000 lieues', '20000 lieues', 'Louis 14, 2e partie')
    """
    places = find_numbers(text)
    return rewrite_numbers(text, places, Notation.FIGURES) if places else text


def is_numeral(word: str) -> bool:
    """Tell whether a word is a number, but not in words.

    >>> is_numeral("xixe"), is_numeral("1er"), is_numeral("sept"), is_numeral("mp3")
    (True, True, False, False)
    """
    return any(not place.is_in_words for place in find_numbers(word))


def rewrite_numbers(text: str, places: Sequence[NumberPlace], notation: Notation, way: int = 0) -> str:
    """Return a text with its numbers in another notation, in the given way of several, or the last one.

    Words stay, but for figures and Roman numerals: who has a number in words has its language.

    >>> texts = ("en 80 jours", "XIXe siècle", "seven dwarfs")
    >>> [rewrite_numbers(text, find_numbers(text), Notation.FRENCH) for text in texts]
    ['en quatre-vingts jours', 'dix-neuvième siècle', 'seven dwarfs']
    >>> rewrite_numbers("louis 14", find_numbers("louis 14"), Notation.ROMAN)
    'louis XIV'
    """
    parts: list[str] = []
    end = 0
    for place in places:
        others = [] if place.is_in_words and notation in SIMPLE else list_writings(place.numeral, notation)
        if others:
            parts += [text[end : place.start], others[min(way, len(others) - 1)]]
            end = place.end
    return "".join([*parts, text[end:]])


def _parse(found: re.Match[str]) -> Numeral | None:
    """Return the number that was found, if it is one."""
    if found["words"]:
        return _parse_number_words(found["words"])
    if found["roman"]:
        return _parse_roman(found)
    figures = re.sub(r"\D", "", found["figures"])
    return Numeral(int(figures), bool(found["place"])) if len(figures) <= MOST_FIGURES else None


def _parse_roman(found: re.Match[str]) -> Numeral | None:
    """Return a Roman number; `vie` is life, unlike `VIe`, and a single letter an initial, but at the end."""
    letters, is_ordinal = found["roman"].upper(), bool(found["ending"])
    is_last = found.end() == len(found.string)
    if found.group() in {"vie", "VIE"} or (len(letters) == 1 and not is_ordinal and not is_last):
        return None
    value = next((value for value in range(1, MOST_ROMAN + 1) if write_roman(value) == letters), None)
    return Numeral(value, is_ordinal) if value else None


def _parse_number_words(text: str) -> Numeral | None:
    """Return the number that words are, if it is written so; `un` and `one` are articles more often than numbers.

    >>> _parse_number_words("vingt mille"), _parse_number_words("third"), _parse_number_words("trois quatre")
    (Numeral(value=20000, is_ordinal=False), Numeral(value=3, is_ordinal=True), None)
    """
    *head, last = _normalize(text)
    words = [*head, _ORDINALS.get(last, last)]
    is_ordinal = last in _ORDINALS
    for notation, values in _VALUES.items():
        if values.keys() >= set(words):
            value = _sum_up([values[word] for word in words])
            is_number = 2 - is_ordinal <= value < 10**MOST_FIGURES
            is_said_so = is_number and words in map(_normalize, list_writings(Numeral(value), notation))
            return Numeral(value, is_ordinal) if is_said_so else None
    return None


def _normalize(text: str) -> list[str]:
    """Return the words of a number in the one form in which they are compared."""
    return [_FORMS.get(word, word) for word in re.split(r"[\s-]+", fold(text)) if word not in {"et", "and"}]


def _sum_up(parts: Sequence[int]) -> int:
    """Return the number that words add up to; the caller checks that it is said so.

    >>> _sum_up([4, 20, 10]), _sum_up([20, 1000]), _sum_up([10, 9, 100, 60, 8]), _sum_up([19, 80, 4])
    (90, 20000, 1968, 1984)
    """
    thousands = rest = 0
    for part in parts:
        if part == 1000:
            thousands, rest = (rest or 1) * 1000, 0
        elif part == 100:
            rest = (rest or 1) * 100
        elif part == 20 and rest % 100 == 4:
            rest += 4 * 20 - 4
        elif part >= 10 and 11 <= rest <= 19:
            rest = rest * 100 + part
        else:
            rest += part
    return thousands + rest
