"""The order of the books that meet one rule of ranking: 63 bits that say which of two comes first."""

from zlib import crc32

from catalogue.domain.series import SeriesKind
from catalogue.domain.text import title_key
from catalogue.domain.views import BookView, IndexedBook
from catalogue.domain.volumes import VolumeOrder, place_volume
from catalogue.search.volumes import read_volume_title

VOLUME_COPIES = 2
"""Copies that each volume of a series counts as, so that all stand together."""

_MOST_COPIES = 1000
_LONGEST_TITLE = 255
_TIE_ID_BITS = 45
_SET_BITS, _VOLUME_BITS = 11, 20


def build_tie(entry: IndexedBook, key: str) -> int:
    """Return the key that orders books of one rule: more copies, then a shorter title, then entered later.

    The volumes of a series stand together in their order: the name of the series takes the place of the title, and each
    counts as if it had VOLUME_COPIES copies.
    """
    book, volume = entry.book, _find_set(entry.book)
    if volume is None:
        standing = min(len(entry.items), _MOST_COPIES) << 8 | _LONGEST_TITLE - min(len(key), _LONGEST_TITLE)
        return standing << _TIE_ID_BITS | book.id % (1 << _TIE_ID_BITS)
    set_key, order = volume
    standing = VOLUME_COPIES << 8 | _LONGEST_TITLE - min(len(set_key), _LONGEST_TITLE)
    place = crc32(set_key.encode()) % (1 << _SET_BITS) << _VOLUME_BITS | (1 << _VOLUME_BITS) - 1 - order.rank
    id_bits = _TIE_ID_BITS - _SET_BITS - _VOLUME_BITS
    return (standing << _SET_BITS + _VOLUME_BITS | place) << id_bits | book.id % (1 << id_bits)


def _find_set(book: BookView) -> tuple[str, VolumeOrder] | None:
    """Return the key of the work that a book is a volume of, by its record or its title, and its place there."""
    if book.all_series and book.all_series[0].kind is SeriesKind.WORK and book.series_number:
        return title_key(book.all_series[0].name), place_volume(book.series_number)
    parts = read_volume_title(book)
    return (title_key(parts.set), place_volume(parts.number)) if parts else None
