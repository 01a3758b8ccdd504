"""Books that a library may want to part with: by age, class and copies."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, Book, Item
from explorer.sources.database import read_frame

TYPES = {
    "book_id": "Int64",
    "title": "string",
    "author": "string",
    "publisher": "string",
    "publication_year": "Int64",
    "dewey": "string",
    "branch": "string",
    "call_number": "string",
    "n_items": "Int64",
    "n_available": "Int64",
    "acquired_on": "datetime64[s]",
}
"""The columns of a list; of several copies the first branch and call number are told, and the oldest `acquired_on`."""


class ListOrder(StrEnum):
    """How the books follow each other: the oldest first, or as they stand on the shelves of each branch."""

    YEAR = "year"
    SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class Rules:
    """Which books: published before a year, in a class, with so many copies, one with a status, one in a branch.

    `dewey` is the beginning of a class (`8`, `843.9`), empty for all. Books without a year are never chosen.
    """

    before: int
    dewey: str = ""
    least_items: int = 1
    status: ItemStatus | None = None
    branch: str = ""
    order: ListOrder = ListOrder.YEAR


_FIRST_AUTHOR = (
    sa.select(Author.name)
    .join(Authorship, Authorship.author_id == Author.id)
    .where(Authorship.book_id == Book.id, Authorship.role == Role.AUTHOR)
    .order_by(Authorship.position)
    .limit(1)
    .scalar_subquery()
)


def count(connection: sa.Connection, rules: Rules) -> int:
    """Return how many books there are by these rules."""
    return connection.scalar(sa.select(sa.func.count()).select_from(_chosen(rules).subquery())) or 0


def books(connection: sa.Connection, rules: Rules, n: int) -> pd.DataFrame:
    """Return the first `n` books by these rules, in their order. Columns: those of `TYPES`."""
    order = _order(rules)
    chosen = _chosen(rules).order_by(*order).limit(n).subquery()
    copies = (
        sa.select(
            Item.book_id,
            sa.func.min(Item.location).label("branch"),
            sa.func.min(Item.call_number).label("call_number"),
            sa.func.count().label("n_items"),
            sa.func.count(sa.case((Item.status == ItemStatus.AVAILABLE, 1))).label("n_available"),
            sa.func.min(Item.acquired_on).label("acquired_on"),
        )
        .where(Item.book_id.in_(sa.select(chosen.c.id)), *_of_branch(rules))
        .group_by(Item.book_id)
        .subquery()
    )
    statement = (
        sa.select(
            Book.id.label("book_id"),
            Book.title,
            _FIRST_AUTHOR.label("author"),
            Book.publisher,
            Book.publication_year,
            Book.dewey,
            copies.c.branch,
            copies.c.call_number,
            sa.func.coalesce(copies.c.n_items, 0).label("n_items"),
            sa.func.coalesce(copies.c.n_available, 0).label("n_available"),
            copies.c.acquired_on,
        )
        .join(chosen, chosen.c.id == Book.id)
        .outerjoin(copies, copies.c.book_id == Book.id)
        .order_by(*order)
    )
    return read_frame(connection, statement).astype(TYPES)


def _chosen(rules: Rules) -> sa.Select[int]:
    statement = sa.select(Book.id).where(Book.publication_year < rules.before)
    if rules.dewey:
        statement = statement.where(Book.dewey >= rules.dewey)
        following = next_class(rules.dewey)
        statement = statement.where(Book.dewey < following) if following else statement
    if rules.status is not None:
        of_book = sa.select(Item.id).where(Item.book_id == Book.id, Item.status == rules.status)
        statement = statement.where(of_book.exists())
    if rules.branch:
        in_branch = sa.select(Item.id).where(Item.book_id == Book.id, Item.location == rules.branch)
        statement = statement.where(in_branch.exists())
    if rules.least_items == 1:
        statement = statement.where(sa.select(Item.id).where(Item.book_id == Book.id).exists())
    elif rules.least_items:
        n_items = sa.select(sa.func.count()).where(Item.book_id == Book.id).scalar_subquery()
        statement = statement.where(n_items >= rules.least_items)
    return statement


def _of_branch(rules: Rules) -> list[sa.ColumnElement[bool]]:
    return [Item.location == rules.branch] if rules.branch else []


def _order(rules: Rules) -> tuple[sa.ColumnElement[Any], ...]:
    """Return what puts the books into their order."""
    if rules.order is ListOrder.YEAR:
        return Book.publication_year, Book.id  # type: ignore[return-value]
    first, shelf = (
        sa.select(sa.func.coalesce(sa.func.min(column), "")).where(Item.book_id == Book.id, *_of_branch(rules))
        for column in (Item.location, Item.shelf_key)
    )
    return first.scalar_subquery(), shelf.scalar_subquery(), Book.id  # type: ignore[return-value]


def list_branches(connection: sa.Connection) -> list[str]:
    """Return the names of the branches that have copies."""
    names = connection.scalars(sa.select(Item.location).where(Item.location.is_not(None)).distinct())
    return sorted(str(name) for name in names)


def next_class(dewey: str) -> str:
    """Return the first class after all that begin with `dewey`, nothing when there is none.

    >>> next_class("84"), next_class("843.9"), next_class("89"), next_class("9")
    ('85', '844', '9', '')
    """
    rest = dewey.rstrip("9.")
    return rest[:-1] + str(int(rest[-1]) + 1) if rest else ""
