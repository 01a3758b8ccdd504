"""Volumes of a set, which share an ISBN: told apart by their numbers."""

import re
from typing import NamedTuple

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


def split_title(title: str) -> VolumeTitle | None:
    """Return the parts of a title with the number of a volume, None of other titles.

    >>> split_title("Naruto. 24"), split_title("Nana")
    (VolumeTitle(set='Naruto', number='24', own=None), None)
    """
    found = _VOLUME.match(title)
    return VolumeTitle(found["set"], found["number"], found["own"]) if found else None
