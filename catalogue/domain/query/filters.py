"""What narrows a search down, beside the words."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from catalogue.domain.items import ItemStatus


class Facet(StrEnum):
    """What the books found can be counted and narrowed down by; the value is the name in addresses."""

    AUTHOR = "author"
    SUBJECT = "subject"
    LANGUAGE = "language"
    DECADE = "decade"
    PUBLISHER = "publisher"
    AVAILABLE = "available"


TRAITS = (Facet.LANGUAGE, Facet.DECADE, Facet.AVAILABLE)
"""The facets of which a book has one value at most, and there are few."""


class Part(StrEnum):
    """What a record may have or lack."""

    AUTHOR = "author"
    COPIES = "copies"
    COVER = "cover"
    DEWEY = "dewey"
    DESCRIPTION = "description"
    ISBN = "isbn"
    LANGUAGE = "language"
    PAGES = "pages"
    PUBLISHER = "publisher"
    SUBJECT = "subject"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a book must meet, all of them; of the values of one condition it must meet one.

    `author` and `subject` are headings, or words of one; `publisher` a name, `language` a BCP 47 tag, `decade` its
    first year, `available` whether a copy is on a shelf. `title` is words of the title, `isbn` 13 bare digits,
    `dewey` a class or its beginning, `location` a branch that has a copy (with `available`, on a shelf there), `status`
    that of a copy, `added` a month or a year (`2026-11`, `2026`); years are inclusive.
    """

    author: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    decade: tuple[int, ...] = ()
    publisher: tuple[str, ...] = ()
    available: tuple[bool, ...] = ()
    title: str | None = None
    isbn: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    dewey: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    status: tuple[ItemStatus, ...] = ()
    has: tuple[Part, ...] = ()
    missing: tuple[Part, ...] = ()
    added: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the conditions that there are, by name."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) not in (None, ())}

    def without(self, name: str, value: object = None) -> "Filters":
        """Return the filters without one condition, or without one value of it.

        >>> Filters(author=("Camus", "Sartre")).without("author", "Camus").author
        ('Sartre',)
        """
        old = getattr(self, name)
        kept: Any = tuple(one for one in old if value is not None and one != value) if isinstance(old, tuple) else None
        return replace(self, **{name: kept})
