"""Books as CSL-JSON, for citation processors (Citation Style Language 1.0.2)."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

import orjson

from catalogue.domain.materials import Material
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.names import split_name

_VARIABLES = {
    Role.AUTHOR: "author",
    Role.EDITOR: "editor",
    Role.TRANSLATOR: "translator",
    Role.ILLUSTRATOR: "illustrator",
    Role.COMPOSER: "composer",
}
_TYPES = {
    **{Material.PERIODICAL: "periodical", Material.SCORE: "musical_score", Material.MAP: "map"},
    **{Material.PICTURE: "graphic", Material.CD: "song", Material.DVD: "motion_picture"},
}


def write_csl_json(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one array of items of type book."""
    start = b"[\n"
    for book, _ in books:
        yield start + orjson.dumps(describe_item(book))
        start = b",\n"
    yield b"[]\n" if start == b"[\n" else b"\n]\n"


def describe_item(book: BookView) -> dict[str, Any]:
    """Return a book as an item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": f"book-{book.id}",
        "type": _TYPES.get(book.material, "book") if book.material else "book",
        "title": " : ".join(filter(None, [book.title, book.subtitle])),
        "edition": book.edition,
        "publisher": book.publisher,
        "publisher-place": book.place,
        "ISBN": book.isbn,
        "language": book.language,
        "collection-title": book.series,
        "collection-number": book.series_number,
        "number-of-pages": str(book.page_count) if book.page_count else None,
        "original-title": book.original_title,
        "abstract": book.description,
        "note": book.notes,
        "keyword": ", ".join(subject.name for subject in book.subjects) or None,
    }
    if book.published and not book.published.startswith("-"):
        item["issued"] = {"date-parts": [[int(part) for part in book.published.split("-")]]}
    for credit in book.credits:
        item.setdefault(_VARIABLES.get(credit.role, "contributor"), []).append(_describe_name(credit.name))
    return {name: value for name, value in item.items() if value is not None}


def _describe_name(name: str) -> dict[str, str]:
    """Return a name in parts.

    >>> _describe_name("Jean d'Ormesson"), _describe_name("Molière")
    ({'family': 'Ormesson', 'given': 'Jean', 'dropping-particle': "d'"}, {'literal': 'Molière'})
    """
    surname, forename = split_name(name)
    if not forename:
        return {"literal": surname}
    words = forename.split()
    n_particles = len(list(takewhile(str.islower, reversed(words))))
    if not 0 < n_particles < len(words):
        return {"family": surname, "given": forename}
    given, particle = " ".join(words[:-n_particles]), " ".join(words[-n_particles:])
    return {"family": surname, "given": given, "dropping-particle": particle}
