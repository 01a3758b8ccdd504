"""Books that a library may want to part with: by age, class and copies."""

from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, Book, Item
from explorer.sources.database import found

TYPES = {
    "book_id": "Int64",
    "title": "string",
    "author": "string",
    "publisher": "string",
    "publication_year": "Int64",
    "dewey": "string",
    "call_number": "string",
    "n_items": "Int64",
    "n_available": "Int64",
    "acquired_on": "datetime64[s]",
}
"""The columns of a list; `call_number` is the first of the copies' in the order of signs, `acquired_on` the oldest."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Which books: published before a year, in a class, with so many copies, one of them in a state.

    `dewey` is the beginning of a class (`8`, `843.9`), empty for all. Books without a year are never chosen.
    """

    before: int
    dewey: str = ""
    least_items: int = 1
    status: ItemStatus | None = None


def count(connection: sa.Connection, rules: Rules) -> int:
    """Return how many books there are by these rules."""
    return connection.scalar(sa.select(sa.func.count()).select_from(_chosen(rules).subquery())) or 0


def books(connection: sa.Connection, rules: Rules, n: int) -> pd.DataFrame:
    """Return the first `n` books by these rules, oldest first. Columns: those of `TYPES`."""
    chosen = _chosen(rules).order_by(Book.publication_year, Book.id).limit(n).subquery()
    copies = (
        sa.select(
            Item.book_id,
            sa.func.min(Item.call_number).label("call_number"),
            sa.func.count().label("n_items"),
            sa.func.count(sa.case((Item.status == ItemStatus.AVAILABLE, 1))).label("n_available"),
            sa.func.min(Item.acquired_on).label("acquired_on"),
        )
        .where(Item.book_id.in_(sa.select(chosen.c.id)))
        .group_by(Item.book_id)
        .subquery()
    )
    first_author = (
        sa.select(Author.name)
        .join(Authorship, Authorship.author_id == Author.id)
        .where(Authorship.book_id == Book.id, Authorship.role == Role.AUTHOR)
        .order_by(Authorship.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.select(
            Book.id.label("book_id"),
            Book.title,
            first_author.label("author"),
            Book.publisher,
            Book.publication_year,
            Book.dewey,
            copies.c.call_number,
            sa.func.coalesce(copies.c.n_items, 0).label("n_items"),
            sa.func.coalesce(copies.c.n_available, 0).label("n_available"),
            copies.c.acquired_on,
        )
        .join(chosen, chosen.c.id == Book.id)
        .outerjoin(copies, copies.c.book_id == Book.id)
        .order_by(Book.publication_year, Book.id)
    )
    return found(connection, statement).astype(TYPES)


def _chosen(rules: Rules) -> sa.Select[int]:
    statement = sa.select(Book.id).where(Book.publication_year < rules.before)
    if rules.dewey:
        statement = statement.where(Book.dewey >= rules.dewey)
        following = next_class(rules.dewey)
        statement = statement.where(Book.dewey < following) if following else statement
    if rules.status is not None:
        of_book = sa.select(Item.id).where(Item.book_id == Book.id, Item.status == rules.status)
        statement = statement.where(of_book.exists())
    if rules.least_items == 1:
        statement = statement.where(sa.select(Item.id).where(Item.book_id == Book.id).exists())
    elif rules.least_items:
        n_items = sa.select(sa.func.count()).where(Item.book_id == Book.id).scalar_subquery()
        statement = statement.where(n_items >= rules.least_items)
    return statement


def next_class(dewey: str) -> str:
    """Return the first class after all that begin with `dewey`, nothing when there is none.

    >>> next_class("84"), next_class("843.9"), next_class("89"), next_class("9")
    ('85', '844', '9', '')
    """
    kept = dewey.rstrip("9.")
    return kept[:-1] + str(int(kept[-1]) + 1) if kept else ""
