"""SQL reports: kept here, run by the explorer on a connection that can only read (`explorer.sources.reports`)."""

from sqlalchemy.orm import Session

from catalogue.domain.report_sql import parse_report
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.models import SqlReport, now
from catalogue.store import reports


def list_sql_reports(session: Session) -> list[SqlReport]:
    """Return the reports by name."""
    return reports.list_reports(session)


def get_sql_report(session: Session, report_id: int) -> SqlReport:
    """Return a report. :raises NotFound: when there is none."""
    report = session.get(SqlReport, report_id)
    if report is None:
        raise NotFound("report", report_id)
    return report


def save_sql_report(
    session: Session, report_id: int | None, name: str, description: str, statement: str, *, actor: str
) -> SqlReport:
    """Keep a report, a new one when `report_id` is None.

    :raises InvalidRecord: when its name is no name, or another report has it.
    :raises RefusedReport: when it asks for what no report may.
    :raises NotFound: when there is no such report.
    """
    line = squeeze(name)
    if not 0 < len(line) <= 100 or has_control_characters(line):
        raise InvalidRecord(FieldError("name", "a name of 1 to 100 characters"))
    if reports.is_name_taken(session, line, report_id):
        raise InvalidRecord(FieldError("name", "another report has this name"))
    parse_report(statement)
    report = SqlReport() if report_id is None else get_sql_report(session, report_id)
    report.name, report.description, report.statement = line, description.strip(), statement.strip()
    report.actor, report.updated_at = actor, now()
    session.add(report)
    session.flush()
    return report


def delete_sql_report(session: Session, report_id: int) -> None:
    """Delete a report. :raises NotFound:"""
    session.delete(get_sql_report(session, report_id))
    session.flush()
