"""The filters of a search, each defined once: pages, API, chips and index all read `FILTERS`.

A filter over a field that the index has is added by one entry of `FILTERS`.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from catalogue.domain.items import ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.query.filter_kinds import (
    CallNumberFilter,
    ChoiceFilter,
    DecadeFilter,
    DeweyFilter,
    Filter,
    FlagFilter,
    HeadingFilter,
    IsbnFilter,
    LanguageFilter,
    MonthFilter,
    NameFilter,
    TextFilter,
    TitleFilter,
    YearRangeFilter,
)

MOST_VALUES = 50
"""Values of one filter that a search takes."""


class Facet(StrEnum):
    """The filters whose values are counted over the books found; the value is the name in addresses."""

    AUTHOR = "author"
    CONTRIBUTOR = "contributor"
    SUBJECT = "subject"
    SERIES = "series"
    LANGUAGE = "language"
    DECADE = "decade"
    PUBLISHER = "publisher"
    AVAILABLE = "available"
    MATERIAL = "material"
    AUDIENCE = "audience"


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
    SERIES = "series"
    SUBJECT = "subject"
    YEAR = "year"


FILTERS: Mapping[str, Filter] = {
    defined.name: defined
    for defined in (
        HeadingFilter(
            name="author",
            help="The heading of an author of the book, or words of one",
            field="author",
            label="Author",
            is_in_lists=True,
        ),
        HeadingFilter(
            name="contributor",
            help="The heading of somebody who illustrated or translated the book or had another part in it than its "
            "author, or words of one",
            field="contributor",
            label="Illustration, translation…",
            is_in_lists=True,
        ),
        HeadingFilter(
            name="subject",
            help="A subject heading, or words of one",
            field="subject",
            label="Subject",
            is_in_lists=True,
        ),
        HeadingFilter(
            name="series",
            help="The heading of a series, or words of one",
            field="series",
            label="Series",
            is_in_lists=True,
        ),
        LanguageFilter(name="language", help="A BCP 47 tag", field="language", label="Language", is_in_lists=True),
        DecadeFilter(name="decade", help="Published in the decade of this year", field="decade", label="Decade"),
        NameFilter(
            name="publisher",
            help="The publisher's name, exact but for case and accents",
            field="publisher",
            label="Publisher",
            is_in_lists=True,
        ),
        FlagFilter(
            name="available",
            help="Whether a copy is on a shelf",
            field="available",
            label="Availability",
            is_in_lists=True,
        ),
        ChoiceFilter(
            name="material", help="The kind of document", field="material", choices=Material, label="Kind of document"
        ),
        ChoiceFilter(name="audience", help="Whom it is for", field="audience", choices=Audience, label="Audience"),
        TitleFilter(name="title", help="Words of the title", field="title", is_multiple=False, is_in_lists=True),
        IsbnFilter(
            name="isbn",
            help="ISBN-10 or ISBN-13 in any written form",
            field="code",
            is_multiple=False,
            is_in_lists=True,
        ),
        YearRangeFilter(name="year_from", help="Published in this year or later", is_multiple=False, is_in_lists=True),
        YearRangeFilter(name="year_to", help="Published in this year or before", is_multiple=False, is_in_lists=True),
        DeweyFilter(
            name="dewey", help="A Dewey class, or its beginning", field="dewey", pattern=r"[0-9]{1,3}(\.[0-9]{0,16})?"
        ),
        CallNumberFilter(
            name="call_number",
            help="The whole call number of a copy, whatever its separators",
            field="call_number",
            label="Call number",
            max_length=64,
        ),
        TextFilter(name="location", help="A branch that has a copy", field="location", max_length=100),
        ChoiceFilter(name="status", help="What a copy is", field="status", choices=ItemStatus),
        ChoiceFilter(name="has", help="What the record has", field="has", choices=Part),
        ChoiceFilter(name="missing", help="What the record lacks", field="missing", choices=Part),
        MonthFilter(
            name="added",
            help="Added in this month (2026-11) or year (2026)",
            field="added",
            pattern=r"[0-9]{4}(-(0[1-9]|1[0-2]))?",
        ),
    )
}
"""The filters by name, in the order of chips and addresses."""


class Filters(Mapping[str, tuple[Any, ...]]):
    """The filters of one search: each name with its values. A book must meet each, by one of its values.

    >>> Filters(author=("Camus", "Sartre"), year_from=1940)
    Filters(author=('Camus', 'Sartre'), year_from=(1940,))
    """

    __slots__ = ("_values",)

    def __init__(self, **values: Any) -> None:
        if unknown := values.keys() - FILTERS.keys():
            raise TypeError(f"no such filter: {', '.join(sorted(unknown))}")
        several = {name: _as_tuple(values[name]) for name in FILTERS if name in values}
        self._values = {name: chosen for name, chosen in several.items() if chosen}

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Filters({', '.join(f'{name}={chosen}' for name, chosen in self._values.items())})"

    def replace(self, **values: Any) -> "Filters":
        """Return the filters with other values of some; none of one takes it away."""
        return Filters(**{**self._values, **values})

    def without(self, name: str, value: object = None) -> "Filters":
        """Return the filters without one of them, or without one value of it.

        >>> Filters(author=("Camus", "Sartre")).without("author", "Camus")
        Filters(author=('Sartre',))
        """
        remaining = [one for one in self.get(name, ()) if value is not None and one != value]
        return self.replace(**{name: remaining})


def make_filters(parsed: Mapping[str, Any]) -> Filters:
    """Return filters with values as they were sent: repeated ones once, years the wrong way round put right.

    >>> make_filters({"year_from": 2000, "year_to": 1990, "language": ["fr", "fr"], "q": "zola"})
    Filters(language=('fr',), year_from=(1990,), year_to=(2000,))
    """
    filters = Filters(**{name: tuple(dict.fromkeys(_as_tuple(parsed[name]))) for name in FILTERS if name in parsed})
    first, last = filters.get("year_from"), filters.get("year_to")
    return filters.replace(year_from=last, year_to=first) if first and last and last < first else filters


def _as_tuple(value: Any) -> tuple[Any, ...]:
    """Return the values of a filter, of which one may stand by itself."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
