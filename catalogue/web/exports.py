"""`/books/<id>.<format>` and `/search.<format>`: one book, or all that a search finds, as a file."""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.downloads import send_book, send_books
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, get_live_index
from catalogue.formats.writing import WRITERS
from catalogue.formats.writing.left_out import LeftOut
from catalogue.rate_limit import count_search
from catalogue.services import books, discovery
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.search_form import read_heading, read_search_form


@bp.get("/books/<id:book_id>.<format_name>")
def export_book(book_id: int, format_name: str) -> ResponseReturnValue:
    """Send a book in one of the formats that go out; 301 when it was merged.

    404 when there is no such book or format, or the format has no room for it.
    """
    if format_name not in WRITERS:
        abort(404)
    session = begin_read()
    try:
        book = books.get(session, book_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.BOOK, book_id, ".export_book", format_name=format_name)
    response = send_book(format_name, session, book)
    return abort(404) if isinstance(response, LeftOut) else response


@bp.get("/search.<format_name>")
def export_results(format_name: str) -> Response:
    """Send every book that the results, or the page of a heading, list on all pages, in one of the formats."""
    if format_name not in WRITERS:
        abort(404)
    count_search()
    form = read_search_form(request.args, read_heading(request.args.get("heading", "")))
    return send_books(format_name, lambda _: discovery.find_ids(get_live_index(), form.build_request()))
