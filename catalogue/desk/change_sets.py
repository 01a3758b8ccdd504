"""`/desk/changesets`: imports, renames and other changes that belong together, and their undo."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from catalogue.desk.audit import ACTIONS, KINDS
from catalogue.desk.blueprint import bp
from catalogue.desk.change_jobs import queue_job
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.desk.obstacles import OBSTACLES
from catalogue.domain.changes import ChangeSetView
from catalogue.extensions import begin_read, begin_write, db
from catalogue.models import SetKind
from catalogue.services import change_sets, jobs, undo
from catalogue.web.pager import parse_page_number

PER_PAGE = 20
SET_KINDS = {
    SetKind.IMPORT: lazy_gettext("Import of a file"),
    SetKind.REMOVAL: lazy_gettext("Removal"),
    SetKind.RENAME: lazy_gettext("Correction of a heading"),
    SetKind.MERGE: lazy_gettext("Merge"),
    SetKind.BATCH: lazy_gettext("Many at once"),
    SetKind.UNDO: lazy_gettext("Undo"),
}

add_entry(BarEntry(40, "desk.list_change_sets", lazy_gettext("Change sets")))


@bp.get("/changesets")
def list_change_sets() -> ResponseReturnValue:
    """List the sets, newest first."""
    session = begin_read()
    page = change_sets.list_sets(session, parse_page_number(request.args.get("page")), PER_PAGE)
    n_waiting = jobs.count_waiting(session)
    return render_template("desk/change_sets.html", page=page, set_kinds=SET_KINDS, n_waiting=n_waiting)


@bp.get("/changesets/<id:set_id>")
def show_change_set(set_id: int) -> ResponseReturnValue:
    """Show each change of a set."""
    session = begin_read()
    found = change_sets.get(session, set_id)
    page = change_sets.list_changes(session, set_id, parse_page_number(request.args.get("page")), PER_PAGE)
    context = {"set_kinds": SET_KINDS, "kinds": KINDS, "actions": ACTIONS}
    return render_template("desk/change_set.html", change_set=found, page=page, **context)


@bp.route("/changesets/<id:set_id>/undo", methods=["GET", "POST"])
def undo_change_set(set_id: int) -> ResponseReturnValue:
    """Show what an undo would bring back and what it would leave, then do it."""
    form = DeskForm()
    if (found := change_sets.get(begin_read(), set_id)).n_changes > undo.AT_ONCE:
        db.session.rollback()
        return undo_in_background(form, found)
    db.session.rollback()
    session = begin_write()
    result = undo.undo(session, set_id, actor=g.actor)
    if not form.validate_on_submit():
        session.rollback()
        context = {"change_set": found, "undo": result, "set_kinds": SET_KINDS, "kinds": KINDS, "obstacles": OBSTACLES}
        return render_form("desk/undo.html", form, **context)
    session.commit()
    flash(ngettext("%(num)s record is as it was.", "%(num)s records are as they were.", result.n_records))
    if result.conflicts:
        text = ngettext("%(num)s record stays as it is.", "%(num)s records stay as they are.", len(result.conflicts))
        flash(text, "warning")
    if result.change_set_id is None:
        flash(_("There was nothing left to take back."), "warning")
    return redirect(url_for(".show_change_set", set_id=result.change_set_id or set_id), 303)


def undo_in_background(form: DeskForm, found: ChangeSetView) -> ResponseReturnValue:
    """Ask whether a large set shall be looked over by a job, then queue it; it is undone from the page of the job."""
    if not form.validate_on_submit():
        return render_form("desk/undo.html", form, change_set=found, undo=None)
    job_id = queue_job(undo.KIND, {"set_id": found.id, "name": found.name, "details": found.details, "preview": True})
    return redirect(url_for(".show_change_job", job_id=job_id), 303)
