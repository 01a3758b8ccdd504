"""`/api/books`."""

from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint, negotiate_type
from catalogue.api.conditional_requests import parse_if_match
from catalogue.api.exports import export_book, export_books
from catalogue.api.merged import redirect_to_merged
from catalogue.api.replacements import accept_replacement, apply_patch
from catalogue.api.responses import respond_with_no_content, respond_with_page, respond_with_record
from catalogue.domain.changes import RecordKind
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.record import BookRecord
from catalogue.domain.text import has_control_characters
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write, db, get_live_index
from catalogue.formats.writing import MEDIA_TYPES
from catalogue.rate_limit import count_search
from catalogue.schemas.books import (
    BookPatchSchema,
    BookReplacementSchema,
    BookSchema,
    ReadBookSchema,
    StoredBookSchema,
    dump_book,
)
from catalogue.schemas.fields import LINE_PATTERN
from catalogue.schemas.queries import BookListQuery, BooksOfTitleQuery, FieldsQuery, OnDuplicateQuery
from catalogue.schemas.stored_records import Replacement
from catalogue.services import books, discovery

bp = ApiBlueprint("books", "The bibliographic records")

UNKNOWN = "There is no such book"
BAD_BODY = {"s400": "The body breaks the rules", "s413": "The body is too large", "s415": "The body is not JSON"}
CREDENTIALS = {
    "s401": "Credentials are missing or invalid",
    "s403": "The account may only read",
    "s429": "Too many writes from this address, or too many invalid tokens",
}
DUPLICATE = "Another book holds this ISBN (`book_id` says which), or a read-only member says what is not so"
STALE = "The book is at another revision than `If-Match` says; `current_revision` says at which"

TITLE = {"name": "title", "in": "path", "required": True, "schema": {"type": "string", "pattern": LINE_PATTERN}}
ISBN = {"name": "isbn", "in": "path", "required": True, "schema": {"type": "string", "format": "isbn"}}


@bp.route("", methods=["GET"])
@bp.arguments(BookListQuery, location="query")
@bp.offer_types(tuple(MEDIA_TYPES))
@bp.document_response(200, ReadBookSchema(many=True, partial=True), "One page of the books")
@bp.document_problems(
    s400="A parameter is unknown or wrong", s429="Too many searches from this address, or another export is running"
)
def list_books(query: dict[str, Any]) -> Response:
    """List books, filtered, sorted, paged; with `format`, or an `Accept` other than JSON, all of them, as a file."""
    count_search()
    book_query = discovery.BookQuery(query.get("q", ""), query["filters"], sort=query["sort"])
    if format_name := query.get("format_") or MEDIA_TYPES.get(negotiate_type(MEDIA_TYPES)):
        return export_books(format_name, book_query)
    page, per_page, fields = query.pop("page"), query.pop("per_page"), query.pop("fields_", None)
    books_page = discovery.list_books(begin_read(), get_live_index(), book_query, page, per_page)
    return respond_with_page(books_page, dump_book, fields)


@bp.route("", methods=["POST"])
@bp.arguments(BookSchema)
@bp.arguments(OnDuplicateQuery, location="query")
@bp.document_response(201, StoredBookSchema, "The book, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s409=DUPLICATE)
def create_book(record: BookRecord, query: dict[str, str]) -> Response:
    """Add a book; only `title` is needed."""
    session = begin_write()
    book_id = books.create(session, record, actor=g.actor, allow_duplicate=query["on_duplicate"] == "allow")
    return _commit_and_respond(session, book_id, 201, f"/api/books/{book_id}")


@bp.route("/<id:book_id>", methods=["GET"])
@bp.arguments(FieldsQuery, location="query")
@bp.offer_types(tuple(MEDIA_TYPES))
@bp.document_response(200, ReadBookSchema(partial=True), "The book; 304 with `If-None-Match`")
@bp.document_problems(s400="A parameter is unknown or wrong", s404=UNKNOWN)
def get_book(query: dict[str, list[str]], book_id: int) -> Response:
    """Read a book, or some members of it; by another `Accept` as a file; 301 to what it was merged into."""
    try:
        if format_name := MEDIA_TYPES.get(negotiate_type(MEDIA_TYPES)):
            return export_book(format_name, book_id)
        return respond_with_record(dump_book(books.get_committed(db.engine, book_id)), fields=query.get("fields_"))
    except NotFound:
        db.session.rollback()
        return redirect_to_merged(begin_read(), RecordKind.BOOK, book_id, "/api/books")


@bp.route("/<id:book_id>", methods=["PUT"])
@bp.arguments(BookReplacementSchema)
@bp.arguments(OnDuplicateQuery, location="query")
@bp.document_response(200, StoredBookSchema, "The book, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=DUPLICATE, s412=STALE)
def replace_book(replacement: Replacement, query: dict[str, str], book_id: int) -> Response:
    """Replace a whole record: what is not sent is gone. `If-Match` or `revision` guards what somebody else wrote."""
    session = begin_write()
    record = accept_replacement("book", replacement, lambda: dump_book(books.get(session, book_id)))
    return _store_and_respond(session, book_id, record, query)


@bp.route("/<id:book_id>", methods=["PATCH"])
@bp.accept_patch(BookPatchSchema)
@bp.arguments(OnDuplicateQuery, location="query")
@bp.document_response(200, StoredBookSchema, "The book, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=DUPLICATE, s412=STALE)
def patch_book(patch: dict[str, Any], query: dict[str, str], book_id: int) -> Response:
    """Change some members of a record: a JSON Merge Patch (RFC 7396), null takes a member away."""
    session = begin_write()
    record = apply_patch("book", BookReplacementSchema(), dump_book(books.get(session, book_id)), patch)
    return _store_and_respond(session, book_id, record, query)


@bp.route("/<id:book_id>", methods=["DELETE"])
@bp.document_response(204, text="The book and its items are gone")
@bp.document_problems(
    **CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN, s409="A copy is on loan", s412=STALE
)
def delete_book(book_id: int) -> Response:
    """Delete a book and its items; refused while a copy is on loan."""
    session = begin_write()
    books.delete(session, book_id, actor=g.actor, expected=parse_if_match())
    session.commit()
    return respond_with_no_content()


@bp.route("/title/<path:title>", methods=["GET"], parameters=[TITLE])
@bp.arguments(BooksOfTitleQuery, location="query")
@bp.document_response(200, ReadBookSchema(many=True, partial=True), "One page of the books with this title")
@bp.document_problems(s400="A parameter is unknown or wrong", s404="No book has this title")
def get_books_by_title(query: dict[str, Any], title: str) -> Response:
    """Read the books with a title, exact but for case, accents, the leading article and elision."""
    if has_control_characters(title):
        raise InvalidRecord(FieldError("title", "control characters are not allowed"))
    books_page = books.list_by_title(begin_read(), title, query["page"], query["per_page"])
    if not books_page.total:
        raise NotFound("book with the title", title)
    return respond_with_page(books_page, dump_book, query.get("fields_"))


@bp.route("/isbn/<isbn>", methods=["GET"], parameters=[ISBN])
@bp.arguments(FieldsQuery, location="query")
@bp.document_response(200, ReadBookSchema(partial=True), "The book; 304 with `If-None-Match`")
@bp.document_problems(s400="This is no ISBN, or a parameter is unknown or wrong", s404="No book has this ISBN")
def get_book_by_isbn(query: dict[str, list[str]], isbn: str) -> Response:
    """Read the book with an ISBN, in any written form of ISBN-10 or ISBN-13."""
    try:
        digits = parse_isbn(isbn)
    except ValueError as error:
        raise InvalidRecord(FieldError("isbn", str(error))) from None
    return respond_with_record(dump_book(books.get_by_isbn(begin_read(), digits)), fields=query.get("fields_"))


def _store_and_respond(session: Session, book_id: int, record: BookRecord, query: dict[str, str]) -> Response:
    """Replace a book by `record`, honouring `If-Match` and `on_duplicate`; return the stored book."""
    allow_duplicate = query["on_duplicate"] == "allow"
    expected_revisions = parse_if_match()
    books.replace(session, book_id, record, actor=g.actor, expected=expected_revisions, allow_duplicate=allow_duplicate)
    return _commit_and_respond(session, book_id)


def _commit_and_respond(session: Session, book_id: int, status: int = 200, location: str | None = None) -> Response:
    """Commit and return the book as it is stored."""
    document = dump_book(books.get(session, book_id))
    session.commit()
    return respond_with_record(document, status, location)
