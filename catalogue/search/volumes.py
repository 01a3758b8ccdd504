"""Volumes of a series as they are asked for: `naruto tome 3`, `premier tome naruto`, `naruto t3`, `Naruto 1 à 3`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.domain.series import SeriesKind
from catalogue.domain.text import title_keys
from catalogue.domain.text.numbers import write_figures
from catalogue.domain.views import BookView, IndexedBook
from catalogue.domain.volumes import MOST_TOGETHER, VolumeTitle, find_special, list_numbers, split_whole_title

LOOSE = "~"
"""Stands before keys of a set by a shorter name than its own: `L'Arabe du futur` of one with a subtitle."""

_ARTICLE = r"(?:(?:l[ea]s?|the)\s+)?"
_LONG = "tomes?|volumes?|vols?|num[eé]ros?|livres?|books?|part(?:ie)?s?|[ée]pisodes?"
_MARK = rf"(?:(?:(?:{_LONG}|no|nr|n|t)(?:[\s.°º]\s*|(?=\d))|n\W{{1,2}}|#\s?)\.?\s*)"
_ONES = "une?|premi[eè]re?|one"
_TO = r"\s*(?:-|–|—|&|à|a|au|et|to|and)\s*"
_RANGE = re.compile(
    rf"(?<![\w-]){_ARTICLE}(?P<mark>{_MARK})?0*(?P<number>\d{{1,3}}){_TO}{_MARK}?0*(?P<last>\d{{1,3}})(?![\w-])",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"(?<!\w){_ARTICLE}{_MARK}{{1,2}}0*(?P<number>\d{{1,4}})(?!\w)", re.IGNORECASE)
_IN_LETTERS = re.compile(
    rf"(?<!\w){_ARTICLE}(?:{_LONG}|t)(?:\.\s*|\s+)(?P<number>[ivxlc]{{1,6}}|{_ONES})(?!\w)", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?<!\w){_ARTICLE}(?P<number>\d{{1,4}})\s?(?:er|[eè]re|i?[eè]me|e|nde?|de|st|rd|th)?\s+(?:{_LONG})(?!\w)",
    re.IGNORECASE,
)
_AT_END = re.compile(r"(?<=\w)\W+(?:le\s+)?0?(?P<number>[1-9]\d{0,3})\W*$", re.IGNORECASE)
"""Not `007`, which is a name."""

_AT_START = re.compile(
    rf"^{_ARTICLE}(?P<number>\d{{1,3}})(?:er|[eè]re|i?[eè]me|e|nde?|st|rd|th)\s+(?=\w)", re.IGNORECASE
)
_PREPOSITION = re.compile(r"^(?:(?:de la s[ée]rie|de|du|des|of)\s+|d['’])", re.IGNORECASE)
_ONE = re.compile(_ONES, re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_MOST_IN_SERIES = 300


@dataclass(frozen=True, slots=True)
class AskedVolume:
    """A volume that a text asks for: the text without it, its numbers, and what in the text says them.

    There are several for a range; a special volume has a name instead. `is_said` if a word says that it is a volume.
    """

    series: str
    numbers: tuple[str, ...]
    said: str
    is_said: bool

    @property
    def number(self) -> int | None:
        """The number, or the first one; None of a special volume."""
        return int(self.numbers[0]) if self.numbers[0].isdecimal() else None

    @property
    def set_keys(self) -> list[str]:
        """The keys that its series may have, with and without article or preposition; none for one without a letter."""
        bare = _PREPOSITION.sub("", self.series)
        return sorted(title_keys(self.series) | title_keys(bare)) if any(map(str.isalnum, bare)) else []

    @property
    def keys(self) -> list[str]:
        """The keys of the volume."""
        return [f"{key} {number}" for key in self.set_keys for number in self.numbers]


def list_asked_volumes(text: str) -> Iterator[AskedVolume]:
    """Yield the volumes that a text may ask for, the likeliest reading first; none for other texts.

    >>> texts = ("Naruto, t. 03", "tome IV dune", "premier tome de dune", "dune 2", "naruto")
    >>> [next(list_asked_volumes(text)).keys for text in texts if text != "naruto"]
    [['naruto 3'], ['dune 4'], ['de dune 1', 'dune 1'], ['dune 2']]
    >>> texts = ("naruto 1 à 3", "naruto hors-série n° 2", "3e naruto", "naruto, le 03")
    >>> [next(list_asked_volumes(text)).numbers for text in texts]
    [('1', '2', '3', '1-3'), ('hs 2', 'hs'), ('3',), ('3',)]
    """
    in_figures = write_figures(text)
    if found := _RANGE.search(in_figures):
        first, last = int(found["number"]), int(found["last"])
        if first < last <= min(first + MOST_TOGETHER, _MOST_IN_SERIES):
            numbers = (*map(str, range(first, last + 1)), f"{first}-{last}")
            yield _leave_out(in_figures, found, numbers, is_said=bool(found["mark"]))
    yield from _list_specials(in_figures)
    for pattern, read in ((_MARKED, in_figures), (_IN_LETTERS, text), (_ORDINAL, in_figures), (_AT_END, in_figures)):
        if (found := pattern.search(read)) and (number := _read_number(found["number"])) is not None:
            yield _leave_out(read, found, (str(number),), is_said=pattern is not _AT_END)
    if found := _AT_START.search(in_figures):
        yield _leave_out(in_figures, found, (found["number"],), is_said=False)


def _list_specials(text: str) -> Iterator[AskedVolume]:
    """Yield the special volume that a text asks for, by its number if it has one."""
    if special := find_special(text):
        name, found = special
        numbered = re.compile(rf"{found.re.pattern}\s*{_MARK}?0*(?P<number>\d{{1,3}})(?!\w)", re.IGNORECASE).search(
            text
        )
        if numbered:
            yield _leave_out(text, numbered, (f"{name} {numbered['number']}", name), is_said=True)
        else:
            yield _leave_out(text, found, (name,), is_said=True)


def _leave_out(text: str, found: re.Match[str], numbers: tuple[str, ...], *, is_said: bool) -> AskedVolume:
    series = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,.;:-([")
    return AskedVolume(series, numbers, found.group().strip(" ,.;:-"), is_said)


def list_volumes(entry: IndexedBook) -> list[str]:
    """Return the keys of the volumes that a book is, by its series and their variants, and by its title."""
    return list(dict.fromkeys(_list_keys(entry)))


def list_sets(entry: IndexedBook) -> list[str]:
    """Return the keys of the works in volumes that a book is part of, by its series and by its title."""
    names = [one.name for one in entry.book.all_series if one.kind is SeriesKind.WORK]
    names += [name for one in entry.book.all_series for name in entry.series_variants.get(one.id, ())]
    parts = read_volume_title(entry.book)
    keys = [key for name in [*names, *([parts.set] if parts else [])] for key in _make_set_keys(name)]
    keys += [LOOSE + key for name in _shorten(parts) for key in _make_set_keys(name)]
    return list(dict.fromkeys(keys))


def read_volume_title(book: BookView) -> VolumeTitle | None:
    """Return the parts of the title of a volume, whose number may stand by itself if the book is in no series."""
    if book.volume_number and (number := next(list_numbers(book.volume_number), None)) and number.isdecimal():
        return VolumeTitle(book.title, number, None)
    return split_whole_title(book.title, book.subtitle)


def _list_keys(entry: IndexedBook) -> Iterator[str]:
    for one in entry.book.all_series:
        numbers = [*list_numbers(one.number)]
        for name in (one.name, *entry.series_variants.get(one.id, ())) if numbers else ():
            yield from _make_keys(name, numbers)
    if parts := read_volume_title(entry.book):
        number = [str(int(parts.number))]
        yield from _make_keys(parts.set, number)
        for name in _shorten(parts):
            yield from (LOOSE + key for key in _make_keys(name, number))


def _make_keys(name: str, numbers: Sequence[str]) -> list[str]:
    return [f"{key} {number}" for key in _make_set_keys(name) for number in numbers]


def _make_set_keys(name: str) -> list[str]:
    return sorted(title_keys(name) | title_keys(write_figures(name)))


def _shorten(parts: VolumeTitle | None) -> Iterator[str]:
    """Yield shorter names of a set: without what stands in brackets at its end, without its subtitle."""
    bare = _BRACKETS.sub("", parts.set) if parts else ""
    if parts and bare and bare != parts.set:
        yield bare
    main = bare.partition(" : ")[0]
    if main != bare:
        yield main


def _read_number(text: str) -> int | None:
    figures = "1" if _ONE.fullmatch(text) else write_figures(text.upper())
    return int(figures) if figures.isdecimal() else None
