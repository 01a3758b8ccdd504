"""Books of which the first copy came in a month, as far as readers may see it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import KEPT_FROM_READERS
from catalogue.models import Item
from catalogue.models.base import table_of
from catalogue.store import cache

MOST = 500

_ITEM = table_of(Item).c
_DAY = sa.func.min(sa.func.coalesce(_ITEM.acquired_on, _ITEM.deposited_on))
_IS_PUBLIC = sa.func.max(sa.case((_ITEM.status.not_in(KEPT_FROM_READERS), 1), else_=0)) == 1


def list_books(session: Session, first: date, following: date) -> list[int]:
    """Return the books whose first copy came from `first` on and before `following`, if readers may see a copy."""
    rows = sa.select(_ITEM.book_id).group_by(_ITEM.book_id).having(first <= _DAY, following > _DAY, _IS_PUBLIC)
    return list(session.connection().scalars(rows.order_by(_DAY.desc(), _ITEM.book_id).limit(MOST)))


def list_months(session: Session) -> list[date]:
    """Return the first days of the months that have such books, the oldest first."""
    return cache.remember(session, "months of new titles", lambda: _read_months(session))


def _read_months(session: Session) -> list[date]:
    firsts = sa.select(_DAY.label("day")).group_by(_ITEM.book_id).having(_DAY.is_not(None), _IS_PUBLIC).subquery()
    days = session.connection().scalars(sa.select(firsts.c.day).distinct())
    return sorted({day.replace(day=1) for day in days})
