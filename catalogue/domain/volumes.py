"""Numbers of volumes, from a record or the end of its title, and the order in which volumes stand."""

import re
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
    found = _NUMBER.search(title, max(0, len(title) - _TAIL))
    return (found[1] or found[2]).casefold() if found else None


class VolumeTitle(NamedTuple):
    """The title of a volume: that of its set, its number, and its own title, if it has one."""

    set: str
    number: str
    own: str | None


_VOLUME = re.compile(
    r"^(?P<set>.*?\w.*?)[.,]?\s+(?:tome\s|t\.|vol\.)?\s?(?P<number>\d{1,3})(?:\s?[.:]\s+(?P<own>.+))?$"
)


@lru_cache(1 << 12)
def split_title(title: str) -> VolumeTitle | None:
    """Return the parts of a title with the number of a volume, None of other titles.

    >>> split_title("Naruto. 24"), split_title("Nana")
    (VolumeTitle(set='Naruto', number='24', own=None), None)
    """
    found = _VOLUME.match(title)
    return VolumeTitle(found["set"], found["number"], found["own"]) if found else None


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
    if found := _SINGLE.fullmatch(text):
        return VolumeOrder(0, min(int(found[1]), _LARGEST), int(found[2] or 0))
    if found := _RANGE.fullmatch(text):
        return VolumeOrder(1, min(int(found[1]), _LARGEST), last=min(int(found[2]), _LARGEST))
    digits = _DIGITS.search(text)
    return VolumeOrder(2, min(int(digits[0]), _LARGEST) if digits else 0, text=heading_key(text)[:60])


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
