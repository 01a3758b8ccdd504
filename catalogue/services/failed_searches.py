"""Searches of readers that found nothing: kept as folded words and a day, shown once asked on three days."""

import logging
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from catalogue.domain.text import fold
from catalogue.store import failed_searches as search_rows

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


def record(engine: Engine, text: str) -> None:
    """Keep the words of a search that found nothing; a reader never waits for it, so it may be left out."""
    words = " ".join(fold(text).split())
    if not words or len(words) > _LONGEST or _PERSONAL.search(text):
        return
    try:
        search_rows.insert(engine, words, date.today(), _WAIT_MILLISECONDS)
    except OperationalError:
        log.info("A search that found nothing was not kept, because the database was busy")


def list_frequent(session: Session) -> Sequence[FailedQuestion]:
    """Return what was asked on three days or more, the most days first."""
    return [FailedQuestion(*row) for row in search_rows.list_frequent(session, N_DAYS)]


def forget(session: Session, words: str) -> None:
    """Delete words from the list."""
    search_rows.delete(session, words)


def forget_old(session: Session) -> None:
    """Delete what is older than half a year, and the oldest of what is too much."""
    search_rows.delete_before(session, date.today() - timedelta(days=DAYS_KEPT))
    search_rows.delete_beyond(session, MAX_ROWS)
