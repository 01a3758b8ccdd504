"""The rows of the inventory register: items that are here, and items that are gone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus
from catalogue.domain.register import Departure, RegisterEntry, RegisterYear
from catalogue.domain.views import Page
from catalogue.models import Book, FormerItem, Item
from catalogue.models.base import table_of

_ITEM = table_of(Item).c
_FORMER = table_of(FormerItem).c


def list_years(session: Session) -> list[RegisterYear]:
    """Return the years in which copies came, the newest first; last, those whose day is not known."""
    rows = _select_entries().subquery()
    year = sa.extract("year", rows.c.entered_on)
    counted = sa.select(year, sa.func.count()).group_by(year).order_by(year.desc().nulls_last())
    return [RegisterYear(None if one is None else int(one), n) for one, n in session.connection().execute(counted)]


def read_page(session: Session, year: int | None, number: int, per_page: int) -> Page[RegisterEntry]:
    """Return one page of the copies that came in a year, in the order of their entry; None for unknown days."""
    rows = _select_year(year).subquery()
    total = session.connection().scalar(sa.select(sa.func.count()).select_from(rows)) or 0
    chosen = _order(rows).offset((number - 1) * per_page).limit(per_page)
    return Page([_read_entry(row) for row in session.connection().execute(chosen)], total, number, per_page)


def read_year(session: Session, year: int | None) -> Iterator[RegisterEntry]:
    """Yield all copies that came in a year, in the order of their entry."""
    for row in session.connection().execute(_order(_select_year(year).subquery())):
        yield _read_entry(row)


def _order(rows: sa.Subquery) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(rows).order_by(rows.c.entered_on, rows.c.item_id)


def _select_year(year: int | None) -> sa.Select[*tuple[Any, ...]]:
    rows = _select_entries().subquery()
    if year is None:
        return sa.select(rows).where(rows.c.entered_on.is_(None))
    return sa.select(rows).where(rows.c.entered_on.between(date(year, 1, 1), date(year, 12, 31)))


def _select_entries() -> sa.CompoundSelect[*tuple[Any, ...]]:
    here = sa.select(*_list_columns(_ITEM, _ITEM.id, table_of(Book).c.title))
    here = here.add_columns(
        _ITEM.status, sa.cast(sa.null(), _FORMER.at.type).label("gone_at"), sa.false().label("is_returned")
    )
    here = here.join_from(table_of(Item), table_of(Book), _ITEM.book_id == table_of(Book).c.id)
    gone = sa.select(*_list_columns(_FORMER, _FORMER.item_id, _FORMER.title))
    gone = gone.add_columns(sa.cast(sa.null(), _ITEM.status.type), _FORMER.at, _FORMER.is_returned)
    return sa.union_all(here, gone.where(_FORMER.is_gone))


def _list_columns(table: Any, item_id: Any, title: Any) -> list[Any]:
    entered_on = sa.func.coalesce(table.acquired_on, table.deposited_on)
    return [
        item_id.label("item_id"),
        table.inventory_number,
        table.barcode,
        entered_on.label("entered_on"),
        title,
        table.price,
        table.owner,
        table.withdrawn_on,
        table.withdrawal_reason,
        table.withdrawal_destination,
    ]


def _read_entry(row: Any) -> RegisterEntry:
    left_by, left_on = None, None
    if row.status is ItemStatus.WITHDRAWN or (row.gone_at is not None and row.withdrawn_on is not None):
        left_by, left_on = Departure.WITHDRAWN, row.withdrawn_on
    elif row.gone_at is not None:
        left_by, left_on = Departure.GIVEN_BACK if row.is_returned else Departure.DELETED, row.gone_at.date()
    return RegisterEntry(
        item_id=row.item_id,
        number=row.inventory_number,
        barcode=row.barcode,
        entered_on=row.entered_on,
        title=row.title,
        price=row.price,
        owner=row.owner,
        left_by=left_by,
        left_on=left_on,
        reason=row.withdrawal_reason,
        destination=row.withdrawal_destination,
    )
