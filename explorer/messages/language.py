"""The two languages: which of them a reader gets, and how each writes numbers."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent, format_scientific
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from catalogue.common.labels import DEWEY_HUNDREDS

LANGUAGES = {"fr": "Français", "en": "English"}
"""Tags and their own names; the first is what a browser gets that asks for neither."""


Forms = tuple[str, str]
"""A sentence for one and for several."""


class Messages:
    """The messages of one page, in one language; `{}` marks stand where names and numbers go.

    They stand in the TOML file of the page, each in both languages; a test holds that those that are used are there.
    """

    def __init__(self, locale: str, messages: Mapping[str, Any] = {}) -> None:
        self.locale = locale
        vars(self).update(messages)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def number(self, n: float) -> str:
        """Return `n` as this language writes it.

        >>> Messages(locale="en").number(12345)
        '12,345'
        """
        return format_decimal(n, locale=self.locale)

    def short(self, n: int) -> str:
        """Return `n` as it fits into a small space, from ten thousand on rounded.

        >>> Messages(locale="en").short(9999), Messages(locale="en").short(123456)
        ('9,999', '123K')
        """
        return self.number(n) if n < 10_000 else format_compact_decimal(n, locale=self.locale)

    def several(self, n: int, forms: tuple[str, str], **names: object) -> str:
        """Return the form for one or for several, its `{n}` written; of none, French speaks as of one.

        >>> Messages(locale="fr").several(0, ("{n} livre", "{n} livres"))
        '0 livre'
        """
        is_one = n == 1 or (n == 0 and self.locale == "fr")
        return forms[0 if is_one else 1].format(n=self.number(n), **names)

    def share(self, part: float) -> str:
        """Return a part of 1 in hundredths, as this language writes it; only all is 100, and only nothing is 0.

        >>> Messages(locale="en").share(0.256), Messages(locale="en").share(0.9961), Messages(locale="en").share(0.9999)
        ('26%', '99.6%', '>99.9%')
        """
        if part in (0, 1) or 0.005 <= part < 0.995:
            return format_percent(part, locale=self.locale).replace("\xa0%", "\u202f%")
        if 0.0005 <= part < 0.9995:
            return format_percent(part, "#,##0.0%" if self.locale == "en" else "#,##0.0\u202f%", locale=self.locale)
        near = self.share(0.001 if part < 0.5 else 0.999)
        return f"<{near}" if part < 0.5 else f">{near}"

    def measure(self, value: float) -> str:
        r"""Return a number of any meaning as this language writes it; four digits, as years have, stay together.

        >>> Messages(locale="en").measure(1972.25), Messages(locale="fr").measure(12345.678)
        ('1972.2', '12\u202f345,7')
        """
        if value and not 1e-3 <= abs(value) < 1e15:
            return format_scientific(value, "0.##E0", locale=self.locale)
        places = "###" if abs(value) < 10 else "##" if abs(value) < 100 else "#"
        whole = "0" if abs(value) < 10_000 else "#,##0"
        return format_decimal(value, f"{whole}.{places}", locale=self.locale)

    def coefficient(self, r: float) -> str:
        """Return a coefficient of correlation, to two places.

        >>> Messages(locale="fr").coefficient(0.5)
        '0,50'
        """
        return "–" if r != r else format_decimal(round(r, 2) + 0.0, "0.00", locale=self.locale)

    def hundred(self, digit: int) -> str:
        """Return what a main class of Dewey's is called, its digit in front.

        >>> Messages(locale="fr").hundred(8)
        '8 Littérature'
        """
        return f"{digit} {DEWEY_HUNDREDS[digit][self.locale]}"

    def month(self, day: date, skeleton: str = "yMMMM") -> str:
        """Return a month with its year, under a bar `yMMM`.

        >>> Messages(locale="fr").month(date(2026, 11, 1)), Messages(locale="fr").month(date(2026, 11, 1), "yMMM")
        ('novembre 2026', 'nov. 2026')
        """
        return format_skeleton(skeleton, day, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day.

        >>> Messages(locale="fr").day(date(2026, 11, 1))
        '1 novembre 2026'
        """
        return format_date(day, "long", locale=self.locale)

    def moment(self, instant: datetime, pattern: str = "d MMM y") -> str:
        """Return an instant as this language writes dates.

        >>> Messages(locale="en").moment(datetime(2025, 3, 1))
        '1 Mar 2025'
        """
        return format_datetime(instant, pattern, locale=self.locale)


def language_of(*wishes: str | None) -> str:
    """Return the tag of the first wish that we speak (`fr`, `fr-CA`, `EN`), French when there is none.

    >>> language_of(None, "de", "en-GB", "fr"), language_of("fro")
    ('en', 'fr')
    """
    tags = ((wish or "").lower().split("-")[0] for wish in wishes)
    return next((tag for tag in tags if tag in LANGUAGES), next(iter(LANGUAGES)))


def accepted_languages(header: str | None) -> list[str]:
    """Return the tags of an Accept-Language header, the preferred one first.

    >>> accepted_languages("de;q=0.5, en-GB"), accepted_languages(None)
    (['en-GB', 'de'], [])
    """
    return list(parse_accept_header(header, LanguageAccept).values())


def read_messages(page: str) -> dict[str, Messages]:
    """Return the messages of a page by the tag of their language, from the TOML file of its name."""
    entries = tomllib.loads((Path(__file__).parent / f"{page}.toml").read_text(encoding="utf-8"))
    return {
        tag: Messages(tag, {name: _in_language(entry, place) for name, entry in entries.items()})
        for place, tag in enumerate(LANGUAGES)
    }


def _in_language(entry: Any, place: int) -> Any:
    if isinstance(entry, dict):
        return {key: each[place] for key, each in entry.items()}
    return tuple(entry[place]) if isinstance(entry[place], list) else entry[place]
