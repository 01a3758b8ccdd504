"""Languages as files name them: codes, names in French, English or the language itself, several in one field."""

import re
from functools import cache, lru_cache

from babel import Locale

from catalogue.domain.languages import parse_language
from catalogue.domain.text import fold
from catalogue.formats.values import LEFT, NOTHING, Reading, list_parts, read_text, unwrap_value

_PARTED = re.compile(r"[,;/|+&]|\bet\b|\band\b|\s-\s|(?<=[a-zç])-(?=[a-zç]{5})", re.IGNORECASE)
_FEMININE = re.compile(r"(?<=[sdlrt])e$|(?<=en)ne$")
_BESIDES = re.compile(r"\(.*|\[.*")
_AGE = re.compile(r"^(?:classical|modern|ancient|standard) | (?:classique|moderne|ancien|standard)$")
_FRAME = re.compile(r"^(?:langue|bilingue|en|in) | language$")
_LONGEST_NAME = 80
_CODES = [
    "ar",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "eu",
    "fi",
    "hu",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
]
"""Languages that files name by their own names."""
_ALSO = {
    **{"neerlandais": "nl", "flamand": "nl", "hollandais": "nl", "grec moderne": "el", "grec ancien": "grc"},
    **{"grec": "el", "latin": "la", "provencal": "oc", "occitan": "oc", "breton": "br", "alsacien": "gsw"},
    **{"farsi": "fa", "mandarin": "zh", "castillan": "es", "anglo-americain": "en", "americain": "en", "vf": "fr"},
    **{"creole": "", "chinois simplifie": "zh-Hans", "chinois traditionnel": "zh-Hant"},
}
"""Names that CLDR does not have in this form; a Creole may be any of several."""


def read_language(value: object) -> Reading:
    """Read a language: a tag or code, or its name, with or without accents; of several the first is taken.

    >>> values = ("FRE", "Francais", "Old Norse", ["English", "All"], "Anglais (traduit)")
    >>> [read_language(value).value for value in values]
    ['fr', 'fr', 'non', 'en', 'en']
    """
    if isinstance(value, str) and (tag := _find_tag(value)):
        return Reading(tag)
    value = unwrap_value(value)
    members = [read_text(part) for part in list_parts(value)[:20] if not isinstance(part, list)]
    texts = [reading.value for reading in members if reading.value]
    if not texts:
        return NOTHING if all(reading.is_whole for reading in members) else LEFT
    pieces = [piece for line in texts for piece in ([line] if _find_tag(line) else _PARTED.split(line[:200]))]
    tags = list(dict.fromkeys(tag for piece in pieces if (tag := _find_tag(piece))))
    if not tags:
        return LEFT
    is_alone = len(tags) == 1 and len(pieces) == 1
    return Reading(tags[0], is_kept=not is_alone)


def _find_tag(name: str) -> str | None:
    """Return the tag of one language by its code or name, None when it has none."""
    return _find_tag_of_short_name(name.strip()) if len(name) <= _LONGEST_NAME else None


@lru_cache(maxsize=1024)
def _find_tag_of_short_name(name: str) -> str | None:
    name = name.replace("_", "-").removeprefix("/languages/")
    if name.lower() == "und":  # "Undetermined" says nothing.
        return None
    try:
        return parse_language(name)
    except ValueError:
        key = _FRAME.sub("", fold(_BESIDES.sub("", name)).strip())
        names = (key, _AGE.sub("", key), _FEMININE.sub("", key))
        return next((tag for name in names if (tag := _list_tags_by_name().get(name))), None)


@cache
def _list_tags_by_name() -> dict[str, str]:
    """Tags by the folded name of the language in English, French or itself."""
    tags = {fold(str(name)): code for code in _CODES if (name := Locale(code).languages.get(code))}
    for locale in ("en", "fr"):
        tags |= {fold(name): code for code, name in Locale(locale).languages.items() if "_" not in code}
    return tags | _ALSO
