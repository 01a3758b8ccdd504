"""SQL reports that are kept."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import SqlReport


def list_reports(session: Session) -> list[SqlReport]:
    """Return the reports by name."""
    return list(session.scalars(sa.select(SqlReport).order_by(SqlReport.name, SqlReport.id)))


def is_name_taken(session: Session, name: str, report_id: int | None) -> bool:
    """Return whether a report other than `report_id` has this name."""
    others = sa.select(SqlReport.id).where(SqlReport.name == name, SqlReport.id != (report_id or 0))
    return session.scalar(others) is not None
