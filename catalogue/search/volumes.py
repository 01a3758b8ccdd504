"""Volumes of a series as they are asked for: `naruto tome 3`, `tome 3 naruto`, `naruto t3`, `Naruto, vol. 3`."""

import re
from collections.abc import Iterator

from catalogue.domain.text import title_keys
from catalogue.domain.text.numbers import write_figures
from catalogue.domain.views import BookView
from catalogue.domain.volumes import split_title

_MARKED = re.compile(
    r"(?<!\w)(?:(?:tome|volume|num[eé]ro|vol|no|n|t)(?:[\s.°º]\s*|(?=\d))|n\W{1,2}|#\s?)\.?\s*0*(?P<number>\d{1,4})(?!\w)",
    re.IGNORECASE,
)
_AT_END = re.compile(r"(?<=\w)\W+(?P<number>[1-9]\d{0,3})\W*$")


def list_asked_volumes(text: str) -> list[str]:
    """Return the keys of the volume that a text asks for, the series with and without its article; none of other texts.

    >>> list_asked_volumes("Naruto, t. 03"), list_asked_volumes("tome IV dune"), list_asked_volumes("naruto")
    (['naruto 3'], ['dune 4'], [])
    """
    in_figures = write_figures(text)
    found = _MARKED.search(in_figures) or _AT_END.search(in_figures)
    if found is None:
        return []
    series = f"{in_figures[: found.start()]} {in_figures[found.end() :]}"
    return _list_keys(series, found["number"])


def list_volumes(book: BookView) -> list[str]:
    """Return the keys of the volume that a book is, by its series and by its title."""
    return list(dict.fromkeys(_list_all(book)))


def _list_all(book: BookView) -> Iterator[str]:
    if book.series and book.series_number and book.series_number.isdecimal():
        yield from _list_keys(book.series, book.series_number)
    if parts := split_title(book.title):
        yield from _list_keys(parts.set, parts.number)


def _list_keys(series: str, number: str) -> list[str]:
    keys = sorted(title_keys(series)) if any(map(str.isalnum, series)) else []
    return [f"{key} {int(number)}" for key in keys]
