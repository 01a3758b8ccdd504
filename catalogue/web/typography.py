"""Typography: apostrophes, French spaces, numbers and dates."""

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
    """Return `text` with typographic apostrophes and, in French, narrow no-break spaces before punctuation.

    >>> typeset("L'Étranger", "fr"), typeset("Qui a peur ?", "fr") == "Qui a peur\u202f?"
    ('L’Étranger', True)
    """
    text = _APOSTROPHE.sub("’", text)
    if (language or "").split("-")[0] == "fr":
        text = _AFTER_QUOTE.sub(NARROW_SPACE, _BEFORE_MARK.sub(NARROW_SPACE, text))
    return text


def mark_up_code(text: object) -> Markup:
    """Return a sentence as HTML in which text between backquotes becomes `<code>`.

    >>> mark_up_code("`Allow` says <which>.")
    Markup('<code>Allow</code> says &lt;which&gt;.')
    """
    return Markup(_BACKQUOTED.sub(r"<code>\1</code>", str(escape(str(text)))))  # noqa: S704 (escaped before it is marked up)


def keep_together(text: str) -> str:
    r"""Return a call number with no-break spaces if it is short enough to fit on one line of a phone.

    >>> keep_together("843 CAM")
    '843\xa0CAM'
    """
    return text.replace(" ", "\u00a0") if len(text) <= 14 else text


def has_long_word(text: str | None) -> bool:
    """Return whether a word of `text` is too long for a narrow column.

    >>> has_long_word("Les Tilleuls"), has_long_word("Bibliothèque-discothèque")
    (False, True)
    """
    return any(len(word) > 14 for word in (text or "").split(" "))


@lru_cache(1 << 12)
def format_number(value: int, locale: str) -> str:
    """Return a number with the thousands separators of `locale`.

    >>> format_number(1234, "en"), format_number(1234, "fr") == "1\u202f234"
    ('1,234', True)
    """
    return format_decimal(value, locale=locale)


def format_year(value: int, locale: str) -> str:
    r"""Return a year; a negative one with the abbreviation for "before Christ" in `locale`.

    >>> format_year(1942, "fr"), format_year(-700, "en")
    ('1942', '700\xa0BC')
    """
    era = {"fr": "av.\u00a0J.-C."}.get(locale, "BC")
    return str(value) if value > 0 else f"{-value}\u00a0{era}"


def format_publication_date(value: str, locale: str) -> str:
    r"""Return a publication date in words: a day, a month or a year (`catalogue.domain.dates`).

    >>> format_publication_date("1942-05-19", "fr"), format_publication_date("-0700", "en")
    ('19 mai 1942', '700\xa0BC')
    """
    if value.startswith("-"):
        return format_year(int(value[:5]), locale)
    match [int(part) for part in value.split("-")]:
        case [year]:
            return format_year(year, locale)
        case [year, month]:
            return format_date(date(year, month, 1), "LLLL y", locale=locale)
        case parts:
            return format_date(date(*parts), "long", locale=locale)
