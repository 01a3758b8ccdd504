"""`/desk/sql-reports`: queries that staff write and name; the explorer runs them."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import limit
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.report_sql import FUNCTIONS, LONGEST, TABLES, RefusedReport, ReportFault
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write
from catalogue.models import AccountRole
from catalogue.services import sql_reports

FAULTS = {
    ReportFault.EMPTY: lazy_gettext("Write a query that begins with SELECT or WITH."),
    ReportFault.TOO_LONG: lazy_gettext("This query is too long."),
    ReportFault.NOT_A_QUERY: lazy_gettext("Write a query that begins with SELECT or WITH."),
    ReportFault.SIGN: lazy_gettext("This has no place in a report: %(detail)s"),
    ReportFault.FUNCTION: lazy_gettext("No report may call this: %(detail)s"),
}

add_entry(BarEntry(56, "desk.list_sql_reports", lazy_gettext("SQL reports"), AccountRole.LIBRARIAN))


class SqlReportForm(DeskForm):
    """A report: its name, what it is good for, and its query."""

    name = StringField(lazy_gettext("Name"), [InputRequired(MISSING), limit(100)], render_kw={"autocomplete": "off"})
    description = TextAreaField(lazy_gettext("What it is good for"), [limit(1000)], render_kw={"rows": 2})
    statement = TextAreaField(
        lazy_gettext("Query (SQL)"),
        [InputRequired(MISSING), limit(LONGEST)],
        render_kw={"rows": 14, "spellcheck": "false", "class": "code"},
    )


@bp.get("/sql-reports")
def list_sql_reports() -> ResponseReturnValue:
    """List the reports."""
    return render_template("desk/sql_reports.html", reports=sql_reports.list_sql_reports(begin_read()))


@bp.route("/sql-reports/new", methods=["GET", "POST"])
@shows_form_again
def add_sql_report() -> ResponseReturnValue:
    """Write a new report."""
    return _edit(begin_write() if DeskForm.is_sent() else None, SqlReportForm(), None)


@bp.route("/sql-reports/<id:report_id>", methods=["GET", "POST"])
@shows_form_again
def edit_sql_report(report_id: int) -> ResponseReturnValue:
    """Change a report."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    return _edit(session, SqlReportForm(obj=sql_reports.get_sql_report(session, report_id)), report_id)


@bp.route("/sql-reports/<id:report_id>/delete", methods=["GET", "POST"])
def delete_sql_report(report_id: int) -> ResponseReturnValue:
    """Ask whether a report shall go, then delete it."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    report = sql_reports.get_sql_report(session, report_id)
    if not form.validate_on_submit():
        return render_form("desk/sql_report_delete.html", form, report=report)
    name = report.name
    sql_reports.delete_sql_report(session, report_id)
    session.commit()
    flash(_("The report “%(name)s” is deleted.", name=name))
    return redirect(url_for(".list_sql_reports"), 303)


def _edit(session: Session | None, form: SqlReportForm, report_id: int | None) -> ResponseReturnValue:
    if session is not None and form.validate_on_submit():
        fields = (form.name.data or "", form.description.data or "", form.statement.data or "")
        try:
            report = sql_reports.save_sql_report(session, report_id, *fields, actor=g.actor)
        except InvalidRecord:
            form.name.errors = [_("Another report has this name, or it is no name.")]
        except RefusedReport as error:
            form.statement.errors = [FAULTS[error.fault] % {"detail": error.detail}]
        else:
            name = report.name
            session.commit()
            flash(_("The report “%(name)s” is saved. Run it in the explorer: Data, source “SQL reports”.", name=name))
            return redirect(url_for(".list_sql_reports"), 303)
    return render_form(
        "desk/sql_report.html", form, report_id=report_id, tables=sorted(TABLES), functions=sorted(FUNCTIONS)
    )
