"""Words in which readers ask for kinds of books, and what subjects call them."""

import re
from collections.abc import Iterator
from itertools import islice, product

from catalogue.domain.query.rewriting import LINKS
from catalogue.domain.query.trait_words import AUDIENCE_WORDS, MATERIAL_WORDS
from catalogue.domain.text import fold

_COMICS = ("bande dessinée", "bandes dessinées")
_CRIME = ("policier", "roman policier", "romans policiers")
_YOUNG = ("adolescents", "adolescence", "jeunesse")
_CHILDREN = ("enfants", "jeunesse")
_SOUND = ("livre lu", "livres lus", "livre audio", "texte lu", "enregistrement sonore")
EVERYDAY_WORDS = {
    **dict.fromkeys(["bd", "bds", "bédé", "bédés", "comics", "comic"], _COMICS),
    **dict.fromkeys(["manga", "mangas"], ("manga", "mangas")),
    **dict.fromkeys(["polar", "polars", "roman policier", "romans policiers", "policier", "policiers"], _CRIME),
    **dict.fromkeys(["roman noir", "thriller", "thrillers"], ("thriller", *_CRIME)),
    **dict.fromkeys(["ado", "ados", "adolescent", "adolescents", "young adult"], _YOUNG),
    **dict.fromkeys(["enfant", "enfants", "kids", "children"], _CHILDREN),
    **dict.fromkeys(["bébé", "bébés", "tout petits"], ("tout-petits", "petite enfance", *_CHILDREN)),
    **dict.fromkeys(["livre audio", "livres audio", "audiolivre", "audiolivres", "audiobook"], _SOUND),
    **dict.fromkeys(["sf", "science fiction", "anticipation"], ("science-fiction",)),
    **dict.fromkeys(["fantasy", "heroic fantasy"], ("fantasy", "fantastique")),
    **dict.fromkeys(["documentaire", "documentaires", "docu"], ("documentaire", "documentaires")),
    **dict.fromkeys(["bio", "biographie", "biographies"], ("biographie", "biographies")),
    **dict.fromkeys(["poème", "poèmes", "poésie", "poésies"], ("poésie", "poésies")),
    **dict.fromkeys(["recette", "recettes"], ("cuisine",)),
    **dict.fromkeys(["magazine", "magazines", "revue", "revues", "journal"], ("périodiques", "périodique")),
    **dict.fromkeys(["conte", "contes"], ("contes", "conte")),
    **dict.fromkeys(["gros caractères", "grands caractères"], ("livres en gros caractères", "gros caractères")),
    **dict.fromkeys(["facile à lire", "falc"], ("facile à lire", "falc")),
    **dict.fromkeys(["dys", "dyslexie", "dyslexique"], ("dyslexie", "dyslexiques")),
    **dict.fromkeys(["première lecture", "premières lectures"], ("premières lectures",)),
    **dict.fromkeys(["album", "albums"], ("albums", "album", "albums illustrés")),
}
"""Everyday words, and those that subjects use, the likeliest first."""

_WISHES = """livre livres bouquin bouquins ouvrage ouvrages lecture lectures titre titres auteur tome tomes volume
    volumes dernier derniere derniers dernieres nouveau nouvel nouvelle nouveaux nouvelles nouveaute nouveautes recent
    meilleur meilleure meilleurs meilleures bon bons bonne bonnes beau beaux tout tous toute toutes serie integrale
    roman romans oeuvre oeuvres je vous avez qui cherche recherche voudrais parle parlant parlent traitant concernant
    pour sur avec dans book books novel novels new newest latest last best good about for"""
WISHES = frozenset(word for text in (_WISHES, *EVERYDAY_WORDS, *MATERIAL_WORDS) for word in fold(text).split()) - {
    "a",
    "en",
}
"""Words, folded, that say what a reader wishes; they are left out first where no book has all the words."""

_SUBJECTS = {fold(word): subjects for word, subjects in EVERYDAY_WORDS.items()}
_ALL = {*_SUBJECTS, *MATERIAL_WORDS, *AUDIENCE_WORDS} - {"livre", "livres", "book", "books", "autre", "other"}
_WORD = re.compile(rf"(?<![\w'-])({'|'.join(sorted(_ALL, key=len, reverse=True))})(?![\w'-])")
_MOST = 2


def write_as_subjects(text: str) -> Iterator[list[str]]:
    """Yield ways to write a text with its everyday words as subject, kind of document or audience: first the ways of
    two of them together, then of the first one; folded, without mere wishes and links.

    >>> list(write_as_subjects("BD du petit Nicolas"))
    [['petit nicolas sujet:"bande dessinée"', 'petit nicolas sujet:"bandes dessinées"', 'petit nicolas type:bd']]
    >>> list(write_as_subjects("livres pour enfants")), list(write_as_subjects("petit Nicolas"))
    ([['sujet:enfants', 'sujet:jeunesse', 'public:enfants']], [])
    """
    key = fold(text)
    matches = [*islice(_WORD.finditer(key), _MOST)]
    remaining = " ".join(word for word in _WORD.sub(" ", key).split() if word not in WISHES | LINKS)
    for n in range(len(matches), 0, -1):
        ways = product(*(_list_ways(match.group()) for match in matches[:n]))
        yield [" ".join([remaining, *way]).strip() for way in ways]


def is_everyday_word(text: str) -> bool:
    """Tell whether a text is an everyday word, but for wishes and links.

    >>> is_everyday_word("une BD"), is_everyday_word("BD du petit Nicolas"), is_everyday_word("livre")
    (True, False, False)
    """
    key = fold(text)
    return bool(_WORD.search(key)) and set(_WORD.sub(" ", key).split()) <= WISHES | LINKS


def _list_ways(word: str) -> list[str]:
    """Return an everyday word with the prefixes that say what it may be."""
    ways = [f"sujet:{_quote(subject)}" for subject in _SUBJECTS.get(word, ())]
    ways += [f"type:{_quote(word)}"] if word in MATERIAL_WORDS else []
    return ways + ([f"public:{_quote(word)}"] if word in AUDIENCE_WORDS else [])


def _quote(word: str) -> str:
    return f'"{word}"' if " " in word else word
