"""`/api/changesets`: what was written together, and how to take it back. For librarians."""

from typing import Any

from flask import Response, g

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import CREDENTIALS
from catalogue.api.change_jobs import queue_job
from catalogue.api.responses import respond_with_document, respond_with_page
from catalogue.extensions import begin_read, begin_write, db
from catalogue.schemas.changes import (
    ChangeSchema,
    ChangeSetSchema,
    PreviewQuery,
    UndoSchema,
    dump_change,
    dump_change_set,
    dump_undo,
)
from catalogue.schemas.jobs import JobSchema
from catalogue.schemas.queries import PageQuery
from catalogue.services import change_sets, undo

bp = ApiBlueprint("changesets", "Imports, renames and other changes that belong together; librarians may see them")

UNKNOWN = "There is no such change set"


bp.before_request(authenticate_readers)


@bp.route("", methods=["GET"])
@bp.arguments(PageQuery, location="query")
@bp.document_response(200, ChangeSetSchema(many=True), "One page of the sets")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong")
def list_change_sets(query: dict[str, Any]) -> Response:
    """List change sets, the newest first."""
    return respond_with_page(change_sets.list_sets(begin_read(), query["page"], query["per_page"]), dump_change_set)


@bp.route("/<id:set_id>", methods=["GET"])
@bp.document_response(200, ChangeSetSchema, "The set")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def get_change_set(set_id: int) -> Response:
    """Read a change set."""
    return respond_with_document(dump_change_set(change_sets.get(begin_read(), set_id)))


@bp.route("/<id:set_id>/changes", methods=["GET"])
@bp.arguments(PageQuery, location="query")
@bp.document_response(200, ChangeSchema(many=True), "One page of the changes")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong", s404=UNKNOWN)
def list_changes_of_set(query: dict[str, Any], set_id: int) -> Response:
    """List the changes of a set, in their order."""
    changes = change_sets.list_changes(begin_read(), set_id, query["page"], query["per_page"])
    return respond_with_page(changes, dump_change)


@bp.route("/<id:set_id>/undo", methods=["POST"])
@bp.arguments(PreviewQuery, location="query")
@bp.document_response(200, UndoSchema, "What was taken back, and what was left because it was changed since")
@bp.document_response(202, JobSchema, "More than 500 changes: the job that takes them back, or looks that over")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong", s404=UNKNOWN)
def undo_change_set(query: dict[str, Any], set_id: int) -> Response:
    """Take a change set back, as a set of its own; what was changed since stays and is listed."""
    found = change_sets.get(begin_read(), set_id)
    db.session.rollback()
    if found.n_changes > undo.AT_ONCE:
        about = {"set_id": set_id, "name": found.name, "details": found.details}
        return queue_job(undo.KIND, about | {"preview": query["preview"]})
    session = begin_write()
    document = dump_undo(undo.undo(session, set_id, actor=g.actor))
    if query["preview"]:
        session.rollback()
        document["changeset_id"] = None
    else:
        session.commit()
    return respond_with_document(document)
