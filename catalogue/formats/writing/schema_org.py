"""Books as JSON-LD in the words of schema.org/Book."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from catalogue.domain.materials import Material
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, ItemView

PROPERTIES = {
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translator",
    Role.ILLUSTRATOR: "illustrator",
    Role.EDITOR: "editor",
}
"""The schema.org property of each role; other roles are `contributor`."""


TYPES = {
    Material.PERIODICAL: "Periodical",
    Material.SCORE: "SheetMusic",
    Material.MAP: "Map",
    Material.PICTURE: "VisualArtwork",
    Material.AUDIO_BOOK: "Audiobook",
    Material.CD: "MusicAlbum",
    Material.DVD: "Movie",
    Material.GAME: "Game",
    Material.OTHER: "CreativeWork",
}
"""The schema.org type of the materials that are no Book."""
BOOK_FORMATS = {Material.AUDIO_BOOK: "https://schema.org/AudiobookFormat", Material.E_BOOK: "https://schema.org/EBook"}


def write_json_ld(books: Iterable[tuple[BookView, list[ItemView]]], address: str) -> Iterator[bytes]:
    """Yield one graph of books; `address` is that of the catalogue, with which theirs begin."""
    yield b'{"@context": "https://schema.org", "@graph": [\n'
    separator = b""
    for book, _ in books:
        yield separator + orjson.dumps(describe_book(book, address.__add__))
        separator = b",\n"
    yield b"\n]}\n"


def describe_book(book: BookView, build_address: Callable[[str], str]) -> dict[str, Any]:
    """Return a book as an object of JSON-LD, without its context; unknown properties are left out."""
    address = build_address(f"/books/{book.id}")
    properties: dict[str, Any] = {
        "@type": TYPES.get(book.material, "Book") if book.material else "Book",
        "@id": address,
        "url": address,
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "isbn": book.isbn,
        "bookFormat": book.material and BOOK_FORMATS.get(book.material),
        "bookEdition": book.edition,
        "audience": book.audience and {"@type": "PeopleAudience", "audienceType": book.audience.value},
        "translationOfWork": book.original_title
        and {"@type": "CreativeWork", "name": book.original_title, "inLanguage": book.original_language},
        "publisher": book.publisher and {"@type": "Organization", "name": book.publisher},
        "datePublished": book.published,
        "inLanguage": book.language,
        "numberOfPages": book.page_count,
        "description": book.description,
        "about": [subject.name for subject in book.subjects],
        "isPartOf": [
            {"@type": "BookSeries", "name": one.name, "url": build_address(f"/series/{one.id}")}
            for one in book.all_series
        ],
        "position": book.series and book.series_number,
    }
    for credit in book.credits:
        person = {"@type": "Person", "name": credit.name, "url": build_address(f"/authors/{credit.author_id}")}
        properties.setdefault(PROPERTIES.get(credit.role, "contributor"), []).append(person)
    original = properties["translationOfWork"]
    if original and original["inLanguage"] is None:
        del original["inLanguage"]
    return {name: value for name, value in properties.items() if value}
