"""`/api/books/<id>/history` and `/restore`: what changed in a book, and the way back. For librarians."""

from typing import Any

from flask import Response, g

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import CREDENTIALS
from catalogue.api.responses import respond_with_page, respond_with_record
from catalogue.extensions import begin_read, begin_write
from catalogue.models import RecordKind
from catalogue.schemas.books import StoredBookSchema, dump_book
from catalogue.schemas.changes import ChangeSchema, RestoreQuery, dump_change
from catalogue.schemas.queries import PageQuery
from catalogue.services import books, history

bp = ApiBlueprint("history", "What changed in books, and the way back; librarians may see it", prefix="/api/books")
bp.before_request(authenticate_readers)


@bp.route("/<id:book_id>/history", methods=["GET"])
@bp.arguments(PageQuery, location="query")
@bp.document_response(200, ChangeSchema(many=True), "One page of the changes, the newest first")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong", s404="There never was such a book")
def list_book_changes(query: dict[str, Any], book_id: int) -> Response:
    """List the changes of a book, field by field; of a deleted book, too."""
    changes = history.list_changes(begin_read(), RecordKind.BOOK, book_id, query["page"], query["per_page"])
    return respond_with_page(changes, dump_change)


@bp.route("/<id:book_id>/restore", methods=["POST"])
@bp.arguments(RestoreQuery, location="query")
@bp.document_response(200, StoredBookSchema, "The book, as it is stored")
@bp.document_problems(
    **CREDENTIALS, s400="A parameter is unknown or wrong", s404="There is no such revision, or no such deleted book"
)
def restore_book(query: dict[str, Any], book_id: int) -> Response:
    """Bring a book back to a revision, or back after its deletion, with its number, headings and items.

    Items whose barcodes others have by now stay away; `X-Barcodes-In-Use` lists them.
    """
    session = begin_write()
    if "revision" in query:
        history.restore_version(session, RecordKind.BOOK, book_id, query["revision"], actor=g.actor)
        taken = []
    else:
        taken = history.restore_deleted(session, book_id, actor=g.actor)
    document = dump_book(books.get(session, book_id))
    session.commit()
    response = respond_with_record(document)
    if taken:
        response.headers["X-Barcodes-In-Use"] = ", ".join(taken).encode("ascii", "replace").decode()
    return response
