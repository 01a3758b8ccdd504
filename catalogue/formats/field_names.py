"""What fields of a book are called in the files that libraries hand over, by the words of their names.

One table for all of them: a file is read by its names, whoever wrote it, and may mix them. A row holds phrases of the
words of `wording.WORDS`; a field has the column if its name has those words, in any order, and no other but fillers.
`docs/import.md` shows the tables.
"""

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "long title", "name", "book"),
    "subtitle": ("sub title", "title complement"),
    "authors": ("author", "author name", "responsibility"),
    "contributors": ("contributor",),
    "isbn": ("isbn", "isbn 13", "isbn 10", "isbn code", "isbn number", "industry identifier", "identifier"),
    "identifiers": ("identifier list",),
    "issn": ("issn",),
    "edition": ("edition", "edition statement", "edition number"),
    "place": (
        *("publication place", "edition place", "publication location", "edition location", "publication city"),
        *("edition city", "publisher city", "publisher location", "publisher place", "place"),
    ),
    "publisher": ("publisher", "publisher name", "house edition", "house publication", "publication company"),
    "published": (
        *("publication", "publication date", "publication year", "edition date", "edition year"),
        *("year", "date", "copyright year", "copyright date", "copyright", "legal depot", "legal depot date"),
    ),
    "language": ("language", "language code", "language name"),
    "original_title": ("original title",),
    "original_language": ("original language",),
    "extent": ("extent", "physical description", "physical importance"),
    "page_count": ("page", "page count", "page number", "length"),
    "material": ("material", "support", "material type", "support type", "type", "format"),
    "audience": ("audience", "audience age", "age"),
    "contents": ("contents", "subject table"),
    "notes": ("note",),
    "description": (
        *("description", "long description", "description note", "short description", "quatrieme cover", "4 cover"),
        *("4 e cover", "comment"),
    ),
    "cover_url": ("cover url", "cover", "short cover url", "short cover"),
    "series": ("series", "series name", "series title"),
    "series_number": (
        *("series number", "series volume", "series order", "volume", "volume number"),
        "number",
    ),
    "series_kind": ("series type",),
    "collection": ("set", "set name", "set title"),
    "collection_number": ("set number", "set volume", "set order"),
    "further_series": ("further series",),
    "dewey": ("dewey", "dewey class", "dewey code", "dewey number", "dewey call_number", "class"),
    "subjects": ("subject", "subject name", "mot key", "sub subject"),
    "items": ("item", "item count", "item number", "quantity", "quantity count", "count"),
    "extra": ("extra",),
}
"""The column of a book and what it is called, the phrase that is preferred when there are several first."""

WEAK = frozenset(
    {
        *("name", "book", "industry identifier", "identifier", "class", "number", "count"),
        *("edition", "place", "material", "support", "type", "format", "audience", "age", "note"),
    }
)
"""Phrases that may say something else: the column is theirs where nothing better is and the value fits."""

ROLES: dict[str, Role] = {
    "author": Role.AUTHOR,
    "translator": Role.TRANSLATOR,
    "illustrator": Role.ILLUSTRATOR,
    "editor": Role.EDITOR,
    "foreword": Role.INTRODUCTION,
    "afterword": Role.AFTERWORD,
    "adapter": Role.ADAPTER,
    "colorist": Role.COLORIST,
    "composer": Role.COMPOSER,
    "contributor": Role.CONTRIBUTOR,
    "narrator": Role.NARRATOR,
    "photographer": Role.PHOTOGRAPHER,
}
"""The words that tell the part somebody has. `éditeur` is the publisher, as the French word is."""

ITEM: dict[str, tuple[str, ...]] = {
    "barcode": ("barcode", "bar code", "bar code number", "cb"),
    "call_number": ("call_number", "call number"),
    "location": ("location", "location name"),
    "status": ("status", "status loan", "item status"),
    "available": ("available", "item available", "quantity available", "available count", "available number"),
    "loan": ("loan", "borrower", "borrower name"),
    "acquired_on": ("acquired", "acquired date"),
    "inventory_number": ("inventory number", "inventory", "inventory code"),
    "volume": ("item volume",),
    "due_on": ("due date", "return date", "loan return date", "loan due date"),
    "price": ("price", "acquired price"),
    "owner": ("owner", "depositor"),
    "deposited_on": ("deposit date",),
    "return_by": ("deposit return date", "return deposit"),
    "note": ("item note",),
    "withdrawn_on": ("withdrawal date",),
    "withdrawal_reason": ("withdrawal reason",),
    "withdrawal_destination": ("withdrawal destination",),
}
"""The fields of an item, within `items`; a record with a barcode of its own is a book and its one item."""

FLAGS = tuple(status.value for status in ItemStatus if status is not ItemStatus.AVAILABLE)
"""Statuses that somebody may send a field to: an item in which that is filled, and not 0 or no, has the status."""

IDENTITY = ("id", "_id", "ID", "identifiant")
"""What a record calls its own number, in order of preference; these are taken to the letter."""

ANSWERED = frozenset({"revision", "created_at", "updated_at", "links"})
"""What only an answer of this catalogue's API holds, all at once; it is made anew for the book that is stored."""

NOBODY = frozenset(
    {
        *("unknown", "unknown author", "anonymous", "inconnu", "inconnue", "auteur inconnu", "anonyme", "anonymes"),
        *("auteurs divers", "divers auteurs", "divers", "various", "various authors", "collectif", "collective"),
        *("auteur anonyme", "auteurs varies", "s.n.", "s. n.", "[s.n.]", "sans auteur", "no author", "et al", "et al."),
    }
)
"""Words, folded, that stand where an author would, and are none."""
