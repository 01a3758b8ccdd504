"""`/desk/batch`: many books at once: chosen, looked over, changed as one set; larger selections by a job."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from catalogue.desk.batch_form import BatchForm
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.change_jobs import REFUSALS, queue_job
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.batch_report import BatchReport
from catalogue.domain.scans import split_codes
from catalogue.domain.worklists import Worklist
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write, get_live_index
from catalogue.services import batch_edits, discovery, scans, selections
from catalogue.services.batch_edits import KIND, BatchEdit, Selection
from catalogue.services.selections import Scans
from catalogue.web.search_form import read_heading, read_search_form

MOST_TICKED = 500

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
    edit = BatchEdit(selection=chosen.selection, operations=operations)
    if len(edit.selection.book_ids) > batch_edits.AT_ONCE:
        session.rollback()
        return redirect(url_for(".show_change_job", job_id=queue_job(KIND, edit.as_json() | {"preview": True})), 303)
    if is_run and form.seen.data == str(edit):
        return run(session, edit)
    report = batch_edits.preview(session, edit)
    form.seen.data = str(edit)
    form.ids.data = ",".join(map(str, edit.selection.book_ids))
    form.copies.data = ",".join(map(str, sorted(edit.selection.item_ids)))
    return show(form, chosen, report)


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
    if kept := read_numbers(sent.get("scan_list", "")):
        form.codes.data = "\n".join(line.match.code for line in scans.read_lines(session, kept[0]))
    read = selections.read_codes(session, split_codes(form.codes.data or ""))
    return ChosenBooks(read.as_selection(), read)


def read_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list with commas; what is none is left out."""
    parts = (part for part in text.split(",") if part.isascii() and part.isdigit() and len(part) < 19)
    return tuple(dict.fromkeys(map(int, parts)))


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
