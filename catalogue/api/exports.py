"""Books as files: `GET /api/books?format=…`, and `Accept` on a list or a record."""

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from catalogue.downloads import send_book, send_books
from catalogue.errors import FieldError, InvalidRecord
from catalogue.extensions import begin_read, get_live_index
from catalogue.formats.writing.left_out import LeftOut
from catalogue.services import books, discovery
from catalogue.services.discovery import BookQuery

EXCLUDED = ("page", "per_page", "fields")


def export_books(format_name: str, query: BookQuery) -> Response:
    """Return every book that a list finds as a file, streamed.

    :raises InvalidRecord: when a page or fields are asked for as well.
    :raises TooManyRequests: while another export is running in this process.
    """
    if given := [name for name in EXCLUDED if name in request.args]:
        raise InvalidRecord(*(FieldError(name, "An export has all books with all members.") for name in given))
    response = send_books(format_name, lambda session: discovery.list_ids(session, get_live_index(), query))
    response.vary.add("Accept")
    return response


def export_book(format_name: str, book_id: int) -> Response:
    """Return one book as a file.

    :raises InvalidRecord: when members of it are asked for.
    :raises NotFound: when there is no such book.
    :raises NotAcceptable: when the format has no room for it.
    """
    if "fields" in request.args:
        raise InvalidRecord(FieldError("fields", "A file has all members."))
    session = begin_read()
    response = send_book(format_name, session, books.get(session, book_id))
    if isinstance(response, LeftOut):
        raise NotAcceptable(str(response))
    response.vary.add("Accept")
    return response
