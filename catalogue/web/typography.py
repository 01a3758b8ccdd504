"""Text as a printer would set it: apostrophes, French spaces, numbers, dates."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

NARROW_SPACE = "\u202f"

_BACKQUOTED = re.compile(r"`([^`]+)`")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BEFORE_MARK = re.compile(r"[ \u00a0](?=[:;!?»])")
_AFTER_QUOTE = re.compile(r"(?<=«)[ \u00a0]")


def typeset(text: str, language: str | None) -> str:
    """Return `text` with typographic apostrophes and, in French, narrow no-break spaces at its marks.

    >>> typeset("L'Étranger", "fr"), typeset("Qui a peur ?", "fr") == "Qui a peur\u202f?"
    ('L’Étranger', True)
    """
    text = _APOSTROPHE.sub("’", text)
    if (language or "").split("-")[0] == "fr":
        text = _AFTER_QUOTE.sub(NARROW_SPACE, _BEFORE_MARK.sub(NARROW_SPACE, text))
    return text


def code(text: object) -> Markup:
    """Return a sentence whose names of members, headers and commands, between backquotes, are marked up as code.

    >>> code("`Allow` says <which>.")
    Markup('<code>Allow</code> says &lt;which&gt;.')
    """
    return Markup(_BACKQUOTED.sub(r"<code>\1</code>", str(escape(str(text)))))  # noqa: S704 (escaped, and then marked up)


def together(text: str) -> str:
    r"""Return a call number that lines do not break in, if it is short enough for that on a phone.

    >>> together("843 CAM")
    '843\xa0CAM'
    """
    return text.replace(" ", "\u00a0") if len(text) <= 14 else text


def has_long_word(text: str | None) -> bool:
    """Tell whether a word of `text` is too long for a narrow column.

    >>> has_long_word("Les Tilleuls"), has_long_word("Bibliothèque-discothèque")
    (False, True)
    """
    return any(len(word) > 14 for word in (text or "").split(" "))


@lru_cache(1 << 12)
def number(value: int, locale: str) -> str:
    """Return a number with the thousands of `locale`.

    >>> number(1234, "en"), number(1234, "fr") == "1\u202f234"
    ('1,234', True)
    """
    return format_decimal(value, locale=locale)


def year(value: int, locale: str) -> str:
    r"""Return a year as it is said; years before our era have no sign but a word.

    >>> year(1942, "fr"), year(-700, "en")
    ('1942', '700\xa0BC')
    """
    era = {"fr": "av.\u00a0J.-C."}.get(locale, "BC")
    return str(value) if value > 0 else f"{-value}\u00a0{era}"


def published(value: str, locale: str) -> str:
    r"""Return a date of publication as it is said: a day, a month or a year (`catalogue.domain.dates`).

    >>> published("1942-05-19", "fr"), published("1942-05", "en"), published("-0700", "en")
    ('19 mai 1942', 'May 1942', '700\xa0BC')
    """
    if value.startswith("-"):
        return year(int(value[:5]), locale)
    match [int(part) for part in value.split("-")]:
        case [found_year]:
            return year(found_year, locale)
        case [found_year, month]:
            return format_date(date(found_year, month, 1), "LLLL y", locale=locale)
        case parts:
            return format_date(date(*parts), "long", locale=locale)
