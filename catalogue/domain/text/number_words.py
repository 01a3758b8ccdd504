"""Numbers written as titles write them: in figures, in Roman numerals, in French or in English words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_ROMAN = 39
"""What titles count in Roman numerals: kings, centuries and volumes."""

PLURALS = re.compile("(?<=vingt)s$|(?<=cent)s$")
"""What a hundred and four times twenty have at their end only."""


class Notation(StrEnum):
    """How a number is written."""

    FIGURES = "figures"
    ROMAN = "roman"
    FRENCH = "french"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number under a million; `is_ordinal` for 19e and third."""

    value: int
    is_ordinal: bool = False


_FRENCH = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
_ENGLISH = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_ENGLISH_TENS = {
    **{20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"},
    **{60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
}
SIMPLE = {
    Notation.FRENCH: dict(enumerate(_FRENCH[:17])) | _FRENCH_TENS | {100: "cent", 1000: "mille"},
    Notation.ENGLISH: dict(enumerate(_ENGLISH)) | _ENGLISH_TENS | {100: "hundred", 1000: "thousand"},
}
"""The words that numbers are made of."""

_FIRST = {1: ["premier", "première"], 2: ["deuxième", "seconde"]}
_ENGLISH_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth"},
    **{"eight": "eighth", "nine": "ninth", "twelve": "twelfth"},
}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def write_french(number: int) -> str:
    """Return a number in French words.

    >>> [write_french(number) for number in (21, 71, 80, 93, 200, 20_000)]
    ['vingt et un', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-treize', 'deux cents', 'vingt mille']
    """
    if number < 20:
        return _FRENCH[number]
    if number < 80:
        ten = min(number // 10 * 10, 60)
        joint = " et " if number - ten in {1, 11} else "-"
        return _FRENCH_TENS[ten] + (joint + write_french(number - ten) if number > ten else "")
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{write_french(number - 80)}"
    unit, word = (1000, "mille") if number >= 1000 else (100, "cent")
    n_units, rest = divmod(number, unit)
    head = word if n_units == 1 else f"{PLURALS.sub('', write_french(n_units))} {word}"
    if rest:
        return f"{head} {write_french(rest)}"
    return f"{head}s" if unit == 100 and n_units > 1 else head


def write_english(number: int) -> str:
    """Return a number in English words.

    >>> [write_english(number) for number in (21, 80, 101, 20_000)]
    ['twenty-one', 'eighty', 'one hundred and one', 'twenty thousand']
    """
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        ten, rest = _ENGLISH_TENS[number // 10 * 10], number % 10
        return f"{ten}-{write_english(rest)}" if rest else ten
    unit, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    n_units, rest = divmod(number, unit)
    head = f"{write_english(n_units)} {word}"
    if rest:
        return f"{head} and {write_english(rest)}" if rest < 100 else f"{head} {write_english(rest)}"
    return head


def write_french_ordinal(number: int) -> str:
    """Return the place that a number tells, in French words.

    >>> [write_french_ordinal(number) for number in (4, 5, 9, 19, 21, 80)]
    ['quatrième', 'cinquième', 'neuvième', 'dix-neuvième', 'vingt et unième', 'quatre-vingtième']
    """
    stem = PLURALS.sub("", write_french(number)).removesuffix("e")
    return {"q": f"{stem}u", "f": f"{stem[:-1]}v"}.get(stem[-1], stem) + "ième"


def write_english_ordinal(number: int) -> str:
    """Return the place that a number tells, in English words.

    >>> [write_english_ordinal(number) for number in (3, 12, 20, 21)]
    ['third', 'twelfth', 'twentieth', 'twenty-first']
    """
    *head, last = re.split("([ -])", write_english(number))
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return "".join(head) + _ENGLISH_ORDINALS.get(last, regular)


def write_roman(number: int) -> str:
    """Return a number in Roman numerals.

    >>> write_roman(14), write_roman(39)
    ('XIV', 'XXXIX')
    """
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def list_writings(numeral: Numeral, notation: Notation) -> Sequence[str]:
    """Return how a title may write a number, the likeliest way first; none where no title does.

    >>> list_writings(Numeral(100), Notation.ENGLISH), list_writings(Numeral(21), Notation.FRENCH)
    (['one hundred', 'hundred'], ['vingt et un', 'vingt et une'])
    >>> list_writings(Numeral(1), Notation.ROMAN)
    ['I']
    """
    number = numeral.value
    match notation, numeral.is_ordinal:
        case Notation.FIGURES, False:
            return [str(number), f"{number:,}".replace(",", " ")] if number >= 10_000 else [str(number)]
        case Notation.FIGURES, True:
            return ["1er", "1re"] if number == 1 else [f"{number}e", f"{number}eme"]
        case Notation.ROMAN, is_ordinal:
            ending = ("er" if number == 1 else "e") if is_ordinal else ""
            return [write_roman(number) + ending] if 0 < number <= MOST_ROMAN else []
        case Notation.FRENCH, False:
            return _list_french(number)
        case Notation.FRENCH, True:
            return _FIRST.get(number) or [write_french_ordinal(number)]
        case Notation.ENGLISH, False:
            return _list_english(number)
        case _:
            return [write_english_ordinal(number)]


def _list_french(number: int) -> Sequence[str]:
    """Return a number in French words, for women, too; a year also in hundreds."""
    words = "mille et un" if number == 1001 else write_french(number)
    if words.endswith("un"):
        return [words, f"{words}e"]
    is_year = 1100 <= number < 2000
    return [words, f"{write_french(number // 100)} {write_french(100 + number % 100)}"] if is_year else [words]


def _list_english(number: int) -> Sequence[str]:
    """Return a number in English words, without the one of one hundred, too; a year as it is said."""
    words = write_english(number)
    if 1100 < number < 2000 and number % 100 >= 10:
        return [f"{write_english(number // 100)} {write_english(number % 100)}", words]
    return [words, words.removeprefix("one ")] if words.startswith("one ") else [words]
