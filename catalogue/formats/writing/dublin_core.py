"""Books as Dublin Core (ISO 15836-1:2017), each in the oai_dc element of OAI-PMH 2.0."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.names import invert_name

_NAMESPACES = {
    "xmlns:oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


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


def _list_elements(book: BookView) -> Iterator[tuple[str, str | None]]:
    yield "title", " : ".join(filter(None, [book.title, book.subtitle]))
    yield from (("creator", invert_name(credit.name)) for credit in book.authors)
    yield from (("contributor", invert_name(credit.name)) for credit in book.contributors)
    yield from (("subject", subject.name) for subject in book.subjects)
    yield from [("subject", book.dewey), ("description", book.description), ("publisher", book.publisher)]
    yield from [("date", book.published), ("type", "Text"), ("language", book.language)]
    yield "format", f"{book.page_count} p." if book.page_count else None
    yield "identifier", f"urn:isbn:{book.isbn}" if book.isbn else None
    yield "relation", " ; ".join(filter(None, [book.series, book.series_number]))
