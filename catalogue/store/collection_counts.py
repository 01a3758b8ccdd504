"""Counts over the whole collection."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus
from catalogue.models import Book, Item, Subject


def count_books_and_items(session: Session) -> tuple[int, int, int]:
    """Return how many books, items, and items on the shelf there are."""
    all_books = sa.select(sa.func.count()).select_from(Book).scalar_subquery()
    all_items = sa.select(sa.func.count()).select_from(Item)
    # Most copies are on the shelf, so counting the others is faster.
    away = [status for status in ItemStatus if status is not ItemStatus.AVAILABLE]
    items_away = all_items.where(Item.status.in_(away)).scalar_subquery()
    n_books, n_items, n_away = session.execute(sa.select(all_books, all_items.scalar_subquery(), items_away)).one()
    return n_books, n_items, n_items - n_away


def count_by_dewey_class(session: Session) -> list[tuple[str, int]]:
    """Return the Dewey hundreds (`0` to `9`) that have books, and how many they have."""
    # Ten counts of a range of the index: GROUP BY would sort every book first and take six times as long.
    ranges = [(str(n), Book.dewey >= str(n), Book.dewey < str(n + 1) if n < 9 else sa.true()) for n in range(10)]
    statement = sa.select(
        *(
            sa.select(sa.func.count()).select_from(Book).where(begins, ends).scalar_subquery().label(f"n_{hundred}")
            for hundred, begins, ends in ranges
        )
    )
    counts = zip(ranges, session.execute(statement).one(), strict=True)
    return [(hundred, n_books) for (hundred, _, _), n_books in counts if n_books]


def list_top_subjects(session: Session, n: int) -> Sequence[sa.Row[int, str, int]]:
    """Return number, name and number of books of the `n` subjects with most books."""
    subjects = sa.select(Subject.id, Subject.name, Subject.n_books).where(Subject.n_books > 0)
    return session.execute(subjects.order_by(Subject.n_books.desc(), Subject.id.desc()).limit(n)).all()


def list_branches(session: Session) -> list[str]:
    """Return the locations that items have, by name."""
    locations = sa.select(Item.location).where(Item.location.is_not(None)).distinct().order_by(Item.location)
    return [name for name in session.scalars(locations) if name]
