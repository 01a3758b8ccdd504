"""`/desk/changesets/jobs/<id>`: how far a change of many records or an undo is, and what came of it."""

from typing import Any

from flask import current_app, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from catalogue.desk.audit import KINDS as RECORD_KINDS
from catalogue.desk.blueprint import bp
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.import_labels import STATES
from catalogue.desk.obstacles import OBSTACLES
from catalogue.desk.set_names import name_by_details
from catalogue.domain.batch_report import BatchReport, Refusal
from catalogue.domain.changes import undo_from_json
from catalogue.domain.jobs import JobState, JobView
from catalogue.extensions import begin_read, begin_write
from catalogue.services import batch_edits, heading_jobs, jobs, undo, uploads

STOPPABLE = (batch_edits.KIND, undo.KIND)
"""The kinds of jobs that can be stopped half-way; books half of which follow a heading would be of no use."""
KINDS = (*STOPPABLE, heading_jobs.KIND)
REFUSALS = {
    Refusal.INVALID: lazy_gettext("the record would break a rule:"),
    Refusal.ON_LOAN: lazy_gettext("a copy is on loan:"),
    Refusal.GONE: lazy_gettext("there is no such book any more"),
}


@bp.route("/changesets/jobs/<id:job_id>", methods=["GET", "POST"])
def show_change_job(job_id: int) -> ResponseReturnValue:
    """Show how far a job is and what came of it; what was looked over is done from here."""
    form = DeskForm()
    session = begin_read()
    job = jobs.get(session, job_id, *KINDS)
    is_ready = job.parameters["preview"] and job.state is JobState.DONE
    if is_ready and form.validate_on_submit():
        session.rollback()
        job_id = queue_job(job.kind, job.parameters | {"preview": False})
        return redirect(url_for(".show_change_job", job_id=job_id), 303)
    context: dict[str, Any] = {"job": job, "name": name_job(job), "is_ready": is_ready, "state": STATES[job.state]}
    if job.result and job.kind == undo.KIND:
        context["undo"] = undo_from_json(job.result)
    elif job.result and job.kind == batch_edits.KIND:
        context["report"] = BatchReport(**job.result)
    context |= {"refusals": REFUSALS, "obstacles": OBSTACLES, "kinds": RECORD_KINDS}
    return render_form("desk/change_job.html", form, **context)


@bp.post("/changesets/jobs/<id:job_id>/cancel")
def cancel_change_job(job_id: int) -> ResponseReturnValue:
    """Stop a job after the records that are being written."""
    session = begin_write()
    jobs.request_cancel(session, job_id, *STOPPABLE)
    session.commit()
    flash(_("It stops after the books that are being written. What is done stays, and can be taken back."))
    return redirect(url_for(".show_change_job", job_id=job_id), 303)


def queue_job(kind: str, parameters: dict[str, Any]) -> int:
    """Queue a job that changes many records or looks that over, and return its number."""
    session = begin_write()
    job_id = jobs.create(session, kind, parameters, host=find_host(), actor=g.actor)
    session.commit()
    return job_id


def find_host() -> str:
    """Return what tells this host from others: it does the jobs that are queued here."""
    return uploads.find_host_id(current_app.config["UPLOAD_FOLDER"])


def name_job(job: JobView) -> str:
    """Return what a job is about: the name of its change set."""
    details = job.parameters.get("details") if job.kind == undo.KIND else job.parameters
    given = str(job.parameters["name"])
    return given if given and job.kind == batch_edits.KIND else name_by_details(details) or given
