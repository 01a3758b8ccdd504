"""Books as Dublin Core (ISO 15836-1:2017), each in the oai_dc element of OAI-PMH 2.0."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from catalogue.domain.materials import Material
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.names import invert_name

_NAMESPACES = {
    "xmlns:oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
_TYPES = {
    **{Material.MAP: "Image", Material.PICTURE: "Image", Material.GAME: "PhysicalObject"},
    **{Material.AUDIO_BOOK: "Sound", Material.CD: "Sound", Material.DVD: "MovingImage"},
}
"""The DCMI type of the materials that are no Text."""


def write_dublin_core(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one oai_dc record a book, within one element."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    for book, _ in books:
        record = ElementTree.Element("oai_dc:dc", _NAMESPACES)
        for name, value in _list_elements(book):
            if value:
                ElementTree.SubElement(record, f"dc:{name}").text = value
        yield ElementTree.tostring(record, encoding="utf-8") + b"\n"
    yield b"</records>\n"


def _join_imprint(book: BookView) -> str:
    return " : ".join(filter(None, [book.place, book.publisher]))


def _list_elements(book: BookView) -> Iterator[tuple[str, str | None]]:
    yield "title", " : ".join(filter(None, [book.title, book.subtitle]))
    yield from (("creator", invert_name(credit.name)) for credit in book.authors)
    yield from (("contributor", invert_name(credit.name)) for credit in book.contributors)
    yield from (("subject", subject.name) for subject in book.subjects)
    yield from [("subject", book.dewey), ("description", book.description), ("publisher", _join_imprint(book))]
    yield from [
        ("date", book.published),
        ("type", _TYPES.get(book.material, "Text") if book.material else "Text"),
        ("language", book.language),
    ]
    yield from [("description", book.contents), ("description", book.notes), ("description", book.edition)]
    yield "format", book.extent or (f"{book.page_count} p." if book.page_count else None)
    yield "identifier", f"urn:isbn:{book.isbn}" if book.isbn else None
    yield from (("identifier", f"{one.scheme}:{one.value}") for one in book.identifiers)
    yield "source", book.original_title
    yield "relation", " ; ".join(filter(None, [book.series, book.series_number]))
