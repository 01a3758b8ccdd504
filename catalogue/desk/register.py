"""`/desk/register`: the inventory register by year, to print, and numbers for copies that have none."""

import csv
from io import StringIO

from flask import Response, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import BooleanField

from catalogue.common.labels import WITHDRAWAL_DESTINATIONS, WITHDRAWAL_REASONS
from catalogue.common.spreadsheets import guard
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.chosen_copies import ChosenCopies, CopiesForm, open_form
from catalogue.desk.forms import render_form
from catalogue.domain.register import Departure, Origin, RegisterEntry
from catalogue.extensions import begin_read
from catalogue.services import inventory_numbers, register, scans
from catalogue.web.language import get_page_language
from catalogue.web.pager import parse_page_number

PER_PAGE = 100
MOST_PRINTED = 2000
"""Copies on a page that is made to be printed."""
UNKNOWN_YEAR = "unknown"

ORIGINS = {
    Origin.PURCHASE: lazy_gettext("purchase"),
    Origin.GIFT: lazy_gettext("gift"),
    Origin.DEPOSIT: lazy_gettext("deposit"),
    Origin.UNKNOWN: lazy_gettext("not said"),
}
DEPARTURES = {
    Departure.WITHDRAWN: lazy_gettext("withdrawn"),
    Departure.GIVEN_BACK: lazy_gettext("given back to its owner"),
    Departure.DELETED: lazy_gettext("deleted"),
}


class NumbersForm(CopiesForm):
    """Which copies get a number."""

    all_without = BooleanField(lazy_gettext("All own copies without a number"))

    def choose(self, session: Session) -> ChosenCopies:
        """Return the copies that the form means."""
        chosen = super().choose(session)
        if not self.all_without.data:
            return chosen
        copies = {item.id: item for item in (*chosen.copies, *inventory_numbers.list_without(session))}
        titles = scans.read_titles(session, {item.book_id for item in copies.values()})
        return ChosenCopies(tuple(copies.values()), titles, chosen.strange)


@bp.get("/register")
def show_register() -> ResponseReturnValue:
    """Show the copies that came in a year, in the order of their entry; with `whole`, to be printed."""
    session = begin_read()
    years = register.list_years(session)
    year = _read_year(years[0].year if years else None)
    is_whole = "whole" in request.args
    page = register.list_entries(
        session, year, parse_page_number(request.args.get("page", "")), MOST_PRINTED if is_whole else PER_PAGE
    )
    return render_template(
        "desk/register.html",
        years=years,
        year=year,
        page=page,
        is_whole=is_whole,
        describe_origin=describe_origin,
        describe_departure=describe_departure,
    )


@bp.get("/register.csv")
def export_register() -> Response:
    """Send the register of a year as a table."""
    year = _read_year(None)
    response = make_response(write_register(list(register.read_year(begin_read(), year))))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f"attachment; filename=register-{year or UNKNOWN_YEAR}.csv"
    return response


@bp.route("/register/numbers", methods=["GET", "POST"])
@shows_form_again
def give_numbers() -> ResponseReturnValue:
    """Choose copies without a number, look them over, number them as one change set."""
    session, form = open_form(NumbersForm)
    chosen = form.choose(session)
    numbering = inventory_numbers.sort_copies(chosen.copies)
    pattern = current_app.config["INVENTORY_NUMBER_PATTERN"]
    records = [item.as_record() for item in numbering.ready]
    next_numbers = [one.inventory_number for one in inventory_numbers.number_records(session, pattern, records)]
    if form.confirms(chosen, bool(numbering.ready), _("Choose copies that have no number.")):
        inventory_numbers.give(session, chosen.copies, pattern, name="Inventory numbers", actor=g.actor)
        session.commit()
        flash(_("Done, as one change set that can be taken back."))
        return redirect(url_for(".show_register"), 303)
    return render_form(
        "desk/register_numbers.html", form, chosen=chosen, numbering=numbering, next_numbers=next_numbers
    )


def describe_origin(entry: RegisterEntry) -> str:
    """Return how a copy came, in the language of the page; of a deposit whose it is."""
    return entry.owner or str(ORIGINS[entry.origin])


def describe_departure(entry: RegisterEntry) -> str:
    """Return how a copy left, with reason and destination; nothing while it is in the stock."""
    if entry.left_by is None:
        return ""
    language = get_page_language()
    words = [str(DEPARTURES[entry.left_by])]
    if entry.reason is not None:
        words.append(WITHDRAWAL_REASONS[entry.reason][language])
    if entry.destination is not None:
        words.append(WITHDRAWAL_DESTINATIONS[entry.destination][language])
    return ", ".join(words)


def write_register(entries: list[RegisterEntry]) -> str:
    """Return entries as CSV that spreadsheets of French machines open with a double click."""
    file = StringIO()
    table = csv.writer(file, delimiter=";")
    heads = [_("Inventory number"), _("Barcode"), _("Entered on"), _("Title"), _("Origin"), _("Price")]
    table.writerow([*heads, _("Left on"), _("Exit")])
    for entry in entries:
        cells = [entry.number, entry.barcode, entry.entered_on, entry.title, describe_origin(entry), entry.price]
        cells += [entry.left_on, describe_departure(entry)]
        table.writerow([guard("" if cell is None else str(cell)) for cell in cells])
    return "\ufeff" + file.getvalue()


def _read_year(default: int | None) -> int | None:
    """Return the year of the address, None for copies whose day is not known."""
    text = request.args.get("year", "")
    if text == UNKNOWN_YEAR:
        return None
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:5]) < 10_000 else default
