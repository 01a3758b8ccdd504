"""What a reader looks along without a question: how much there is, what is new, subjects, classes, by one author."""

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
class Counts:
    """How large the catalogue is."""

    n_books: int
    n_items: int
    n_available: int


def counts(session: Session) -> Counts:
    """Return how many books, items, and items on the shelf there are."""

    def count() -> Counts:
        n_books = sa.select(sa.func.count()).select_from(Book).scalar_subquery()
        n_items = sa.select(sa.func.count()).select_from(Item)
        # The fewer are counted: most copies are on the shelf.
        away = [status for status in ItemStatus if status is not ItemStatus.AVAILABLE]
        n_away = n_items.where(Item.status.in_(away)).scalar_subquery()
        counted = session.execute(sa.select(n_books, n_items.scalar_subquery(), n_away)).one()
        return Counts(counted[0], counted[1], counted[1] - counted[2])

    return cache.remember(session, "counts", count)


def newest(session: Session, n: int) -> list[BookView]:
    """Return the `n` books that were added last, the newest first."""
    ids = sa.select(Book.id).order_by(Book.created_at.desc(), Book.id.desc()).limit(n)
    return read_books(session, session.scalars(ids))


def by_same_author(session: Session, book: BookView, n: int) -> list[BookView]:
    """Return `n` other books in which an author of `book` has a part, in the order of their numbers."""
    author_ids = [credit.author_id for credit in book.authors]
    ids = sa.select(Authorship.book_id).where(Authorship.author_id.in_(author_ids), Authorship.book_id != book.id)
    return read_books(session, session.scalars(ids.distinct().order_by(Authorship.book_id).limit(n)))


def top_subjects(session: Session, n: int) -> list[tuple[SubjectRef, int]]:
    """Return the `n` subjects with most books, and how many they have."""
    rows = session.execute(
        sa.select(Subject.id, Subject.name, Subject.n_books)
        .where(Subject.n_books > 0)
        .order_by(Subject.n_books.desc(), Subject.id.desc())
        .limit(n)
    )
    return [(SubjectRef(subject_id, name), n_books) for subject_id, name, n_books in rows]


def dewey_shelves(session: Session) -> Sequence[tuple[str, int]]:
    """Return the Dewey hundreds (`0` to `9`) that have books, and how many they have."""
    # Ten counts of a stretch of the index: GROUP BY would sort every book first and take six times as long.
    stretches = [(str(n), Book.dewey >= str(n), Book.dewey < str(n + 1) if n < 9 else sa.true()) for n in range(10)]
    statement = sa.select(
        *(
            sa.select(sa.func.count()).select_from(Book).where(begins, ends).scalar_subquery().label(f"n_{hundred}")
            for hundred, begins, ends in stretches
        )
    )

    def ask() -> Sequence[tuple[str, int]]:
        counted = zip(stretches, session.execute(statement).one(), strict=True)
        return [(hundred, n_books) for (hundred, _, _), n_books in counted if n_books]

    return cache.remember(session, "dewey", ask)
