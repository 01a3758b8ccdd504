"""`/desk/scans`: one field for a scanner, and lists of what was scanned that are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import limit
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.desk.stocktaking_labels import GROUPS
from catalogue.domain.scans import ScanLine, ScanMeaning, ScanState, split_codes
from catalogue.domain.stocktakings import StocktakingGroup
from catalogue.domain.views import Page
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write
from catalogue.services import scans, stocktakings
from catalogue.web.pager import parse_page_number

PER_PAGE = 200
STATES = {
    ScanState.COPY: lazy_gettext("In the list"),
    ScanState.BOOK: lazy_gettext("Several copies: scan the barcode of one"),
    ScanState.DOUBLE: lazy_gettext("Scanned before"),
    ScanState.UNKNOWN: lazy_gettext("Not in the catalogue"),
}


class NewListForm(DeskForm):
    """A list about to begin."""

    name = StringField(
        lazy_gettext("Name of the list"), [InputRequired(MISSING), limit(100)], render_kw={"autocomplete": "off"}
    )


class ScanForm(DeskForm):
    """What a scanner types into: a code and Enter. A text with several lines is several codes."""

    codes = StringField(
        lazy_gettext("Scan here"),
        render_kw={"autocomplete": "off", "autofocus": True, "autocapitalize": "off", "spellcheck": "false"},
    )
    pasted = TextAreaField(lazy_gettext("Codes from a file or a scanner with a memory, one a line"))


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list as its page has it, newest first: those that cannot be used apart, with how many they are in all."""

    good: Page[ScanLine]
    unknown: list[ScanLine]
    doubles: list[ScanLine]
    n_unknown: int
    n_doubles: int
    last: ScanMeaning | None


@bp.route("/scans", methods=["GET", "POST"])
@shows_form_again
def list_scan_lists() -> ResponseReturnValue:
    """List the lists of scans, and begin a new one."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    form = NewListForm()
    if form.validate_on_submit():
        try:
            list_id = scans.create_list(session, form.name.data, actor=g.actor)
        except InvalidRecord:
            form.name.errors = [_("1 to 100 letters.")]
        else:
            session.commit()
            return redirect(url_for(".show_scan_list", list_id=list_id), 303)
    return render_form("desk/scan_lists.html", form, lists=scans.list_lists(session))


@bp.route("/scans/<id:list_id>", methods=["GET", "POST"])
@shows_form_again
def show_scan_list(list_id: int) -> ResponseReturnValue:
    """Show a list, and add what is scanned; a script is answered with the lines as JSON."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    form = ScanForm()
    if form.validate_on_submit():
        try:
            codes = split_codes(f"{form.codes.data or ''}\n{form.pasted.data or ''}")
            lines = scans.add_scans(session, list_id, codes, actor=g.actor)
        except InvalidRecord:
            form.pasted.errors = [_("At most %(most)s codes at a time.", most=scans.MOST_CODES)]
        else:
            remarks = stocktakings.find_remarks(session, list_id, lines)
            session.commit()
            return answer_script(list_id, lines, remarks) if is_script() else answer_form(list_id, lines, remarks)
    page = read_page(session, list_id, parse_page_number(request.args.get("page")))
    form.codes.data, form.pasted.data = "", form.pasted.data if form.errors else ""
    return render_form(
        "desk/scan_list.html",
        form,
        scan_list=scans.get_list(session, list_id),
        stocktaking=stocktakings.find_stocktaking(session, list_id),
        lines=page,
        states=STATES,
        groups=GROUPS,
        remarks=stocktakings.find_remarks(session, list_id, page.good.hits),
    )


@bp.post("/scans/<id:list_id>/remove")
def remove_scan(list_id: int) -> ResponseReturnValue:
    """Take one line out of a list."""
    session = begin_write()
    text = request.form.get("scan", "")
    scan_id = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    scans.remove_scan(session, list_id, scan_id)
    session.commit()
    return Response(status=204) if is_script() else redirect(url_for(".show_scan_list", list_id=list_id), 303)


@bp.route("/scans/<id:list_id>/delete", methods=["GET", "POST"])
def delete_scan_list(list_id: int) -> ResponseReturnValue:
    """Ask whether a list shall go, then delete it."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    scan_list = scans.get_list(session, list_id)
    if not form.validate_on_submit():
        return render_form("desk/scan_list_delete.html", form, scan_list=scan_list)
    scans.delete_list(session, list_id)
    session.commit()
    flash(_("The list “%(name)s” is deleted.", name=scan_list.name))
    return redirect(url_for(".list_scan_lists"), 303)


def read_page(session: Session, list_id: int, number: int) -> ListPage:
    """Return what the page of a list shows; titles are read of the lines that are shown alone."""
    all_states = scans.list_states(session, list_id)
    newest = all_states[::-1]
    unknown = [pair for pair in newest if pair[1] is ScanState.UNKNOWN]
    doubles = [pair for pair in newest if pair[1] is ScanState.DOUBLE]
    good = [pair for pair in newest if pair[1] in {ScanState.COPY, ScanState.BOOK}]
    shown = [good[(number - 1) * PER_PAGE : number * PER_PAGE], unknown[:PER_PAGE], doubles[:PER_PAGE]]
    good_lines, unknown_lines, double_lines = (scans.describe(session, some) for some in shown)
    return ListPage(
        Page(good_lines, len(good), number, PER_PAGE),
        unknown_lines,
        double_lines,
        len(unknown),
        len(doubles),
        newest[0][0] if newest else None,
    )


def is_script() -> bool:
    """Return whether a script of ours asks rather than a form."""
    return request.accept_mimetypes.best == "application/json"


def answer_script(list_id: int, lines: list[ScanLine], remarks: Mapping[int, StocktakingGroup]) -> ResponseReturnValue:
    """Return each line with its state and the row that the page shows."""
    context = {"list_id": list_id, "states": STATES, "groups": GROUPS, "remarks": remarks}
    rows = [
        {
            "id": line.id,
            "state": line.state,
            "has_remark": line.id in remarks,
            "row": render_template("desk/_scan_row.html", line=line, **context),
        }
        for line in lines
    ]
    return jsonify(rows)


def answer_form(list_id: int, lines: list[ScanLine], remarks: Mapping[int, StocktakingGroup]) -> ResponseReturnValue:
    """Say what could not be used, and show the list again with the field ready for the next scan."""
    for state in (ScanState.UNKNOWN, ScanState.DOUBLE, ScanState.BOOK):
        codes = [line.match.code for line in lines if line.state is state]
        if codes:
            flash(f"{STATES[state]}{_(': ')}{', '.join(codes[:20])}", "warning")
    for group in dict.fromkeys(remarks.values()):
        codes = [line.match.code for line in lines if remarks.get(line.id) is group]
        flash(f"{GROUPS[group]}{_(': ')}{', '.join(codes[:20])}", "warning")
    if len(lines) > 1:
        flash(ngettext("%(num)s code was added.", "%(num)s codes were added.", len(lines)))
    return redirect(url_for(".show_scan_list", list_id=list_id), 303)
