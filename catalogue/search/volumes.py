"""Volumes of a series as they are asked for: `naruto tome 3`, `premier tome naruto`, `naruto t3`, `Naruto vol. 3`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.domain.series import SeriesKind
from catalogue.domain.text import title_keys
from catalogue.domain.text.numbers import write_figures
from catalogue.domain.views import IndexedBook
from catalogue.domain.volumes import place_volume, split_title

_LONG = "tomes?|volumes?|vols?|num[eé]ros?|livres?|books?|part(?:ie)?s?|[ée]pisodes?"
_MARKED = re.compile(
    rf"(?<!\w)(?:(?:{_LONG}|no|nr|n|t)(?:[\s.°º]\s*|(?=\d))|n\W{{1,2}}|#\s?)\.?\s*0*(?P<number>\d{{1,4}})(?!\w)",
    re.IGNORECASE,
)
_IN_LETTERS = re.compile(rf"(?<!\w)(?:{_LONG})\.?\s+(?P<number>[ivxlc]{{1,6}}|une?|premier|one)(?!\w)", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?<!\w)(?P<number>\d{{1,4}})\s?(?:er|[eè]re|i?[eè]me|e|nde?|de|st|rd|th)?\s+(?:{_LONG})(?!\w)", re.IGNORECASE
)
_AT_END = re.compile(r"(?<=\w)\W+(?P<number>[1-9]\d{0,3})\W*$")
_PREPOSITION = re.compile(r"^(?:(?:de la s[ée]rie|de|du|des|of)\s+|d['’])", re.IGNORECASE)
_ONE = frozenset({"un", "une", "premier", "one"})


@dataclass(frozen=True, slots=True)
class AskedVolume:
    """A volume that a text asks for: the text without it, and its number; `is_said` if a word says that it is one."""

    series: str
    number: int
    is_said: bool

    @property
    def set_keys(self) -> list[str]:
        """The keys that its series may have, with and without article or preposition; none for one without a letter."""
        bare = _PREPOSITION.sub("", self.series)
        return sorted(title_keys(self.series) | title_keys(bare)) if any(map(str.isalnum, bare)) else []

    @property
    def keys(self) -> list[str]:
        """The keys of the volume."""
        return [f"{key} {self.number}" for key in self.set_keys]


def parse_asked_volume(text: str) -> AskedVolume | None:
    """Return the volume that a text asks for, None of other texts.

    >>> [parse_asked_volume(text).keys for text in ("Naruto, t. 03", "tome IV dune", "premier tome de dune", "dune 2")]
    [['naruto 3'], ['dune 4'], ['de dune 1', 'dune 1'], ['dune 2']]
    >>> parse_asked_volume("naruto")
    """
    in_figures = write_figures(text)
    for pattern, read in ((_MARKED, in_figures), (_IN_LETTERS, text), (_ORDINAL, in_figures), (_AT_END, in_figures)):
        if found := pattern.search(read):
            number = _read_number(found["number"])
            series = f"{read[: found.start()]} {read[found.end() :]}"
            return AskedVolume(series.strip(" ,.;:-"), number, pattern is not _AT_END) if number is not None else None
    return None


def list_volumes(entry: IndexedBook) -> list[str]:
    """Return the keys of the volumes that a book is, by its series and their variants, and by its title."""
    return list(dict.fromkeys(_list_keys(entry)))


def list_sets(entry: IndexedBook) -> list[str]:
    """Return the keys of the works in volumes that a book is part of, by its series and by its title."""
    names = [one.name for one in entry.book.all_series if one.kind is SeriesKind.WORK]
    names += [name for one in entry.book.all_series for name in entry.series_variants.get(one.id, ())]
    if parts := split_title(entry.book.title):
        names.append(parts.set)
    return list(dict.fromkeys(key for name in names for key in sorted(title_keys(name))))


def _list_keys(entry: IndexedBook) -> Iterator[str]:
    for one in entry.book.all_series:
        volume = place_volume(one.number)
        if volume.is_single:
            for name in (one.name, *entry.series_variants.get(one.id, ())):
                yield from AskedVolume(name, volume.number, is_said=True).keys
    if parts := split_title(entry.book.title):
        yield from AskedVolume(parts.set, int(parts.number), is_said=True).keys


def _read_number(text: str) -> int | None:
    figures = "1" if text.lower() in _ONE else write_figures(text.upper())
    return int(figures) if figures.isdecimal() else None
