"""`/desk/deposits`: what belongs to another library, what has to go back, and giving it back."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Optional

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import limit
from catalogue.desk.chosen_copies import CopiesForm, open_form
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.extensions import begin_read, begin_write
from catalogue.services import deposits, scans

MOST_SHOWN = 500


class DepositForm(CopiesForm):
    """Which copies are a deposit, whose, from when to when."""

    owner = StringField(lazy_gettext("Whose they are"), [InputRequired(MISSING), limit(100)])
    deposited_on = DateField(lazy_gettext("Deposited on"), [InputRequired(MISSING)])
    return_by = DateField(lazy_gettext("To be given back by"), [Optional()])


@bp.get("/deposits")
def list_deposits() -> ResponseReturnValue:
    """List the deposits by owner and day, and what has to go back by a day."""
    session = begin_read()
    try:
        by = date.fromisoformat(request.args.get("by", ""))
    except ValueError:
        by = date.today()
    owner = request.args.get("owner", "")[:100]
    due = deposits.list_due(session, owner or None, by)
    titles = scans.read_titles(session, {item.book_id for item in due})
    return render_template(
        "desk/deposits.html", deposits=deposits.list_deposits(session), due=due, titles=titles, by=by, owner=owner
    )


@bp.route("/deposits/new", methods=["GET", "POST"])
@shows_form_again
def receive_deposit() -> ResponseReturnValue:
    """Note that copies are a deposit, as one change set; the file of a depositor is imported first."""
    session, form = open_form(DepositForm, deposited_on=date.today())
    chosen = form.choose(session)
    if form.confirms(chosen, bool(chosen.copies), _("Choose copies.")):
        name = f"Deposit: {form.owner.data.strip()}"
        deposits.receive(
            session,
            chosen.copies,
            form.owner.data.strip(),
            form.deposited_on.data,
            form.return_by.data,
            name=name,
            actor=g.actor,
        )
        session.commit()
        flash(_("Done, as one change set that can be taken back."))
        return redirect(url_for(".list_deposits"), 303)
    return render_form("desk/deposit.html", form, chosen=chosen)


@bp.route("/deposits/return", methods=["GET", "POST"])
@shows_form_again
def return_deposit() -> ResponseReturnValue:
    """Look over what goes back and which titles keep no copy, then take the copies out as one change set."""
    session, form = open_form(CopiesForm)
    chosen = form.choose(session)
    sorted_return = deposits.sort_return(session, chosen.copies)
    refusal = _("None of these copies is a deposit that can go back.")
    if form.confirms(chosen, bool(sorted_return.ready), refusal):
        name = f"Return of a deposit: {sorted_return.ready[0].owner}"
        deposits.give_back(session, chosen.copies, name=name, actor=g.actor)
        session.commit()
        n_items = len(sorted_return.ready)
        flash(
            ngettext(
                "%(num)s copy has gone back, as one change set.",
                "%(num)s copies have gone back, as one change set.",
                n_items,
            )
        )
        if sorted_return.left_without:
            ids = ",".join(map(str, sorted_return.left_without))
            return redirect(url_for(".remove_titles", books=ids), 303)
        return redirect(url_for(".list_deposits"), 303)
    return render_form("desk/deposit_return.html", form, chosen=chosen, sorted_return=sorted_return)


@bp.route("/deposits/titles", methods=["GET", "POST"])
def remove_titles() -> ResponseReturnValue:
    """List the titles of a return that keep no copy, and remove them if that is wished."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    parts = request.values.get("books", "").split(",")[:5000]
    book_ids = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]
    left = deposits.list_without_copies(session, book_ids)
    if not form.validate_on_submit():
        titles = scans.read_titles(session, set(left))
        return render_form("desk/deposit_titles.html", form, titles=titles, books=",".join(map(str, left)))
    deposits.remove_titles(session, left, name="Titles of a deposit that went back", actor=g.actor)
    session.commit()
    flash(_("Done, as one change set that can be taken back."))
    return redirect(url_for(".list_deposits"), 303)
