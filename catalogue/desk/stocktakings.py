"""`/desk/stocktakings`: begun with a scope, scanned by several people, looked over, closed."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import limit
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.desk.stocktaking_labels import ADVICE, GROUPS, list_audiences, list_materials, name_scope
from catalogue.domain.items import ItemStatus
from catalogue.domain.stocktakings import IN_SCOPE, MARKS, StocktakingGroup, StocktakingScope, scope_from_json
from catalogue.domain.text import squeeze
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write
from catalogue.services import scans, stocktaking_comparison, stocktaking_marks, stocktakings

SCOPE_FAULTS = {
    "call_number_to": lazy_gettext("The range ends before it begins."),
}


class SelectMultipleCheckboxField(SelectMultipleField):
    """Several of a few values, each with a box to tick."""

    option_widget = CheckboxInput()


class StocktakingForm(DeskForm):
    """A stocktaking about to begin; `seen` is the scope whose copies were counted."""

    name = StringField(
        lazy_gettext("Name of the stocktaking"), [InputRequired(MISSING), limit(100)], render_kw={"autocomplete": "off"}
    )
    location = SelectField(lazy_gettext("Branch"), default="")
    audiences = SelectMultipleCheckboxField(lazy_gettext("Sections"))
    materials = SelectMultipleCheckboxField(lazy_gettext("Kinds of document"))
    call_number_from = StringField(lazy_gettext("Call numbers from"), [limit(64)], render_kw={"autocomplete": "off"})
    call_number_to = StringField(lazy_gettext("to"), [limit(64)], render_kw={"autocomplete": "off"})

    def offer_choices(self, session: Session) -> None:
        """Fill in branches, sections and kinds of document."""
        branches = [(branch, branch) for branch in stocktakings.list_branches(session)]
        self.location.choices = [("", _("All branches")), *branches]
        self.audiences.choices = list_audiences()
        self.materials.choices = list_materials()

    def make_scope(self) -> StocktakingScope | None:
        """Return the scope; None, with the errors beside the fields, when it cannot be."""
        texts = {name: squeeze(self[name].data or "") or None for name in ("call_number_from", "call_number_to")}
        lists = {name: list(self[name].data or ()) for name in ("audiences", "materials")}
        try:
            return scope_from_json({"location": self.location.data or None} | texts | lists)
        except InvalidRecord as error:
            for fault in error.errors:
                self[fault.field].errors = [SCOPE_FAULTS.get(fault.field, _("This cannot be used."))]
            return None


@bp.get("/stocktakings")
def list_stocktakings() -> ResponseReturnValue:
    """List the stocktakings, the newest first."""
    found = stocktakings.list_stocktakings(begin_read())
    return render_template("desk/stocktakings.html", stocktakings=found, name_scope=name_scope)


@bp.route("/stocktakings/new", methods=["GET", "POST"])
@shows_form_again
def begin_stocktaking() -> ResponseReturnValue:
    """Choose a scope, count its copies, and begin."""
    is_run = DeskForm.is_sent() and "run" in request.form
    session = begin_write() if is_run else begin_read()
    form = StocktakingForm()
    form.offer_choices(session)
    counts: dict[ItemStatus, int] | None = None
    if form.validate_on_submit() and (scope := form.make_scope()) is not None:
        if is_run:
            stocktaking_id = stocktakings.begin(session, form.name.data, scope, actor=g.actor)
            session.commit()
            return redirect(url_for(".show_stocktaking", stocktaking_id=stocktaking_id), 303)
        counts = stocktakings.count_scope(session, scope)
    return render_form("desk/stocktaking_new.html", form, counts=counts)


@bp.get("/stocktakings/<id:stocktaking_id>")
def show_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Show how far a stocktaking is: who scans, and how many each group has."""
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    counts = stocktakings.count_groups(session, stocktaking)
    lists = stocktakings.list_lists(session, stocktaking_id)
    own_ids = {one.id for one in lists}
    return render_template(
        "desk/stocktaking.html",
        stocktaking=stocktaking,
        scope=name_scope(stocktaking.scope),
        counts=counts,
        groups=GROUPS,
        advice=ADVICE,
        marks=MARKS,
        n_items=sum(counts[group] for group in IN_SCOPE),
        n_seen=counts[StocktakingGroup.FOUND] + counts[StocktakingGroup.CAME_BACK],
        lists=lists,
        other_lists=[one for one in scans.list_lists(session) if one.id not in own_ids][:50],
        before=stocktaking_comparison.find_before(session, stocktaking),
    )


@bp.post("/stocktakings/<id:stocktaking_id>/scan")
def scan_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Open the list that whoever asks scans into, which is begun if there is none."""
    session = begin_write()
    list_id = stocktakings.begin_list(session, stocktaking_id, actor=g.actor)
    session.commit()
    return redirect(url_for(".show_scan_list", list_id=list_id), 303)


@bp.post("/stocktakings/<id:stocktaking_id>/lists")
def add_stocktaking_list(stocktaking_id: int) -> ResponseReturnValue:
    """Have a list that was scanned before belong to a stocktaking."""
    session = begin_write()
    text = request.form.get("scan_list", "")
    list_id = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    stocktakings.add_list(session, stocktaking_id, list_id)
    session.commit()
    return redirect(url_for(".show_stocktaking", stocktaking_id=stocktaking_id), 303)


@bp.route("/stocktakings/<id:stocktaking_id>/close", methods=["GET", "POST"])
def close_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Ask whether a stocktaking shall end, then keep its results."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    if not form.validate_on_submit():
        context: dict[str, Any] = {"stocktaking": stocktakings.get_open(session, stocktaking_id)}
        context["n_markable"] = len(stocktaking_marks.list_markable(session, stocktaking_id, StocktakingGroup.MISSING))
        return render_form("desk/stocktaking_close.html", form, **context)
    stocktakings.close(session, stocktaking_id)
    session.commit()
    flash(_("The stocktaking is closed. Its results stay as they are."))
    return redirect(url_for(".show_stocktaking", stocktaking_id=stocktaking_id), 303)


@bp.route("/stocktakings/<id:stocktaking_id>/delete", methods=["GET", "POST"])
def delete_stocktaking(stocktaking_id: int) -> ResponseReturnValue:
    """Ask whether a stocktaking shall go, then delete it with its results."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    if not form.validate_on_submit():
        return render_form("desk/stocktaking_delete.html", form, stocktaking=stocktaking)
    stocktakings.delete(session, stocktaking_id)
    session.commit()
    flash(_("The stocktaking “%(name)s” is deleted.", name=stocktaking.name))
    return redirect(url_for(".list_stocktakings"), 303)
