"""Lists of books as files: `GET /api/books?format=…`."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Lock

from flask import Response, request

from catalogue.errors import FieldError, InvalidRecord, TooManyRequests
from catalogue.extensions import db, get_live_index
from catalogue.formats.writing import WRITERS
from catalogue.services import exports
from catalogue.services.discovery import BookQuery

EXCLUDED = ("page", "per_page", "fields")
RETRY_SECONDS = 20
_running = Lock()
"""One export at a time in each process: it holds a thread for as long as the client takes to read it."""


def export_books(format_name: str, query: BookQuery) -> Response:
    """Return every book that a list finds as a file, streamed.

    :raises InvalidRecord: when a page or fields are asked for as well.
    :raises TooManyRequests: while another export is running in this process.
    """
    if given := [name for name in EXCLUDED if name in request.args]:
        raise InvalidRecord(*(FieldError(name, "An export has all books with all members.") for name in given))
    if not _running.acquire(blocking=False):
        raise TooManyRequests("exports at the same time", RETRY_SECONDS)
    stack = ExitStack()  # Closed at the end of the file, or with a connection that is lost before.
    stack.callback(_running.release)
    writer = WRITERS[format_name]
    pieces = writer.write(exports.read_found(db.engine, get_live_index(), query))
    response = Response(_stream(pieces, stack), content_type=writer.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=books.{writer.extension}"
    response.call_on_close(stack.close)
    return response


def _stream(pieces: Iterator[bytes], stack: ExitStack) -> Iterator[bytes]:
    with stack:
        yield from pieces
