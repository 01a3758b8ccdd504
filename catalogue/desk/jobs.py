"""`/desk/jobs`: the work in the background, what is under way and what has ended, with a button that stops it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from catalogue.desk.blueprint import bp
from catalogue.desk.change_jobs import name_job
from catalogue.desk.import_labels import STATES
from catalogue.extensions import begin_read
from catalogue.services import batch_edits, heading_jobs, imports, jobs, undo
from catalogue.web.pager import parse_page_number

PER_PAGE = 20
KINDS = {
    imports.KIND: lazy_gettext("Import of a file"),
    batch_edits.KIND: lazy_gettext("Many at once"),
    undo.KIND: lazy_gettext("Undo"),
    heading_jobs.KIND: lazy_gettext("Correction of a heading"),
}


@bp.get("/jobs")
def list_jobs() -> ResponseReturnValue:
    """List the jobs, the newest first."""
    page = jobs.list_(begin_read(), KINDS, parse_page_number(request.args.get("page")), PER_PAGE)
    return render_template("desk/jobs.html", page=page, kinds=KINDS, states=STATES, name_job=name_job)
