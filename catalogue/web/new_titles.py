"""`/new/<month>`: the titles that came to the library in a month, by section, with covers."""

import re
from datetime import date

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from catalogue.extensions import begin_read
from catalogue.services import new_titles
from catalogue.web.blueprint import bp


@bp.get("/new")
def show_newest_month() -> ResponseReturnValue:
    """Lead to the newest month in which copies came; to this one while no day is known."""
    today = date.today()
    month = new_titles.find_newest_month(begin_read(), today) or today
    return redirect(url_for("web.show_new_titles", month=f"{month:%Y-%m}"), 302)


@bp.get("/new/<month>")
def show_new_titles(month: str) -> ResponseReturnValue:
    """Show the new titles of a month, such as 2026-11; 404 for what is no month."""
    if not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", month, re.ASCII):
        abort(404)
    first = date.fromisoformat(f"{month}-01")
    found = new_titles.list_month(begin_read(), first, date.today())
    return render_template("new_titles.html", month=month, found=found, first=first, name_month=name_month)


def name_month(day: date) -> str:
    """Return the month of a day in the language of the page: novembre 2026."""
    text: str = format_date(day, "LLLL yyyy")
    return text
