"""The inventory register: every copy that is here, or was, in the order in which it came."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from catalogue.domain.register import RegisterEntry, RegisterYear
from catalogue.domain.views import Page
from catalogue.store import register


def list_years(session: Session) -> list[RegisterYear]:
    """Return the years in which copies came, the newest first; last, those whose day is not known."""
    return register.list_years(session)


def list_entries(session: Session, year: int | None, page: int, per_page: int) -> Page[RegisterEntry]:
    """Return one page of the copies that came in a year; None for those whose day is not known."""
    return register.read_page(session, year, page, per_page)


def read_year(session: Session, year: int | None) -> Iterator[RegisterEntry]:
    """Yield all copies that came in a year."""
    return register.read_year(session, year)
