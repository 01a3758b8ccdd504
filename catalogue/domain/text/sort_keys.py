"""Keys by which titles and names are sorted and matched."""

import re
from functools import lru_cache
from itertools import dropwhile

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


def title_key(title: str, language: str | None = None) -> str:
    """Return the key by which titles are sorted and matched: folded, without the leading article.

    :param language: BCP 47; articles are those of this language, French ones and "the" when unknown.

    >>> title_key("L'Étranger", "fr"), title_key("The Hobbit", "en"), title_key("À la recherche…", "fr")
    ('etranger', 'hobbit', 'a la recherche')
    """
    primary = (language or "").split("-")[0].lower()
    articles = ARTICLES.get(primary, frozenset()) if language else _ARTICLES_WHEN_UNKNOWN
    return _join(_without_article(words(title), articles), title)


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


_ARTICLE_PARTICLES = frozenset(["le", "la", "les", "l", "du", "des", "der"])


@lru_cache(1 << 14)
def name_sort_key(name: str) -> str:
    """Return the key by which a personal name files: surname first, as French practice has it.

    A heading already inverted (with a comma) files as it is. The surname is the last word; a `Le`, `La` or `Du`
    before it belongs to it, a `de` or `von` does not (AFNOR NF Z 44-061).

    >>> name_sort_key("Victor Hugo"), name_sort_key("Antoine de Saint-Exupéry"), name_sort_key("Ursula K. Le Guin")
    ('hugo victor', 'saint exupery antoine de', 'le guin ursula k')
    """
    if "," in name:
        return heading_key(name)
    parts = name.split()
    start = len(parts) - 1
    if start > 1 and fold(parts[start]).rstrip(".") in {"jr", "sr", "ii", "iii"}:
        start -= 1
    if start > 0 and fold(parts[start - 1]) in _ARTICLE_PARTICLES:
        start -= 1
    return heading_key(" ".join(parts[start:] + parts[:start]))


def initial(key: str) -> str:
    """Return the letter under which a key is shelved, `#` when it begins with none.

    >>> initial("etranger"), initial("1984")
    ('E', '#')
    """
    first = next(dropwhile(lambda c: not c.isalnum(), key), "#")
    return first.upper() if first.isalpha() else "#"
