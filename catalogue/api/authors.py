"""`/api/authors`."""

from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.change_jobs import find_host
from catalogue.api.conditional_requests import parse_if_match
from catalogue.api.merged import redirect_to_merged
from catalogue.api.replacements import accept_replacement, apply_patch
from catalogue.api.responses import respond_with_no_content, respond_with_page, respond_with_record
from catalogue.domain.changes import RecordKind
from catalogue.domain.headings import AuthorRecord, HeadingQuery
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.headings import (
    AuthorPatchSchema,
    AuthorReplacementSchema,
    AuthorSchema,
    StoredAuthorSchema,
    dump_author,
)
from catalogue.schemas.queries import HeadingListQuery
from catalogue.schemas.stored_records import Replacement
from catalogue.services import heading_jobs
from catalogue.services.headings import authors

bp = ApiBlueprint("authors", "Persons and bodies with a part in books")

UNKNOWN = "There is no such author"
TAKEN = "Another author has this name, or a read-only member says what is not so"
STALE = "The author is at another revision than `If-Match` says"


@bp.route("", methods=["GET"])
@bp.arguments(HeadingListQuery, location="query")
@bp.document_response(200, StoredAuthorSchema(many=True), "One page of the authors")
@bp.document_problems(s400="A parameter is unknown or wrong")
def list_authors(query: dict[str, Any]) -> Response:
    """List authors, by surname or by number of books."""
    chosen = HeadingQuery(query.get("name"), query["sort"])
    return respond_with_page(authors.list_(begin_read(), chosen, query["page"], query["per_page"]), dump_author)


@bp.route("", methods=["POST"])
@bp.arguments(AuthorSchema)
@bp.document_response(201, StoredAuthorSchema, "The author, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s409=TAKEN)
def create_author(record: AuthorRecord) -> Response:
    """Add an author."""
    session = begin_write()
    author_id = authors.create(session, record, actor=g.actor)
    return _commit_and_respond(session, author_id, 201, f"/api/authors/{author_id}")


@bp.route("/<id:author_id>", methods=["GET"])
@bp.document_response(200, StoredAuthorSchema, "The author; 304 with `If-None-Match`")
@bp.document_problems(s400="There are no parameters here", s404=UNKNOWN)
def get_author(author_id: int) -> Response:
    """Read an author; 301 to the one that it was merged into."""
    session = begin_read()
    try:
        return respond_with_record(dump_author(authors.get(session, author_id)))
    except NotFound:
        return redirect_to_merged(session, RecordKind.AUTHOR, author_id, "/api/authors")


@bp.route("/<id:author_id>", methods=["PUT"])
@bp.arguments(AuthorReplacementSchema)
@bp.document_response(200, StoredAuthorSchema, "The author, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def replace_author(replacement: Replacement, author_id: int) -> Response:
    """Replace an author; a new name reaches every book."""
    session = begin_write()
    record = accept_replacement("author", replacement, lambda: dump_author(authors.get(session, author_id)))
    return _store_and_respond(session, author_id, record)


@bp.route("/<id:author_id>", methods=["PATCH"])
@bp.accept_patch(AuthorPatchSchema)
@bp.document_response(200, StoredAuthorSchema, "The author, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def patch_author(patch: dict[str, Any], author_id: int) -> Response:
    """Change some members of an author: a JSON Merge Patch (RFC 7396), null takes a member away."""
    session = begin_write()
    current = dump_author(authors.get(session, author_id))
    return _store_and_respond(session, author_id, apply_patch("author", AuthorReplacementSchema(), current, patch))


@bp.route("/<id:author_id>", methods=["DELETE"])
@bp.document_response(204, text="The author is gone")
@bp.document_problems(
    **CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN, s409="Books bear the name", s412=STALE
)
def delete_author(author_id: int) -> Response:
    """Delete an author whom no book names."""
    session = begin_write()
    authors.delete(session, author_id, actor=g.actor, expected=parse_if_match())
    session.commit()
    return respond_with_no_content()


def _store_and_respond(session: Session, author_id: int, record: AuthorRecord) -> Response:
    guards = {"find_host": find_host, "actor": g.actor, "expected": parse_if_match()}
    heading_jobs.replace(session, RecordKind.AUTHOR, author_id, record, **guards)
    return _commit_and_respond(session, author_id)


def _commit_and_respond(session: Session, author_id: int, status: int = 200, location: str | None = None) -> Response:
    document = dump_author(authors.get(session, author_id))
    session.commit()
    return respond_with_record(document, status, location)
