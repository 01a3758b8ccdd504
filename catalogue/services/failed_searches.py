"""Searches of readers that found nothing: kept as folded words and a day, shown once asked on three days."""

import logging
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from catalogue.domain.text import fold
from catalogue.models import FailedSearch

log = logging.getLogger(__name__)

N_DAYS = 3
"""On so many days it must have been asked before anybody sees it: what one reader typed once stays unread."""
DAYS_KEPT = 180
MAX_ROWS = 20_000
_LONGEST = 100
_WAIT_MILLISECONDS = 50
_PERSONAL = re.compile(r"@|\d{6}")
"""An e-mail address, or a number as long as that of a reader's card or a telephone: never kept."""


class FailedQuestion(NamedTuple):
    """Words that were searched for in vain, on how many days, and on which day last."""

    words: str
    n_days: int
    last_day: date


def record(engine: sa.Engine, text: str) -> None:
    """Keep the words of a search that found nothing; a reader never waits for it, so it may be left out."""
    words = " ".join(fold(text).split())
    if not words or len(words) > _LONGEST or _PERSONAL.search(text):
        return
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(FailedSearch).values(words=words, day=date.today()).on_conflict_do_nothing()
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                before = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
            try:
                connection.execute(statement)
            finally:
                if engine.dialect.name == "sqlite":
                    connection.exec_driver_sql(f"PRAGMA busy_timeout = {before}")
    except sa.exc.OperationalError:
        log.info("A search that found nothing was not kept, because the database was busy")


def list_frequent(session: Session) -> Sequence[FailedQuestion]:
    """Return what was asked on three days or more, the most days first."""
    n_days, last = sa.func.count(), sa.func.max(FailedSearch.day)
    statement = sa.select(FailedSearch.words, n_days, last).group_by(FailedSearch.words).having(n_days >= N_DAYS)
    rows = session.execute(statement.order_by(n_days.desc(), last.desc(), FailedSearch.words))
    return [FailedQuestion(*row) for row in rows]


def forget(session: Session, words: str) -> None:
    """Delete words from the list."""
    session.execute(sa.delete(FailedSearch).where(FailedSearch.words == words))


def forget_old(session: Session) -> None:
    """Delete what is older than half a year, and the oldest of what is too much."""
    session.execute(sa.delete(FailedSearch).where(FailedSearch.day < date.today() - timedelta(days=DAYS_KEPT)))
    days = sa.select(FailedSearch.day).order_by(FailedSearch.day.desc()).offset(MAX_ROWS).limit(1)
    if (oldest := session.scalar(days)) is not None:
        session.execute(sa.delete(FailedSearch).where(FailedSearch.day <= oldest))
