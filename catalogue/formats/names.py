"""The names that fields of a book go by in the files that libraries hand over.

One table for all of them: a file is read by its names, whoever wrote it, and may mix them. Names compare without case,
marks and punctuation, so that `sous_titre`, `Sous-titre` and `sousTitre` are one. `docs/import.md` shows the tables.
"""

import re
from functools import lru_cache

from catalogue.domain.roles import Role
from catalogue.domain.text import fold

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "titre", "intitule"),
    "subtitle": ("subtitle", "sous_titre"),
    "authors": ("authors", "author", "auteurs", "auteur"),
    "contributors": ("contributors",),
    "isbn": ("isbn", "isbn_13", "isbn_10", "ean", "ean_13"),
    "publisher": ("publisher", "éditeur"),
    "published": (
        *("published", "published_date", "publication_date", "date_de_publication", "date_publication"),
        *("date_de_parution", "date_parution", "parution", "year", "année", "publication_year", "date"),
    ),
    "language": ("language", "langue", "lang"),
    "page_count": ("page_count", "pages", "nombre_de_pages", "nb_pages", "pagination"),
    "description": ("description", "résumé", "summary", "long_description", "short_description"),
    "cover_url": ("cover_url", "couverture", "cover", "thumbnail_url", "image_url", "image_link", "image"),
    "series": ("series", "collection", "série"),
    "series_number": ("series_number", "numéro", "tome", "volume"),
    "dewey": ("dewey", "ddc", "cdd", "indice_dewey"),
    "subjects": (
        *("subjects", "subject", "sujets", "sujet", "thèmes", "thème"),
        *("categories", "category", "catégorie", "genres", "genre", "mots_clés", "keywords"),
    ),
    "items": ("items", "exemplaires"),
    "extra": ("extra",),
}
"""The column of a book and what it is called, the name that is preferred when there are several first."""

ROLES: dict[Role, tuple[str, ...]] = {
    Role.TRANSLATOR: ("translator", "translators", "traducteur", "traductrice", "traducteurs"),
    Role.ILLUSTRATOR: ("illustrator", "illustrators", "illustrateur", "illustratrice", "illustrateurs"),
    Role.EDITOR: ("editor", "editors"),
    Role.INTRODUCTION: ("préfacier", "préfacière"),
}
"""The roles that a file may name by a field of their own. `éditeur` is the publisher, as the French word is."""

ITEM: dict[str, tuple[str, ...]] = {
    "barcode": ("barcode", "code_barres", "code_barre"),
    "call_number": ("call_number", "cote"),
    "location": ("location", "localisation", "bibliothèque", "site"),
    "status": ("status", "statut"),
    "acquired_on": ("acquired_on", "date_d_acquisition", "date_acquisition"),
}
"""The fields of an item, within `items`; a record with a barcode of its own is a book and its one item."""

IDENTITY = ("id", "_id", "ID", "identifiant")
"""What a record calls its own number, in order of preference; these are taken to the letter."""

ANSWERED = frozenset({"revision", "created_at", "updated_at", "links"})
"""What only an answer of this catalogue's API holds, all at once; it is made anew for the book that is stored."""

NOBODY = frozenset({"unknown", "anonymous", "inconnu", "inconnue", "anonyme"})
"""Words, folded, that stand where an author would, and are none."""


def canonical(name: str) -> str:
    """Return a name as names compare: without case, marks and punctuation.

    >>> canonical("Sous-titre"), canonical("sousTitre"), canonical("Éditeur ")
    ('soustitre', 'soustitre', 'editeur')
    """
    return re.sub(r"[\W_]+", "", fold(name))


def _ranks(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, int]]:
    """Turn a table round: canonical name → the column it stands for and its rank there, 0 the first choice."""
    return {canonical(name): (column, rank) for column, names in table.items() for rank, name in enumerate(names)}


_COLUMN_RANKS = _ranks(COLUMNS)
_ITEM_RANKS = _ranks(ITEM)
_ROLES = {canonical(name): role for role, names in ROLES.items() for name in names}


@lru_cache(maxsize=4096)
def column_named(name: str) -> tuple[str, int] | None:
    """Return the column of a book that `name` stands for and its rank among such names, None when it is for none.

    >>> column_named("pageCount"), column_named("Sous-titre"), column_named("colour")
    (('page_count', 0), ('subtitle', 1), None)
    """
    return _COLUMN_RANKS.get(canonical(name))


@lru_cache(maxsize=4096)
def role_named(name: str) -> Role | None:
    """Return the role that a field called `name` tells the bearers of, None when it tells none.

    >>> role_named("traducteur"), role_named("author")
    (<Role.TRANSLATOR: 'translator'>, None)
    """
    return _ROLES.get(canonical(name))


@lru_cache(maxsize=4096)
def item_column_named(name: str) -> tuple[str, int] | None:
    """Return the field of an item that `name` stands for and its rank, None when it is for none.

    >>> item_column_named("cote"), item_column_named("prix")
    (('call_number', 1), None)
    """
    return _ITEM_RANKS.get(canonical(name))
