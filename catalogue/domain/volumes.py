"""Numbers of volumes, from a record or the end of its title, and the order in which volumes stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from catalogue.domain.text import heading_key, title_key
from catalogue.domain.text.numbers import write_figures

_NUMBER = re.compile(
    r"(?:\b(?:tome|t\.|vol(?:ume|\.)?|livre|book|part(?:ie)?|n°)\s{0,2}(\d{1,4}|[ivxlc]{1,6})|[.,:(]\s?(\d{1,3})\)?$)",
    re.IGNORECASE,
)
_TAIL = 60


def find_volume(title: str, series_number: str | None) -> str | None:
    """Return the number of a volume by its own column or at the end of its title; None when there is none.

    >>> find_volume("Œuvres. Tome 2", None), find_volume("Nana", "9"), find_volume("Nana", None)
    ('2', '9', None)
    """
    if series_number:
        return series_number.casefold()
    match = _NUMBER.search(title, max(0, len(title) - _TAIL))
    return (match[1] or match[2]).casefold() if match else None


class VolumeTitle(NamedTuple):
    """The title of a volume: that of its set, its number, and its own title, if it has one."""

    set: str
    number: str
    own: str | None


_MARK = r"(?:tomes?|t|volumes?|vol|livres?|parties?|parts?|books?|num[eé]ros?|n|no|nr|[eé]pisodes?)"
_BARE_TITLE = re.compile(
    r"^(?P<set>\W*\w.*?)(?:[.,]?\s+|(?<=[^\d\s])\.|\s[-\u2013\u2014:]\s)[(\[]?(?P<number>(?!0+\b)\d{1,3})[)\]]?"
    r"(?:\s?[.:\u2013\u2014-]\s+(?P<own>.+)|(?<=\.\s\d),\s?(?P<after>.+)|(?<=\.\s\d)\s\((?P<bracketed>.+)\))?$"
)
_FIRST = r"[\s.,:;(\[/\u2013\u2014-]{1,6}"
_OWN = r"(?:\s*[.:,\u2013\u2014-]\s*(?P<own>\w.+))?$"
_ONE = r"I|une?|premi[eè]re?|one"
_MARKED = rf"(?:{_MARK}[\s.\u00b0\u00ba]*|#\s?)(?P<number>\d{{1,3}}|{_ONE})(?!\w)"
_MARKED_TITLE = re.compile(rf"{_FIRST}{_MARKED}[)\]]?{_OWN}", re.IGNORECASE)
_ORDINAL_TITLE = re.compile(
    rf"{_FIRST}(?P<number>\d{{1,3}})(?:er|re|[eè]re|nde?|i?[eè]me|e)\s{_MARK}[)\]]?{_OWN}", re.IGNORECASE
)
_MARKED_SUBTITLE = re.compile(f"^{_MARKED}", re.IGNORECASE)


@lru_cache(1 << 12)
def split_title(title: str) -> VolumeTitle | None:
    """Return the parts of a title with the number of a volume, None of other titles; cached, as it is asked thrice.

    >>> split_title("Naruto. 24"), split_title("Nana")
    (VolumeTitle(set='Naruto', number='24', own=None), None)
    >>> [split_title(title).number for title in ("Dune - Tome II : Le messie", "Seuls (T3)", "Babel.3", "Vie. Tome I")]
    ['2', '3', '3', '1']
    """
    found = _search_marked(title, _MARKED_TITLE)
    if found is None and (bare := _BARE_TITLE.match(title)):
        return VolumeTitle(bare["set"], bare["number"], bare["own"] or bare["after"] or bare["bracketed"])
    in_figures = write_figures(title)
    return found or _search_marked(in_figures, _MARKED_TITLE) or _search_marked(in_figures, _ORDINAL_TITLE)


def _search_marked(title: str, pattern: re.Pattern[str]) -> VolumeTitle | None:
    found = pattern.search(title)
    set_title = title[: found.start()].strip(" .,:;-") if found else ""
    return VolumeTitle(set_title, _read_one(found["number"]), found["own"]) if found and set_title else None


def split_whole_title(title: str, subtitle: str | None) -> VolumeTitle | None:
    """Return the parts of a title with the number of a volume, which the subtitle may begin with.

    >>> split_whole_title("Le Deuxième Sexe", "Tome I : Les faits et les mythes")
    VolumeTitle(set='Le Deuxième Sexe', number='1', own=None)
    """
    if parts := split_title(title):
        return parts
    found = _MARKED_SUBTITLE.match(write_figures(subtitle)) if subtitle else None
    return VolumeTitle(title, _read_one(found["number"]), None) if found else None


def _read_one(number: str) -> str:
    """Return a number in figures; the Roman I is a letter to `write_figures`."""
    return number if number.isdecimal() else "1"


_SINGLE = re.compile(
    r"(?:(?:tome|volume|vol|num[eé]ro|no|nr|livre|book|partie|part|[ée]pisode|t|n|#)[\s.°º]*)?"
    r"(\d{1,6})(?:[.,](\d))?(?:\s?(?:e|er|re|[eè]me)(?:\s(?:partie|tome|volume|livre|part|book))?)?\.?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\D{0,12}?(\d{1,6})\s*(?:-|–|—|/|à|a|et|&|\+)\s*\D{0,8}?(\d{1,6})\.?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LARGEST = 99_999


@dataclass(frozen=True, slots=True, order=True)
class VolumeOrder:
    """The place of a volume in its series: single volumes, then ranges (`1-3`), specials (`HS 2`), unnumbered ones.

    `number` is the volume, the first one of a range, or the first figure of a special; `last` ends a range; `tenth` is
    that of 2.5; `text` tells specials apart.
    """

    group: int
    number: int = 0
    tenth: int = 0
    last: int = 0
    text: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one whole volume."""
        return self.group == 0 and not self.tenth

    @property
    def key(self) -> str:
        """The key by which text columns sort volumes."""
        return f"{self.group} {self.number:05d}.{self.tenth} {self.last:05d} {self.text}".rstrip()

    @property
    def rank(self) -> int:
        """The place as a number of 20 bits; of far numbers and of specials, several have the same."""
        if self.group == 1:
            return 1 << 18 | min(self.number, 511) << 9 | min(self.last, 511)
        return self.group << 18 | min(self.number, (1 << 14) - 1) << 4 | self.tenth


@lru_cache(1 << 12)
def place_volume(number: str | None) -> VolumeOrder:
    """Return the place that a number gives a book in its series.

    >>> numbers = ["HS", "10", "1-3", "9", "Tome II", None, "2.5", "n° 3"]
    >>> sorted(numbers, key=place_volume)
    ['Tome II', '2.5', 'n° 3', '9', '10', '1-3', 'HS', None]
    """
    text = write_figures(number.strip(" .,;:()[]")) if number else ""
    if not text:
        return VolumeOrder(3)
    if match := _SINGLE.fullmatch(text):
        return VolumeOrder(0, min(int(match[1]), _LARGEST), int(match[2] or 0))
    if match := _RANGE.fullmatch(text):
        return VolumeOrder(1, min(int(match[1]), _LARGEST), last=min(int(match[2]), _LARGEST))
    digits = _DIGITS.search(text)
    return VolumeOrder(2, min(int(digits[0]), _LARGEST) if digits else 0, text=heading_key(text)[:60])


_SPECIALS = {
    "hs": re.compile(r"(?<!\w)(?:hors[\s-]?s[ée]ries?|h\.?\s?s\.?|sp[ée]cia(?:l|le|ux))(?!\w)", re.IGNORECASE),
    "integrale": re.compile(r"(?<!\w)(?:int[ée]grales?|omnibus|coffrets?)(?!\w)", re.IGNORECASE),
}
"""What volumes without a number of the order are called, by one name for all ways to write it."""


def find_special(text: str) -> tuple[str, re.Match[str]] | None:
    """Return what a special volume in a text is called, and its place; None if there is none.

    >>> [find_special(text)[0] for text in ("Hors-série", "H.S. 2", "L'intégrale")]
    ['hs', 'hs', 'integrale']
    """
    return next(((name, found) for name, pattern in _SPECIALS.items() if (found := pattern.search(text))), None)


def list_numbers(number: str | None) -> Iterator[str]:
    """Yield what the number of a volume may be asked for as: of a range, each volume in it, too.

    >>> [list(list_numbers(number)) for number in ("Tome II", "1-3", "HS 2", "Intégrale", "2.5")]
    [['2'], ['1-3', '1', '2', '3'], ['hs 2', 'hs'], ['integrale'], []]
    """
    order = place_volume(number)
    if order.is_single:
        yield str(order.number)
    elif order.group == 1:
        yield f"{order.number}-{order.last}"
        yield from map(str, range(order.number, min(order.last, order.number + MOST_TOGETHER) + 1))
    elif number and (special := find_special(number)):
        if order.number:
            yield f"{special[0]} {order.number}"
        yield special[0]


MOST_TOGETHER = 60
"""Volumes that one book has at most."""


def pad_numbers(key: str) -> str:
    """Return a folded key whose numbers sort by value.

    >>> sorted(["one piece 10", "one piece 9"], key=pad_numbers)
    ['one piece 9', 'one piece 10']
    """
    return _DIGITS.sub(lambda found: found[0].zfill(5), key)


def make_filing_key(title: str, language: str | None, series: str | None, number: str | None) -> str:
    """Return the key by which a title files: numbers by value; volumes whose titles begin with their series, in order.

    >>> make_filing_key("One Piece", "fr", "One Piece", "9") < make_filing_key("One Piece", "fr", "One Piece", "10")
    True
    """
    key = title_key(title, language)
    set_key = title_key(series, language) if series and number else ""
    if set_key and f"{key} ".startswith(f"{set_key} "):
        rest = key.removeprefix(set_key)
        return f"{pad_numbers(set_key)} {place_volume(number).key}{pad_numbers(rest)}"[:200]
    return pad_numbers(key)[:200]
