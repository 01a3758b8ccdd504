"""The filters of a search, each defined once: pages, API, chips and index all read `FILTERS`.

A filter over a field that the index has is added by one entry of `FILTERS`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.items import ItemStatus
from catalogue.domain.languages import parse_language
from catalogue.domain.text import has_control_characters, squeeze

MOST_VALUES = 50
"""Values of one filter that a search takes."""


class Facet(StrEnum):
    """The filters whose values are counted over the books found; the value is the name in addresses."""

    AUTHOR = "author"
    SUBJECT = "subject"
    LANGUAGE = "language"
    DECADE = "decade"
    PUBLISHER = "publisher"
    AVAILABLE = "available"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on books, met by those that have one of the values chosen.

    :param name: the parameter in addresses.
    :param help: what the API's document says of it.
    :param field: the field of the index that holds the values.
    :param label: what pages call it, in English; blank where the values say it themselves.
    :param is_multiple: whether a search takes several values.
    :param is_in_lists: whether lists of books take it, too, with one value.
    """

    name: str
    help: str
    field: str = ""
    label: str = ""
    is_multiple: bool = True
    is_in_lists: bool = False

    def parse(self, text: str) -> Any:
        """Return the value that `text` stands for.

        :raises ValueError: when it stands for none.
        """
        raise NotImplementedError

    def format(self, value: Any) -> str:
        """Return a value as it stands in addresses."""
        return str(value)

    @property
    def json_schema(self) -> dict[str, Any]:
        """What texts have a value, as the API's document says it (JSON Schema)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFilter(Filter):
    """A line of text, found as it is."""

    max_length: int = 1000

    def parse(self, text: str) -> str:
        """Return the text with single blanks."""
        if not text.strip() or has_control_characters(text):
            raise ValueError("Blank, or with control characters.")
        if len(text) > self.max_length:
            raise ValueError(f"Longer than maximum length {self.max_length}.")
        return squeeze(text)

    @property
    def json_schema(self) -> dict[str, Any]:
        """A text with something in it."""
        return {"type": "string", "minLength": 1, "maxLength": self.max_length, "pattern": r"\S"}


class TitleFilter(TextFilter):
    """Words of the title."""


class HeadingFilter(TextFilter):
    """An authorised heading, else words of one."""


class NameFilter(TextFilter):
    """A name, as it is written, else but for case and accents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFilter(Filter):
    """One of a closed list of codes."""

    choices: type[StrEnum]

    def parse(self, text: str) -> StrEnum:
        """Return the code."""
        try:
            return self.choices(text)
        except ValueError:
            raise ValueError(f"Must be one of: {', '.join(self.choices)}.") from None

    @property
    def json_schema(self) -> dict[str, Any]:
        """The codes."""
        return {"type": "string", "enum": [choice.value for choice in self.choices]}


class FlagFilter(Filter):
    """Yes or no."""

    def parse(self, text: str) -> bool:
        """Return true for `true` and `1`, false for `false` and `0`."""
        match text:
            case "true" | "1":
                return True
            case "false" | "0":
                return False
        raise ValueError("Must be true or false.")

    def format(self, value: bool) -> str:
        """Return 1 or 0."""
        return str(int(value))

    @property
    def json_schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


class YearFilter(Filter):
    """A year."""

    def parse(self, text: str) -> int:
        """Return the year, negative before our era."""
        text = text.strip()
        if not re.fullmatch(r"-?[0-9]{1,4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise ValueError(f"Must be a year from {FIRST_YEAR} to {LAST_YEAR}.")
        return int(text)

    @property
    def json_schema(self) -> dict[str, Any]:
        """A number between the first and the last year."""
        return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


class YearRangeFilter(YearFilter):
    """The first or the last year of a range."""


class DecadeFilter(YearFilter):
    """The first year of a decade."""

    def parse(self, text: str) -> int:
        """Return the first year of the decade of a year."""
        return YearFilter.parse(self, text) // 10 * 10


class LanguageFilter(Filter):
    """A BCP 47 tag."""

    def parse(self, text: str) -> str:
        """Return the tag in its usual case."""
        return parse_language(text)

    @property
    def json_schema(self) -> dict[str, Any]:
        """A text of this format."""
        return {"type": "string", "format": "bcp-47"}


class IsbnFilter(Filter):
    """An ISBN."""

    def parse(self, text: str) -> str:
        """Return the 13 bare digits."""
        return parse_isbn(text)

    @property
    def json_schema(self) -> dict[str, Any]:
        """A text of this format."""
        return {"type": "string", "format": "isbn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFilter(Filter):
    """A code of a certain form."""

    pattern: str

    def parse(self, text: str) -> str:
        """Return the code as it is."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError("String does not match expected pattern.")
        return text

    @property
    def json_schema(self) -> dict[str, Any]:
        """A text of this form."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


class DeweyFilter(PatternFilter):
    """A Dewey class, which stands for the classes that begin so."""


class MonthFilter(PatternFilter):
    """A year or a month of one."""


FILTERS: Mapping[str, Filter] = {
    defined.name: defined
    for defined in (
        HeadingFilter(
            name="author",
            help="An author's heading, or words of the name of somebody with a part in the book",
            field="author",
            label="Author",
            is_in_lists=True,
        ),
        HeadingFilter(
            name="subject",
            help="A subject heading, or words of one",
            field="subject",
            label="Subject",
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
        kept = [one for one in self.get(name, ()) if value is not None and one != value]
        return self.replace(**{name: kept})


def filters_of(parsed: Mapping[str, Any]) -> Filters:
    """Return filters with values as they were sent: repeated ones once, years the wrong way round put right.

    >>> filters_of({"year_from": 2000, "year_to": 1990, "language": ["fr", "fr"], "q": "zola"})
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
