"""Books as JSON and JSON lines, as the API has them, with their items; our import takes them back to the letter."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from catalogue.domain.items import item_as_json
from catalogue.domain.views import BookView, ItemView


def write_json_lines(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one object a line."""
    for book, items in books:
        yield orjson.dumps(describe_book(book, items), option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)


def write_json(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one array of objects, one a line."""
    start = b"[\n"
    for book, items in books:
        yield start + orjson.dumps(describe_book(book, items), option=orjson.OPT_UTC_Z)
        start = b",\n"
    yield b"[]\n" if start == b"[\n" else b"\n]\n"


def describe_book(book: BookView, items: list[ItemView]) -> dict[str, Any]:
    """Return a book with its items as JSON has it."""
    return {
        "id": book.id,
        **book.as_json(),
        "publication_year": book.publication_year,
        "items": [item_as_json(item) for item in items],
        "revision": book.revision,
        "created_at": book.created_at,
        "updated_at": book.updated_at,
        "links": {"self": f"/api/books/{book.id}", "page": f"/books/{book.id}"},
    }
