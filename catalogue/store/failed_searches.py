"""Searches that found nothing: their words and days."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from catalogue.models import FailedSearch


def insert(engine: sa.Engine, words: str, day: date, wait_milliseconds: int) -> None:
    """Store words and day once, in a transaction of its own.

    :param wait_milliseconds: how long SQLite waits for another writer.
    :raises sqlalchemy.exc.OperationalError: when the other writer takes longer.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    make_insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = make_insert(FailedSearch).values(words=words, day=day).on_conflict_do_nothing()
    with engine.begin() as connection:
        if not is_sqlite:
            connection.execute(statement)
            return
        before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_milliseconds}")
        try:
            connection.execute(statement)
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {before}")


def list_frequent(session: Session, n_days: int) -> Sequence[sa.Row[str, int, date]]:
    """Return words, number of days and last day of what was searched for on `n_days` days or more, most days first."""
    count, last = sa.func.count(), sa.func.max(FailedSearch.day)
    statement = sa.select(FailedSearch.words, count, last).group_by(FailedSearch.words).having(count >= n_days)
    return session.execute(statement.order_by(count.desc(), last.desc(), FailedSearch.words)).all()


def delete(session: Session, words: str) -> None:
    """Delete words with all their days."""
    session.execute(sa.delete(FailedSearch).where(FailedSearch.words == words))


def delete_before(session: Session, day: date) -> None:
    """Delete what is older than a day."""
    session.execute(sa.delete(FailedSearch).where(FailedSearch.day < day))


def delete_beyond(session: Session, most: int) -> None:
    """Delete the oldest days of what is more than so many rows."""
    days = sa.select(FailedSearch.day).order_by(FailedSearch.day.desc()).offset(most).limit(1)
    if (oldest := session.scalar(days)) is not None:
        session.execute(sa.delete(FailedSearch).where(FailedSearch.day <= oldest))
