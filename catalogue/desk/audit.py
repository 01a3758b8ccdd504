"""`/desk/audit`: who did what and when, for admins, and the same as CSV."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Optional

from catalogue.common.spreadsheets import guard
from catalogue.desk.blueprint import bp, for_admins
from catalogue.desk.forms import list_choices
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.audit import AuditEntry, AuditFilter
from catalogue.extensions import begin_read, db
from catalogue.models import AccountRole
from catalogue.services import audit
from catalogue.web.pager import parse_page_number

PER_PAGE = 50
MAX_PAGE = 2_000
COLUMNS = ("at", "actor", "what", "action", "record_id", "name")

KINDS = {
    "book": lazy_gettext("Book"),
    "author": lazy_gettext("Author"),
    "subject": lazy_gettext("Subject"),
    "series": lazy_gettext("Series"),
    "account": lazy_gettext("Account"),
    "token": lazy_gettext("Token"),
    "set": lazy_gettext("Many records at once"),
    "log_in": lazy_gettext("Log-in"),
}
ACTIONS = {
    "create": lazy_gettext("added"),
    "update": lazy_gettext("changed"),
    "delete": lazy_gettext("deleted"),
    "import": lazy_gettext("imported"),
    "removal": lazy_gettext("taken out"),
    "rename": lazy_gettext("renamed"),
    "merge": lazy_gettext("merged"),
    "batch": lazy_gettext("changed"),
    "undo": lazy_gettext("undone"),
    "logged_in": lazy_gettext("logged in"),
    "refused": lazy_gettext("refused: wrong password, or account disabled"),
    "logged_out": lazy_gettext("logged out"),
}

add_entry(BarEntry(70, "desk.show_audit", lazy_gettext("Audit"), AccountRole.ADMIN))


class AuditForm(FlaskForm):
    """The filters, in the address of the page."""

    class Meta:
        csrf = False  # It only reads.

    actor = StringField(lazy_gettext("Who"), render_kw={"autocomplete": "off", "maxlength": 200})
    what = SelectField(
        lazy_gettext("What"),
        choices=list_choices({"": lazy_gettext("everything")} | KINDS),
        default="",
        validate_choice=False,
    )
    first_day = DateField(lazy_gettext("From the day"), [Optional()])
    last_day = DateField(lazy_gettext("To the day"), [Optional()])

    def build_filter(self) -> AuditFilter:
        """Return the filters; what is no day, or no kind, filters nothing."""
        last = self.last_day.data
        return AuditFilter(
            actor=" ".join((self.actor.data or "").split()),
            what=self.what.data if self.what.data in KINDS else "",
            since=begin_day(self.first_day.data),
            until=begin_day(last + timedelta(days=1)) if last and last < date.max else None,
        )


def begin_day(day: date | None) -> datetime | None:
    """Return the instant at which a day begins where the service runs."""
    if day is None or not 1970 <= day.year <= 9000:
        return None
    return datetime.combine(day, time()).astimezone()


@bp.get("/audit")
@for_admins
def show_audit() -> ResponseReturnValue:
    """Show a page of entries, newest first."""
    form = AuditForm(formdata=request.args or None)
    form.validate()
    number = min(parse_page_number(request.args.get("page")), MAX_PAGE)
    entries, has_older = audit.list_entries(begin_read(), form.build_filter(), number, PER_PAGE)
    return render_template(
        "desk/audit.html",
        form=form,
        entries=entries,
        number=number,
        has_older=has_older,
        kinds=KINDS,
        actions=ACTIONS,
        find_page=find_page,
        export_address=build_export_address(),
    )


def build_export_address() -> str:
    """Return the address of the export with the filters of this page."""
    filters = {name: value for name, value in request.args.items() if name != "page"}
    return url_for(".export_audit", **filters)  # type: ignore[arg-type]


@bp.get("/audit.csv")
@for_admins
def export_audit() -> ResponseReturnValue:
    """Send every entry of the same filters as CSV (RFC 4180, UTF-8)."""
    form = AuditForm(formdata=request.args or None)
    form.validate()
    entries = audit.iterate_entries(db.engine, form.build_filter())
    answer = Response(write_csv(entries), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=audit.csv"
    return answer


def write_csv(entries: Iterator[AuditEntry]) -> Iterator[str]:
    """Yield the lines of a table; what a spreadsheet would run as a formula is text in it."""
    line = StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for entry in entries:
        number = "" if entry.record_id is None else entry.record_id
        texts = [guard(text) for text in (entry.actor, entry.what, entry.action)]
        writer.writerow([entry.at.isoformat(), *texts, number, guard(entry.name or "")])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def find_page(entry: AuditEntry) -> str | None:
    """Return where an entry is seen in full: the history of the record, the set, the account; None for the rest."""
    if entry.record_id is None:
        return None
    match entry.what:
        case "book" | "author" | "subject":
            return url_for("desk.show_history", kind=entry.what, record_id=entry.record_id)
        case "set":
            return url_for("desk.show_change_set", set_id=entry.record_id)
        case "account" if entry.action != "delete":
            return url_for("desk.edit_account", account_id=entry.record_id)
    return None
