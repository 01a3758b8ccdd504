"""The kinds of filters: how a value is read from a text, written into an address, and described to programs."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.languages import parse_language
from catalogue.domain.text import has_control_characters, squeeze


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


class CallNumberFilter(TextFilter):
    """A call number, whatever stands between its letters and digits."""


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
