"""`/api/subjects`."""

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
from catalogue.domain.headings import HeadingQuery, SubjectRecord
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.headings import (
    StoredSubjectSchema,
    SubjectPatchSchema,
    SubjectReplacementSchema,
    SubjectSchema,
    dump_subject,
)
from catalogue.schemas.queries import HeadingListQuery
from catalogue.schemas.stored_records import Replacement
from catalogue.services import heading_jobs
from catalogue.services.headings import subjects

bp = ApiBlueprint("subjects", "Subject headings")

UNKNOWN = "There is no such subject"
TAKEN = "Another subject has this name, or a read-only member says what is not so"
STALE = "The subject is at another revision than `If-Match` says"


@bp.route("", methods=["GET"])
@bp.arguments(HeadingListQuery, location="query")
@bp.document_response(200, StoredSubjectSchema(many=True), "One page of the subjects")
@bp.document_problems(s400="A parameter is unknown or wrong")
def list_subjects(query: dict[str, Any]) -> Response:
    """List subjects, by name or by number of books."""
    chosen = HeadingQuery(query.get("name"), query["sort"])
    return respond_with_page(subjects.list_(begin_read(), chosen, query["page"], query["per_page"]), dump_subject)


@bp.route("", methods=["POST"])
@bp.arguments(SubjectSchema)
@bp.document_response(201, StoredSubjectSchema, "The subject, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s409=TAKEN)
def create_subject(record: SubjectRecord) -> Response:
    """Add a subject."""
    session = begin_write()
    subject_id = subjects.create(session, record, actor=g.actor)
    return _commit_and_respond(session, subject_id, 201, f"/api/subjects/{subject_id}")


@bp.route("/<id:subject_id>", methods=["GET"])
@bp.document_response(200, StoredSubjectSchema, "The subject; 304 with `If-None-Match`")
@bp.document_problems(s400="There are no parameters here", s404=UNKNOWN)
def get_subject(subject_id: int) -> Response:
    """Read a subject; 301 to the one that it was merged into."""
    session = begin_read()
    try:
        return respond_with_record(dump_subject(subjects.get(session, subject_id)))
    except NotFound:
        return redirect_to_merged(session, RecordKind.SUBJECT, subject_id, "/api/subjects")


@bp.route("/<id:subject_id>", methods=["PUT"])
@bp.arguments(SubjectReplacementSchema)
@bp.document_response(200, StoredSubjectSchema, "The subject, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def replace_subject(replacement: Replacement, subject_id: int) -> Response:
    """Replace a subject; a new name reaches every book under it."""
    session = begin_write()
    record = accept_replacement("subject", replacement, lambda: dump_subject(subjects.get(session, subject_id)))
    return _store_and_respond(session, subject_id, record)


@bp.route("/<id:subject_id>", methods=["PATCH"])
@bp.accept_patch(SubjectPatchSchema)
@bp.document_response(200, StoredSubjectSchema, "The subject, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def patch_subject(patch: dict[str, Any], subject_id: int) -> Response:
    """Change some members of a subject: a JSON Merge Patch (RFC 7396), null takes a member away."""
    session = begin_write()
    current = dump_subject(subjects.get(session, subject_id))
    return _store_and_respond(session, subject_id, apply_patch("subject", SubjectReplacementSchema(), current, patch))


@bp.route("/<id:subject_id>", methods=["DELETE"])
@bp.document_response(204, text="The subject is gone")
@bp.document_problems(
    **CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN, s409="Books are under it", s412=STALE
)
def delete_subject(subject_id: int) -> Response:
    """Delete a subject under which there is no book."""
    session = begin_write()
    subjects.delete(session, subject_id, actor=g.actor, expected=parse_if_match())
    session.commit()
    return respond_with_no_content()


def _store_and_respond(session: Session, subject_id: int, record: SubjectRecord) -> Response:
    guards = {"find_host": find_host, "actor": g.actor, "expected": parse_if_match()}
    heading_jobs.replace(session, RecordKind.SUBJECT, subject_id, record, **guards)
    return _commit_and_respond(session, subject_id)


def _commit_and_respond(session: Session, subject_id: int, status: int = 200, location: str | None = None) -> Response:
    document = dump_subject(subjects.get(session, subject_id))
    session.commit()
    return respond_with_record(document, status, location)
