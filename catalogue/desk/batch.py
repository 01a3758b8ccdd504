"""`/desk/batch`: many books at once: chosen, looked over, changed as one set; larger selections by a job."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from catalogue.desk.batch_form import BatchForm, name_operation
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.import_labels import STATES
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.batch_edits import Operation
from catalogue.domain.batch_report import BatchReport, Refusal
from catalogue.domain.jobs import JobState
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write, get_live_index
from catalogue.services import batch_edits, discovery, jobs, selections, uploads
from catalogue.services.batch_edits import KIND, BatchEdit, Selection
from catalogue.services.selections import Scans
from catalogue.services.worklists import Worklist
from catalogue.web.search_form import read_heading, read_search_form

MOST_TICKED = 500
REFUSALS = {
    Refusal.INVALID: lazy_gettext("the record would break a rule:"),
    Refusal.ON_LOAN: lazy_gettext("a copy is on loan:"),
    Refusal.GONE: lazy_gettext("there is no such book any more"),
}

add_entry(BarEntry(25, "desk.edit_batch", lazy_gettext("Many at once")))


@dataclass(frozen=True, slots=True)
class ChosenBooks:
    """A selection as the page shows it: `scans` where it was scanned."""

    selection: Selection
    scans: Scans | None = None


@bp.route("/batch", methods=["GET", "POST"])
@shows_form_again
def edit_batch() -> ResponseReturnValue:
    """Show what is chosen; look over what an operation would do; do it."""
    form = BatchForm(formdata=request.form if DeskForm.is_sent() else request.args)
    is_run = DeskForm.is_sent() and "run" in request.form
    session = begin_write() if is_run else begin_read()
    try:
        chosen = choose(session, form)
    except InvalidRecord as error:
        form.codes.errors = [_("Too many at once: %(reason)s", reason=str(error))]
        chosen = ChosenBooks(Selection(()))
    if not form.validate_on_submit() or "look" in request.form:
        return show(form, chosen)
    try:
        operations = form.make_operations()
    except InvalidRecord:
        form.operations.errors = [row.form.errors for row in form.operations]
        return show(form, chosen)
    if not operations or not chosen.selection.book_ids:
        form.operations.errors = [_("Choose books, and what to do with them.")]
        return show(form, chosen)
    edit = BatchEdit(selection=chosen.selection, operations=operations, name=name_edit(operations))
    if len(edit.selection.book_ids) > batch_edits.AT_ONCE:
        session.rollback()
        return redirect(url_for(".show_batch", job_id=queue(edit, is_preview=True)), 303)
    if is_run and form.seen.data == str(edit):
        return run(session, edit)
    report = batch_edits.preview(session, edit)
    form.seen.data = str(edit)
    form.ids.data = ",".join(map(str, edit.selection.book_ids))
    form.copies.data = ",".join(map(str, sorted(edit.selection.item_ids)))
    return show(form, chosen, report)


@bp.route("/batch/<id:job_id>", methods=["GET", "POST"])
def show_batch(job_id: int) -> ResponseReturnValue:
    """Show how far a job is and what came of it; what was looked over is done from here."""
    form = DeskForm()
    session = begin_read()
    job = jobs.get(session, job_id, KIND)
    report = BatchReport(**job.result) if job.result else None
    is_ready = job.parameters["preview"] and job.state is JobState.DONE
    edit = batch_edits.edit_from_json({name: v for name, v in job.parameters.items() if name != "preview"})
    if is_ready and form.validate_on_submit():
        session.rollback()
        return redirect(url_for(".show_batch", job_id=queue(edit, is_preview=False)), 303)
    context = {"job": job, "report": report, "edit": edit, "is_ready": is_ready, "state": STATES[job.state]}
    return render_form("desk/batch_job.html", form, refusals=REFUSALS, **context)


@bp.post("/batch/<id:job_id>/cancel")
def cancel_batch(job_id: int) -> ResponseReturnValue:
    """Stop a job after the books that are being written."""
    session = begin_write()
    jobs.request_cancel(session, job_id, KIND)
    session.commit()
    flash(_("It stops after the books that are being written. What is done stays, and can be taken back."))
    return redirect(url_for(".show_batch", job_id=job_id), 303)


def choose(session: Session, form: BatchForm) -> ChosenBooks:
    """Return the selection of a form or an address: looked over before, ticked, found, on a worklist, or scanned.

    :raises InvalidRecord: when it is too large.
    """
    sent = request.form if DeskForm.is_sent() else request.args
    if form.ids.data and "run" in sent:
        return ChosenBooks(Selection(read_numbers(form.ids.data), frozenset(read_numbers(form.copies.data or ""))))
    if ticked := read_numbers(",".join(sent.getlist("book")[:MOST_TICKED])):
        return ChosenBooks(Selection(selections.check_size(ticked)))
    if form.worklist.data:
        if form.worklist.data not in set(Worklist):
            abort(404)
        found = selections.list_worklist(session, Worklist(form.worklist.data))
        return ChosenBooks(Selection(selections.check_size(found)))
    if "search" in sent:
        arguments = MultiDict(parse_qsl(form.search.data or ""))
        request_ = read_search_form(arguments, read_heading(arguments.get("heading", ""))).build_request()
        return ChosenBooks(Selection(selections.check_size(discovery.find_ids(get_live_index(), request_))))
    scans = selections.read_codes(session, form.codes.data or "")
    return ChosenBooks(scans.as_selection(), scans)


def read_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list with commas; what is none is left out."""
    parts = (part for part in text.split(",") if part.isascii() and part.isdigit() and len(part) < 19)
    return tuple(dict.fromkeys(map(int, parts)))


def name_edit(operations: tuple[Operation, ...]) -> str:
    """Return what the change set of operations is called."""
    return "; ".join(map(name_operation, operations))


def queue(edit: BatchEdit, *, is_preview: bool) -> int:
    """Queue a job that looks over an edit or does it, and return its number."""
    session = begin_write()
    host = uploads.find_host_id(current_app.config["UPLOAD_FOLDER"])
    parameters = edit.as_json() | {"preview": is_preview}
    job_id = jobs.create(session, KIND, parameters, host=host, actor=g.actor)
    session.commit()
    return job_id


def run(session: Session, edit: BatchEdit) -> ResponseReturnValue:
    """Do an edit, and go to its change set."""
    report = batch_edits.apply(session, edit, actor=g.actor)
    session.commit()
    n_written = report.n_changed + report.n_deleted
    flash(ngettext("%(num)s book is changed.", "%(num)s books are changed.", n_written))
    if report.n_refused:
        flash(ngettext("%(num)s stays as it is.", "%(num)s stay as they are.", report.n_refused), "warning")
    if report.change_set_id is None:
        flash(_("There was nothing to change."), "warning")
        return redirect(url_for(".edit_batch"), 303)
    return redirect(url_for(".show_change_set", set_id=report.change_set_id), 303)


def show(form: BatchForm, chosen: ChosenBooks, report: BatchReport | None = None) -> ResponseReturnValue:
    """Return the page of the form."""
    sent = request.form if DeskForm.is_sent() else request.args
    ticked = read_numbers(",".join(sent.getlist("book")[:MOST_TICKED]))
    context = {"chosen": chosen, "ticked": ticked, "report": report, "is_search": "search" in sent and not ticked}
    return render_form("desk/batch.html", form, refusals=REFUSALS, at_once=batch_edits.AT_ONCE, **context)
