"""Copies that belong to other libraries, withdrawn ones left out."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus
from catalogue.domain.views import ItemView
from catalogue.models import Book, Item
from catalogue.models.base import table_of
from catalogue.store import holdings


def count_by_owner(session: Session) -> list[tuple[str, date | None, int]]:
    """Return owner, day of return and number of copies of each deposit, by day; undated ones last."""
    rows = session.execute(
        sa.select(Item.owner, Item.return_by, sa.func.count())
        .where(Item.owner.is_not(None), Item.status != ItemStatus.WITHDRAWN)
        .group_by(Item.owner, Item.return_by)
        .order_by(Item.return_by.is_(None), Item.return_by, Item.owner)
    )
    return [(owner, return_by, n) for owner, return_by, n in rows if owner]


def list_due(session: Session, owner: str | None, by: date, most: int) -> list[ItemView]:
    """Return at most so many copies that have to go back by a day, in the order of the shelves."""
    columns = table_of(Item).c
    due = holdings.select_items().where(columns.owner.is_not(None), columns.return_by <= by)
    due = due.where(columns.status != ItemStatus.WITHDRAWN)
    if owner:
        due = due.where(columns.owner == owner)
    order = columns.location, columns.shelf_key, columns.id
    return [ItemView(*row) for row in session.execute(due.order_by(*order).limit(most))]


def list_without_copies(session: Session, book_ids: Sequence[int]) -> list[int]:
    """Return those of some books that have no copy but withdrawn ones."""
    has_copy = sa.exists().where(Item.book_id == Book.id, Item.status != ItemStatus.WITHDRAWN)
    ids = sa.select(Book.id).where(Book.id.in_(book_ids), ~has_copy).order_by(Book.id)
    return list(session.scalars(ids))
