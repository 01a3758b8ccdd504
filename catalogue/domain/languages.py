"""Languages as BCP 47 tags; older and three-letter codes are understood on the way in."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")


THREE_LETTER_CODES = {
    **{"fr": "fre", "en": "eng", "de": "ger", "es": "spa", "it": "ita", "pt": "por", "nl": "dut", "la": "lat"},
    **{"ru": "rus", "ar": "ara", "zh": "chi", "ja": "jpn", "ko": "kor", "el": "gre", "grc": "grc", "he": "heb"},
    **{"pl": "pol", "cs": "cze", "sk": "slo", "hu": "hun", "ro": "rum", "bg": "bul", "hr": "hrv", "sr": "srp"},
    **{"sv": "swe", "da": "dan", "nb": "nob", "nn": "nno", "no": "nor", "fi": "fin", "is": "ice", "et": "est"},
    **{"lv": "lav", "lt": "lit", "uk": "ukr", "tr": "tur", "fa": "per", "hi": "hin", "vi": "vie", "th": "tha"},
    **{"br": "bre", "oc": "oci", "eu": "baq", "ca": "cat", "co": "cos", "cy": "wel", "ga": "gle", "sq": "alb"},
    **{"hy": "arm", "ka": "geo", "mk": "mac", "ms": "may", "my": "bur", "bo": "tib", "mi": "mao", "eo": "epo"},
}
"""ISO 639-2/B codes, which MARC uses, by the code of BCP 47; codes of three letters are the same in both."""


@cache
def _list_codes() -> frozenset[str]:
    """Return every primary language that CLDR names."""
    return frozenset(str(code) for code in Locale("en").languages if "_" not in str(code))


def parse_language(text: str) -> str:
    """Return a BCP 47 tag in its usual case: `fr`, `pt-BR`, `zh-Hant`; three-letter codes become two where they can.

    :raises ValueError: when the form does not hold or nobody speaks it.

    >>> parse_language("FR"), parse_language("pt-br"), parse_language("fre"), parse_language("prs")
    ('fr', 'pt-BR', 'fr', 'fa-AF')
    """
    if not _TAG.fullmatch(text):
        raise ValueError("a language is a BCP 47 tag such as fr, en or pt-BR")
    primary, *rest = text.split("-")
    alias = str(get_global("language_aliases").get(primary.lower(), primary.lower()))
    primary, *implied = alias.split("_")  # Dari is Persian of Afghanistan: prs, fa-AF.
    if primary not in _list_codes():
        raise ValueError(f"no language has the code {primary}")
    return "-".join([primary, *_parse_subtags([*implied, *rest])])


def _parse_subtags(parts: list[str]) -> list[str]:
    """Return the script and the region in their usual case and order; of two, the last counts."""
    by_kind = {len(part) == 4: part for part in parts}
    return [part.title() if is_script else part.upper() for is_script, part in sorted(by_kind.items(), reverse=True)]
