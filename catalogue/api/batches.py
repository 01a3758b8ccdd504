"""`POST /api/changesets`: many books are changed at once; a large number of them by a job, which is asked for here."""

from typing import Any

from flask import Response, g

from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.change_jobs import queue_job
from catalogue.api.change_sets import bp
from catalogue.api.responses import respond_with_document
from catalogue.domain.scans import clean_code
from catalogue.errors import FieldError, InvalidRecord
from catalogue.extensions import begin_read, begin_write, db, get_live_index
from catalogue.public_address import build_public_address
from catalogue.schemas.batches import BatchEditSchema, BatchReportSchema, dump_batch_report
from catalogue.schemas.changes import PreviewQuery
from catalogue.schemas.jobs import JobSchema, dump_job
from catalogue.services import batch_edits, discovery, heading_jobs, jobs, selections, undo
from catalogue.services.batch_edits import KIND, BatchEdit, Selection

__all__ = ["bp"]

STOPPABLE = (KIND, undo.KIND)
KINDS = (*STOPPABLE, heading_jobs.KIND)
"""The kinds of jobs that write change sets, and those of them that can be stopped half-way."""
UNKNOWN = "There is no such job"


@bp.route("", methods=["POST"])
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(BatchEditSchema)
@bp.document_response(200, BatchReportSchema, "What would be done, or that there was nothing to change")
@bp.document_response(201, BatchReportSchema, "What was done; `Location` is the change set")
@bp.document_response(202, JobSchema, "More than 500 books: the job that does it, or looks it over")
@bp.document_problems(**CREDENTIALS, **BAD_BODY)
def create_change_set(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Change many books at once: all that a filter finds, by operations, as one set that can be undone."""
    edit = BatchEdit(
        selection=_select(body["filter"]), operations=tuple(body["operations"]), name=body.get("name") or ""
    )
    return answer_with_edit(edit, is_preview=query["preview"])


def answer_with_edit(edit: BatchEdit, *, is_preview: bool) -> Response:
    """Do an edit, look it over, or queue it where it is large."""
    if len(edit.selection.book_ids) > batch_edits.AT_ONCE:
        return queue_job(KIND, edit.as_json() | {"preview": is_preview})
    if is_preview:
        return respond_with_document(dump_batch_report(batch_edits.preview(begin_read(), edit)))
    session = begin_write()
    report = batch_edits.apply(session, edit, actor=g.actor)
    session.commit()
    response = respond_with_document(dump_batch_report(report))
    if report.change_set_id is not None:
        response.status_code = 201
        response.headers["Location"] = build_public_address(f"/api/changesets/{report.change_set_id}")
    return response


@bp.route("/jobs/<id:job_id>", methods=["GET"])
@bp.document_response(200, JobSchema, "The job: how far it is, and what came of it")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def get_change_job(job_id: int) -> Response:
    """Read a job that writes a change set."""
    return respond_with_document(dump_job(jobs.get(begin_read(), job_id, *KINDS)))


@bp.route("/jobs/<id:job_id>/cancel", methods=["POST"])
@bp.document_response(200, JobSchema, "The job, which stops after the records that are being written")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def cancel_change_job(job_id: int) -> Response:
    """Stop a job that writes a change set; what it has written stays, and can be undone."""
    session = begin_write()
    jobs.request_cancel(session, job_id, *STOPPABLE)
    document = dump_job(jobs.get(session, job_id, *KINDS))
    session.commit()
    return respond_with_document(document)


def _select(chosen: dict[str, Any]) -> Selection:
    """Return the books that a filter means. :raises InvalidRecord: when there are too many."""
    if "ids" in chosen:
        return Selection(selections.check_size(chosen["ids"]))
    if "search" in chosen:
        return Selection(selections.check_size(discovery.find_ids(get_live_index(), chosen["search"])))
    scans = selections.read_codes(begin_read(), [clean_code(code) for code in chosen["codes"]])
    db.session.rollback()
    if scans.unknown:
        raise InvalidRecord(*(FieldError("filter.codes", f"unknown: {code}") for code in scans.unknown[:20]))
    return scans.as_selection()
