"""Keys by which titles and names are sorted and matched."""

import re
from functools import lru_cache

from catalogue.domain.text.folding import fold, squeeze, words

KEY_LENGTH = 200
"""Keys are cut here, in characters: long enough to tell titles apart, short enough for any B-tree."""

_WORD = re.compile(r"[\w+#]+")

ARTICLES = {
    "de": frozenset(["der", "die", "das", "ein", "eine"]),
    "en": frozenset(["the", "a", "an"]),
    "es": frozenset(["el", "la", "los", "las", "un", "una", "unos", "unas"]),
    "fr": frozenset(["l", "le", "la", "les", "un", "une", "des"]),
    "it": frozenset(["l", "il", "lo", "la", "i", "gli", "le", "un", "uno", "una"]),
    "pt": frozenset(["o", "a", "os", "as", "um", "uma"]),
}
"""Leading articles that filing ignores, folded, by language (the languages of most town libraries)."""

_ARTICLES_WHEN_UNKNOWN = ARTICLES["fr"] | {"the"}
_ARTICLES_OF_ANY = frozenset[str]().union(*ARTICLES.values())


def _join(tokens: list[str], text: str) -> str:
    """Join tokens into a key; text without a single word (`???`) is its own key."""
    return (" ".join(tokens) or fold(squeeze(text)))[:KEY_LENGTH]


@lru_cache(1 << 12)
def title_key(title: str, language: str | None = None) -> str:
    """Return the key by which titles are sorted and matched: folded, without the leading article.

    :param language: BCP 47; articles are those of this language, French ones and "the" when unknown.

    >>> title_key("L'Étranger", "fr"), title_key("The Hobbit", "en"), title_key("À la recherche…", "fr")
    ('etranger', 'hobbit', 'a la recherche')
    """
    primary = (language or "").split("-")[0].lower()
    articles = ARTICLES.get(primary, frozenset()) if language else _ARTICLES_WHEN_UNKNOWN
    return _join(_without_article(words(title), articles), title)


@lru_cache(1 << 12)
def title_keys(title: str) -> frozenset[str]:
    """Return every key that a book with this title may have, whatever its language.

    >>> sorted(title_keys("Die Blechtrommel"))
    ['blechtrommel', 'die blechtrommel']
    """
    tokens = words(title)
    return frozenset(_join(way, title) for way in (tokens, _without_article(tokens, _ARTICLES_OF_ANY)))


def _without_article(tokens: list[str], articles: frozenset[str]) -> list[str]:
    return tokens[1:] if len(tokens) > 1 and tokens[0] in articles else tokens


@lru_cache(1 << 14)
def heading_key(heading: str) -> str:
    """Return the key under which a heading is unique: its folded words in order.

    >>> heading_key("Émile  ZOLA"), heading_key("Brontë, Charlotte")
    ('emile zola', 'bronte charlotte')
    """
    return _join(_WORD.findall(fold(heading)), heading)


_JOINED = "abu al ap ben bin der des du el fitz ibn l la le les mac mc ni nic o saint sainte san santa st ste"
_IN_SURNAME = frozenset(_JOINED.split())
"""Words that belong to the surname after them: Le Clézio, Ben Jelloun, Ó Cadhain."""

_BEFORE_SURNAME = re.compile("^(?:d['’]|de |von |zu )(?=.)", re.IGNORECASE)
"""What is passed over before a surname (AFNOR NF Z 44-061): d'Ormesson files under Ormesson."""

_AFTER_SURNAME = frozenset(["aine", "fils", "ii", "iii", "iv", "jeune", "jr", "pere", "sr"])
_FIRST_OF_TWO = (
    "alonso alvarez castro cruz delgado diaz dominguez fernandez garcia gil gomez gonzalez gutierrez hernandez jimenez"
    " lopez marin martinez molina moreno munoz navarro ortega perez ramirez ramos rodriguez romero rubio ruiz sanchez"
    " serrano suarez torres vargas vazquez"
)
_SPANISH = frozenset(_FIRST_OF_TWO.split())
"""First surnames of compound ones in Spanish: García Márquez files under García."""

_CAPITALS = re.compile(r"[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*")


@lru_cache(1 << 14)
def name_sort_key(name: str) -> str:
    """Return the key by which a personal name files: surname first, as French practice has it.

    A heading already inverted (with a comma) files as it is, but for a `d'` or `de` before the surname. Words in
    capitals beside others are the surname. Else it is the last word, with what belongs to it before (`Le`, `Ben`, `Ó`,
    the first of two Spanish surnames) and after (`père`, `fils`).

    >>> name_sort_key("Victor Hugo"), name_sort_key("Antoine de Saint-Exupéry"), name_sort_key("Ursula K. Le Guin")
    ('hugo victor', 'saint exupery antoine de', 'le guin ursula k')
    >>> name_sort_key("Jean d'Ormesson"), name_sort_key("Alexandre Dumas père"), name_sort_key("ZOLA Émile")
    ('ormesson jean d', 'dumas pere alexandre', 'zola emile')
    """
    return heading_key(" ".join(split_name(name)))


def split_name(name: str) -> tuple[str, str]:
    """Return the surname of a person, under which the name files, and what follows it: forenames, then the particle.

    >>> split_name("Victor Hugo"), split_name("Jean d'Ormesson"), split_name("Molière")
    (('Hugo', 'Victor'), ('Ormesson', "Jean d'"), ('Molière', ''))
    """
    surname, comma, given = name.partition(",")
    if not comma:
        parts = name.split()
        start, end = _find_capitals(parts) or _find_surname(parts)
        surname, given = " ".join(parts[start:end]), " ".join(parts[:start] + parts[end:])
    surname = surname.strip()
    passed_over = _BEFORE_SURNAME.match(surname)
    particle = passed_over.group() if passed_over else ""
    return surname.removeprefix(particle), f"{given.strip()} {particle}".strip()


def _find_surname(parts: list[str]) -> tuple[int, int]:
    """Return where the surname begins and ends."""
    start = len(parts) - 1
    if start > 1 and fold(parts[start]).rstrip(".") in _AFTER_SURNAME:
        start -= 1
    before = fold(parts[start - 1]) if start > 0 else ""
    if before in _IN_SURNAME or (before in _SPANISH and start > 1):
        start -= 1
    return max(start, 0), len(parts)


def _find_capitals(parts: list[str]) -> tuple[int, int] | None:
    """Return where words in capitals begin and end, beside other words or initials; Roman numerals are none."""
    capitals = [len(part) > 2 and part.isupper() and bool(_CAPITALS.fullmatch(part)) for part in parts]
    capitals = [is_one and not set(part) <= set("IVX") for is_one, part in zip(capitals, parts, strict=True)]
    if not any(capitals):
        return None
    start = capitals.index(True)
    end = next((place for place in range(start, len(parts)) if not capitals[place]), len(parts))
    while start and parts[start - 1].isalpha() and parts[start - 1].isupper():
        start -= 1
    return (start, end) if (start, end) != (0, len(parts)) else None
