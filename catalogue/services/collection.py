"""The collection at a glance: its size, its newest books, its largest subjects and classes, an author's other books."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus
from catalogue.domain.views import BookView, SubjectRef
from catalogue.models import Authorship, Book, Item, Subject
from catalogue.store import cache
from catalogue.store.book_views import read_books


@dataclass(frozen=True, slots=True)
class CollectionCounts:
    """How large the catalogue is."""

    n_books: int
    n_items: int
    n_available: int


def count(session: Session) -> CollectionCounts:
    """Return how many books, items, and items on the shelf there are."""

    def count_anew() -> CollectionCounts:
        all_books = sa.select(sa.func.count()).select_from(Book).scalar_subquery()
        all_items = sa.select(sa.func.count()).select_from(Item)
        # Most copies are on the shelf, so counting the others is faster.
        away = [status for status in ItemStatus if status is not ItemStatus.AVAILABLE]
        items_away = all_items.where(Item.status.in_(away)).scalar_subquery()
        n_books, n_items, n_away = session.execute(sa.select(all_books, all_items.scalar_subquery(), items_away)).one()
        return CollectionCounts(n_books, n_items, n_items - n_away)

    return cache.remember(session, "counts", count_anew)


def list_newest(session: Session, n: int) -> list[BookView]:
    """Return the `n` books that were added last, the newest first."""
    ids = sa.select(Book.id).order_by(Book.created_at.desc(), Book.id.desc()).limit(n)
    return read_books(session, session.scalars(ids))


def list_by_same_author(session: Session, book: BookView, n: int) -> list[BookView]:
    """Return `n` other books in which an author of `book` has a part, by id."""
    author_ids = [credit.author_id for credit in book.authors]
    ids = sa.select(Authorship.book_id).where(Authorship.author_id.in_(author_ids), Authorship.book_id != book.id)
    return read_books(session, session.scalars(ids.distinct().order_by(Authorship.book_id).limit(n)))


def list_top_subjects(session: Session, n: int) -> list[tuple[SubjectRef, int]]:
    """Return the `n` subjects with most books, and how many they have."""
    rows = session.execute(
        sa.select(Subject.id, Subject.name, Subject.n_books)
        .where(Subject.n_books > 0)
        .order_by(Subject.n_books.desc(), Subject.id.desc())
        .limit(n)
    )
    return [(SubjectRef(subject_id, name), n_books) for subject_id, name, n_books in rows]


def count_by_dewey_class(session: Session) -> Sequence[tuple[str, int]]:
    """Return the Dewey hundreds (`0` to `9`) that have books, and how many they have."""
    # Ten counts of a range of the index: GROUP BY would sort every book first and take six times as long.
    ranges = [(str(n), Book.dewey >= str(n), Book.dewey < str(n + 1) if n < 9 else sa.true()) for n in range(10)]
    statement = sa.select(
        *(
            sa.select(sa.func.count()).select_from(Book).where(begins, ends).scalar_subquery().label(f"n_{hundred}")
            for hundred, begins, ends in ranges
        )
    )

    def count_anew() -> Sequence[tuple[str, int]]:
        counts = zip(ranges, session.execute(statement).one(), strict=True)
        return [(hundred, n_books) for (hundred, _, _), n_books in counts if n_books]

    return cache.remember(session, "dewey", count_anew)


def list_branches(session: Session) -> list[str]:
    """Return the branches that have items, by name."""
    branches = sa.select(Item.location).where(Item.location.is_not(None)).distinct().order_by(Item.location)
    return [name for name in session.scalars(branches) if name]
