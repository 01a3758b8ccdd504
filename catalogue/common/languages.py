"""What languages are called in French and English, and which language a name means."""

from functools import cache, lru_cache

from babel import Locale

_OUR_NAMES = {
    "fr": {
        "mul": "plusieurs langues",
        "zxx": "sans texte",
        "blt": "tai dam",
        "cic": "chickasaw",
        "hnj": "hmong njua",
        "luo": "luo",
        "trw": "torwali",
    },
    "en": {"mul": "several languages", "zxx": "no text"},
}
"""Names that readers know better than CLDR's (“contenu non linguistique”), and French ones that CLDR lacks."""


@lru_cache(4096)
def name_language(tag: str, locale: str) -> str:
    """Return the name of a language for a reader of `locale`, script and region in brackets; unnamed codes stay.

    >>> name_language("fr", "en"), name_language("pt-BR", "fr"), name_language("zxx", "fr")
    ('French', 'portugais (Brésil)', 'sans texte')
    """
    primary, *details = tag.split("-")
    known = Locale(locale)
    details = [known.scripts.get(part) or known.territories.get(part) or part for part in details]
    name = _list_names(locale).get(primary, primary)
    return f"{name} ({', '.join(details)})" if details else name


def find_language_by_name(name: str) -> str | None:
    """Return the tag of the language with this English or French name, None when none has it.

    >>> find_language_by_name("English"), find_language_by_name("français"), find_language_by_name("Klingon!")
    ('en', 'fr', None)
    """
    return _list_tags_by_name().get(name.strip().lower())


@cache
def _list_names(locale: str) -> dict[str, str]:
    """Return the names of languages in one language; CLDR's few of a language in one region are left out."""
    return {code: name for code, name in Locale(locale).languages.items() if "_" not in code} | _OUR_NAMES[locale]


@cache
def _list_tags_by_name() -> dict[str, str]:
    """Return tags by the name of the language, in lower case: CLDR's names and ours."""
    cldr = (names for locale in ("fr", "en") for names in (Locale(locale).languages, _OUR_NAMES[locale]))
    return {name.lower(): code for names in cldr for code, name in names.items() if "_" not in code}
