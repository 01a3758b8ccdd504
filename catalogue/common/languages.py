"""What languages are called in French and English."""

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


@cache
def _list_names(locale: str) -> dict[str, str]:
    """Return the names of languages in one language; CLDR's few of a language in one region are left out."""
    return {code: name for code, name in Locale(locale).languages.items() if "_" not in code} | _OUR_NAMES[locale]
