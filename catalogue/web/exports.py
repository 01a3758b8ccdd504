"""`/books/<id>.<format>`: one book as a file."""

from flask import Response, abort

from catalogue.extensions import begin_read
from catalogue.formats.writing import WRITERS
from catalogue.formats.writing.left_out import LeftOut
from catalogue.public_address import build_file_address
from catalogue.services import books, exports
from catalogue.web.blueprint import bp


@bp.get("/books/<id:book_id>.<format_name>")
def export_book(book_id: int, format_name: str) -> Response:
    """Send a book in one of the formats that go out; 404 when there is no such book or format, or it has no room."""
    writer = WRITERS.get(format_name) or abort(404)
    session = begin_read()
    pieces = list(writer.write(exports.add_items(session, [books.get(session, book_id)]), build_file_address()))
    if any(isinstance(piece, LeftOut) for piece in pieces):
        abort(404)
    response = Response([piece for piece in pieces if isinstance(piece, bytes)], content_type=writer.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=book-{book_id}.{writer.extension}"
    return response
