"""`/desk/withdrawals`: copies taken out of the stock, looked over first, and the procès-verbal to print."""

import csv
import io
from datetime import date

from flask import Response, flash, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from catalogue.common.labels import WITHDRAWAL_DESTINATIONS, WITHDRAWAL_REASONS
from catalogue.common.spreadsheets import guard
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.chosen_copies import CopiesForm, open_form
from catalogue.desk.forms import MISSING, render_form
from catalogue.domain.items import WithdrawalDestination, WithdrawalReason
from catalogue.domain.shelf_work import WithdrawalEntry
from catalogue.extensions import begin_read
from catalogue.services import withdrawals
from catalogue.web.language import get_page_language


class WithdrawalForm(CopiesForm):
    """Which copies, why, and where they go."""

    reason = SelectField(lazy_gettext("Reason"), default=WithdrawalReason.WORN.value)
    destination = SelectField(lazy_gettext("Where they go"), default=WithdrawalDestination.DESTROYED.value)
    day = DateField(lazy_gettext("Withdrawn on"), [InputRequired(MISSING)])

    def offer_choices(self, session: Session) -> None:
        """Fill in the lists of scans, and reasons and destinations in the language of the page."""
        super().offer_choices(session)
        language = get_page_language()
        self.reason.choices = [(one.value, label[language]) for one, label in WITHDRAWAL_REASONS.items()]
        self.destination.choices = [(one.value, label[language]) for one, label in WITHDRAWAL_DESTINATIONS.items()]


@bp.get("/withdrawals")
def list_withdrawals() -> ResponseReturnValue:
    """List the withdrawals with their procès-verbaux."""
    language = get_page_language()
    return render_template(
        "desk/withdrawals.html",
        withdrawals=withdrawals.list_withdrawals(begin_read()),
        reasons={one.value: label[language] for one, label in WITHDRAWAL_REASONS.items()},
        destinations={one.value: label[language] for one, label in WITHDRAWAL_DESTINATIONS.items()},
    )


@bp.route("/withdrawals/new", methods=["GET", "POST"])
@shows_form_again
def withdraw_copies() -> ResponseReturnValue:
    """Choose copies, look them over, withdraw them as one change set."""
    session, form = open_form(WithdrawalForm, day=date.today())
    chosen = form.choose(session)
    copies = withdrawals.sort_copies(chosen.copies)
    if form.confirms(chosen, bool(copies.ready), _("Choose copies that can be withdrawn.")):
        reason, destination = WithdrawalReason(form.reason.data), WithdrawalDestination(form.destination.data)
        name = f"Withdrawal: {destination}"
        set_id = withdrawals.withdraw(
            session, chosen.copies, reason, destination, form.day.data, name=name, actor=g.actor
        )
        session.commit()
        flash(_("Done, as one change set that can be taken back."))
        return redirect(url_for(".show_withdrawal", set_id=set_id), 303)
    return render_form("desk/withdraw.html", form, chosen=chosen, copies=copies)


@bp.get("/withdrawals/<id:set_id>")
def show_withdrawal(set_id: int) -> ResponseReturnValue:
    """Show the procès-verbal of a withdrawal with its annex, to print."""
    session = begin_read()
    withdrawal = withdrawals.get(session, set_id)
    language = get_page_language()
    return render_template(
        "desk/withdrawal.html",
        withdrawal=withdrawal,
        entries=withdrawals.list_entries(session, set_id),
        reasons={one.value: label[language] for one, label in WITHDRAWAL_REASONS.items()},
        destination=WITHDRAWAL_DESTINATIONS[withdrawal.destination][language],
    )


@bp.get("/withdrawals/<id:set_id>.csv")
def export_withdrawal(set_id: int) -> Response:
    """Send the annex as a table."""
    entries = withdrawals.list_entries(begin_read(), set_id)
    response = make_response(write_entries(entries))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f"attachment; filename=withdrawal-{set_id}.csv"
    return response


def write_entries(entries: list[WithdrawalEntry]) -> str:
    """Return the annex as CSV that spreadsheets of French machines open with a double click."""
    file = io.StringIO()
    table = csv.writer(file, delimiter=";")
    table.writerow(
        [
            _("Author"),
            _("Title"),
            _("Inventory number"),
            _("Call number"),
            _("Acquired on"),
            _("Price"),
            _("Reason"),
        ]
    )
    reasons = {one: label[get_page_language()] for one, label in WITHDRAWAL_REASONS.items()}
    for entry in entries:
        cells = [entry.author, entry.title, entry.number, entry.call_number, entry.acquired_on, entry.price]
        table.writerow([*(guard(cell or "") for cell in cells), reasons[entry.reason]])
    return "\ufeff" + file.getvalue()
