"""Series of a book: the publisher's collections it came out in, and the works in volumes it is part of."""

from dataclasses import dataclass, replace
from enum import StrEnum

from catalogue.domain.text import heading_key

MOST_SERIES = 20
"""Series that one book may be in beside its first one."""


class SeriesKind(StrEnum):
    """What a series is to a book."""

    COLLECTION = "collection"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class SeriesStatement:
    """A series that a book is in: its heading, the number of the book in it as written, what kind of series it is."""

    name: str
    number: str | None = None
    kind: SeriesKind = SeriesKind.WORK


_WORDS = frozenset(
    [
        *("babel", "bibliotheque", "bibliothek", "classics", "classique", "classiques", "coll", "collection"),
        *("collections", "edition", "editions", "folio", "library", "monographs", "papers", "pleiade", "poche"),
        *("pocket", "reihe", "schriften", "series", "studien", "studies"),
    ]
)
"""Words, folded, that only names of collections have."""

_COLLECTIONS = frozenset(
    [
        *("10 18", "actes noirs", "ailleurs et demain", "bouquins", "cahiers rouges", "chemins nocturnes"),
        *("du monde entier", "fleuve noir", "gf", "gf flammarion", "grands detectives", "j ai lu", "kaleidoscope"),
        *("la blanche", "la cosmopolite", "le chemin", "le masque", "les cahiers rouges", "medium", "mille soleils"),
        *("mouche", "neuf", "nrf", "pastel", "pluriel", "points", "poesie gallimard", "quadrige", "que sais je"),
        *("rivages noir", "serie noire", "tel", "terre humaine"),
    ]
)
"""Names, folded, of common French collections that have none of these words."""


def guess_kind(name: str) -> SeriesKind:
    """Return the kind of a series of which nothing but the name is known: a known collection, else a work.

    >>> guess_kind("Folio junior").value, guess_kind("Que sais-je ?").value, guess_kind("Harry Potter").value
    ('collection', 'collection', 'work')
    """
    key = heading_key(name)
    is_collection = key in _COLLECTIONS or not _WORDS.isdisjoint(key.split())
    return SeriesKind.COLLECTION if is_collection else SeriesKind.WORK


def put_in_order(all_series: list[SeriesStatement]) -> list[SeriesStatement]:
    """Return the series of a book, each heading once: the first work before all others, else as they came.

    >>> folio = SeriesStatement("Folio", "9", SeriesKind.COLLECTION)
    >>> [one.name for one in put_in_order([folio, SeriesStatement("Dune", "1")])]
    ['Dune', 'Folio']
    """
    by_key: dict[str, SeriesStatement] = {}
    for one in all_series:
        same = by_key.setdefault(heading_key(one.name), one)
        by_key[heading_key(one.name)] = replace(same, number=same.number or one.number)
    each = list(by_key.values())
    first = next((one for one in each if one.kind is SeriesKind.WORK), None)
    return [first, *(one for one in each if one is not first)] if first else each
