"""`/desk/stocktakings/<id>/…`: the lines of a group, what to do with them, the comparison, print and CSV."""

import csv
import io
from collections.abc import Iterable

from flask import Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from catalogue.common.labels import STATUSES
from catalogue.common.spreadsheets import guard
from catalogue.desk.blueprint import bp
from catalogue.desk.change_jobs import queue_job
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.stocktaking_labels import ADVICE, DIFFERENCES, GROUPS, name_scope
from catalogue.domain.stocktakings import (
    IN_SCOPE,
    MARKS,
    Difference,
    StocktakingEntry,
    StocktakingGroup,
    StocktakingView,
)
from catalogue.domain.views import Page
from catalogue.extensions import begin_read, begin_write
from catalogue.services import batch_edits, stocktaking_comparison, stocktaking_marks, stocktakings
from catalogue.web.language import get_page_language
from catalogue.web.pager import parse_page_number

PER_PAGE = 200
MOST_PRINTED = 2000
"""Lines of a group on the printed report; the table has them all."""
MOST_LINES = 10**9
PRINTED = (
    StocktakingGroup.MISSING,
    StocktakingGroup.CAME_BACK,
    StocktakingGroup.ELSEWHERE,
    StocktakingGroup.WITHDRAWN,
    StocktakingGroup.UNKNOWN,
)
"""The groups that want a look."""


@bp.get("/stocktakings/<id:stocktaking_id>/<any({}):group>".format(", ".join(StocktakingGroup)))
def show_stocktaking_group(stocktaking_id: int, group: str) -> ResponseReturnValue:
    """Show the copies or scans of a group, page by page."""
    chosen = StocktakingGroup(group)
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    number = parse_page_number(request.args.get("page"))
    hits, total = stocktakings.read_entries(session, stocktaking, chosen, (number - 1) * PER_PAGE, PER_PAGE)
    return render_template(
        "desk/stocktaking_group.html",
        stocktaking=stocktaking,
        group=chosen,
        label=GROUPS[chosen],
        advice=ADVICE[chosen],
        page=Page(hits, total, number, PER_PAGE),
        lists={one.id: one.name for one in stocktakings.list_lists(session, stocktaking_id)},
        is_of_scans=chosen not in IN_SCOPE,
        is_markable=chosen in MARKS and stocktaking.closed_at is None,
    )


@bp.get("/stocktakings/<id:stocktaking_id>/<any({}):group>.csv".format(", ".join(StocktakingGroup)))
def export_stocktaking_group(stocktaking_id: int, group: str) -> Response:
    """Send the whole of a group as a table."""
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    entries, _total = stocktakings.read_entries(session, stocktaking, StocktakingGroup(group), 0, MOST_LINES)
    response = make_response(write_entries(entries))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f"attachment; filename=stocktaking-{stocktaking_id}-{group}.csv"
    return response


@bp.get("/stocktakings/<id:stocktaking_id>/report")
def print_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Show the report to print: the figures, then the lines of what wants a look."""
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    return render_template(
        "desk/stocktaking_report.html",
        stocktaking=stocktaking,
        scope=name_scope(stocktaking.scope),
        counts=stocktakings.count_groups(session, stocktaking),
        groups=GROUPS,
        sections=stocktakings.read_sections(session, stocktaking, PRINTED, 0, MOST_PRINTED),
        comparison=stocktaking_comparison.compare(session, stocktaking),
        differences=DIFFERENCES,
    )


@bp.get("/stocktakings/<id:stocktaking_id>/comparison")
def compare_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Show a stocktaking beside the last one of the same scope, and the copies that fared differently."""
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    comparison = stocktaking_comparison.compare(session, stocktaking)
    if comparison is None:
        abort(404)
    text = request.args.get("difference", "")
    chosen = Difference(text) if text in set(Difference) else Difference.NEWLY_MISSING
    item_ids = comparison.differences[chosen]
    number = parse_page_number(request.args.get("page"))
    some = item_ids[(number - 1) * PER_PAGE : number * PER_PAGE]
    hits = stocktaking_comparison.read_differences(session, comparison, some)
    return render_template(
        "desk/stocktaking_comparison.html",
        stocktaking=stocktaking,
        comparison=comparison,
        groups=GROUPS,
        differences=DIFFERENCES,
        chosen=chosen,
        page=Page(hits, len(item_ids), number, PER_PAGE),
    )


@bp.route("/stocktakings/<id:stocktaking_id>/mark/<any({}):group>".format(", ".join(MARKS)), methods=["GET", "POST"])
def mark_stocktaking(stocktaking_id: int, group: str) -> ResponseReturnValue:
    """Show which copies would be marked, then mark them as one change set; very many are marked by a job."""
    chosen = StocktakingGroup(group)
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    stocktaking = stocktakings.get_open(session, stocktaking_id)
    entries = stocktaking_marks.list_markable(session, stocktaking_id, chosen)
    if entries and form.validate_on_submit():
        return mark(session, stocktaking, chosen, entries)
    number = parse_page_number(request.args.get("page"))
    hits = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
    return render_form(
        "desk/stocktaking_mark.html",
        form,
        stocktaking=stocktaking,
        group=chosen,
        status=MARKS[chosen][1],
        page=Page(hits, len(entries), number, PER_PAGE),
    )


def mark(
    session: Session, stocktaking: StocktakingView, group: StocktakingGroup, entries: list[StocktakingEntry]
) -> ResponseReturnValue:
    """Mark copies, and go to the change set or the job."""
    name = f"{stocktaking.name}{_(': ')}{GROUPS[group]}"
    edit = stocktaking_marks.build_edit(group, entries, name)
    if len(edit.selection.book_ids) > batch_edits.AT_ONCE:
        session.rollback()
        job_id = queue_job(batch_edits.KIND, edit.as_json() | {"preview": False})
        return redirect(url_for(".show_change_job", job_id=job_id), 303)
    report = batch_edits.apply(session, edit, actor=g.actor)
    session.commit()
    flash(ngettext("%(num)s copy is marked.", "%(num)s copies are marked.", report.n_copies))
    return redirect(url_for(".show_change_set", set_id=report.change_set_id), 303)


def write_entries(entries: Iterable[StocktakingEntry]) -> str:
    """Return lines as CSV that spreadsheets of French machines open with a double click."""
    file = io.StringIO()
    table = csv.writer(file, delimiter=";")
    table.writerow([_("Number"), _("Title"), _("Call number"), _("Branch"), _("Status")])
    statuses = {one: label[get_page_language()] for one, label in STATUSES.items()}
    for entry in entries:
        cells = [entry.code, entry.title, entry.call_number, entry.location]
        table.writerow([*(guard(cell or "") for cell in cells), statuses[entry.status] if entry.status else ""])
    return "\ufeff" + file.getvalue()
