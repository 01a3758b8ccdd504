"""Languages as BCP 47 tags; names and older codes are understood on the way in."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")


@cache
def _codes() -> frozenset[str]:
    """Every primary language that CLDR names."""
    return frozenset(Locale("en").languages)


@cache
def _codes_by_name() -> dict[str, str]:
    """Codes by the name of the language in English and French, in lower case."""
    names = [item for locale in ("fr", "en") for item in Locale(locale).languages.items()]
    return {name.lower(): code for code, name in names if "_" not in code}


def parse_language(text: str) -> str:
    """Return a BCP 47 tag in its usual case: `fr`, `pt-BR`, `zh-Hant`; three-letter codes become two where they can.

    :raises ValueError: when the form does not hold or nobody speaks it.

    >>> parse_language("FR"), parse_language("pt-br"), parse_language("fre")
    ('fr', 'pt-BR', 'fr')
    """
    if not _TAG.fullmatch(text):
        raise ValueError("a language is a BCP 47 tag such as fr, en or pt-BR")
    primary, *rest = text.split("-")
    aliases = get_global("language_aliases")
    primary = str(aliases.get(primary.lower(), primary.lower()))
    if primary not in _codes():
        raise ValueError(f"no language has the code {primary}")
    return "-".join([primary, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def language_called(name: str) -> str | None:
    """Return the tag of the language with this English or French name, None when none has it.

    >>> language_called("English"), language_called("français"), language_called("Klingon!")
    ('en', 'fr', None)
    """
    return _codes_by_name().get(name.strip().lower())


def language_name(tag: str, locale: str) -> str:
    """Return the name of a language for a reader of `locale`; the tag itself when CLDR has none.

    >>> language_name("fr", "en"), language_name("pt-BR", "fr")
    ('French', 'portugais (Brésil)')
    """
    try:
        name = Locale.parse(tag, sep="-").get_display_name(locale)
    except (ValueError, LookupError):
        name = None
    return name or Locale(locale).languages.get(tag.split("-")[0]) or tag
