"""Words in which readers ask for kinds of books, and what subjects call them."""

import re
from collections.abc import Iterator
from itertools import islice

from catalogue.domain.query.rewriting import LINKS
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
}
"""Everyday words, and those that subjects use, the likeliest first."""

_WISHES = """livre livres bouquin bouquins ouvrage ouvrages lecture lectures titre titres auteur tome tomes volume
    volumes dernier derniere derniers dernieres nouveau nouvel nouvelle nouveaux nouvelles nouveaute nouveautes recent
    meilleur meilleure meilleurs meilleures bon bons bonne bonnes beau beaux tout tous toute toutes serie integrale
    pour sur avec dans book books novel novels new newest latest last best good about for"""
WISHES = frozenset(word for text in (_WISHES, *EVERYDAY_WORDS) for word in fold(text).split())
"""Words, folded, that say what a reader wishes; they are left out first where no book has all the words."""

_SUBJECTS = {fold(word): subjects for word, subjects in EVERYDAY_WORDS.items()}
_WORD = re.compile(rf"(?<![\w'-])({'|'.join(sorted(_SUBJECTS, key=len, reverse=True))})(?![\w'-])")


def write_as_subjects(text: str) -> Iterator[str]:
    """Yield a text with its first everyday word as a subject, folded, without mere wishes and links.

    >>> list(write_as_subjects("BD du petit Nicolas"))
    ['petit nicolas sujet:"bande dessinée"', 'petit nicolas sujet:"bandes dessinées"']
    >>> list(write_as_subjects("livres pour enfants")), list(write_as_subjects("petit Nicolas"))
    (['sujet:enfants', 'sujet:jeunesse'], [])
    """
    key = fold(text)
    for match in islice(_WORD.finditer(key), 1):
        others = f"{key[: match.start()]} {key[match.end() :]}".split()
        remaining = " ".join(word for word in others if word not in WISHES | LINKS)
        for subject in _SUBJECTS[match.group()]:
            yield f'{remaining} sujet:"{subject}"'.strip() if " " in subject else f"{remaining} sujet:{subject}".strip()
