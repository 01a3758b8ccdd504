"""The collection at a glance: its size, its newest books, its largest subjects and classes, an author's other books."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.views import BookView, SubjectRef
from catalogue.store import book_numbers, cache, collection_counts
from catalogue.store.book_views import read_books


@dataclass(frozen=True, slots=True)
class CollectionCounts:
    """How large the catalogue is."""

    n_books: int
    n_items: int
    n_available: int


def count(session: Session) -> CollectionCounts:
    """Return how many books, items, and items on the shelf there are; counted once between two changes."""
    counts = cache.remember(session, "counts", lambda: collection_counts.count_books_and_items(session))
    return CollectionCounts(*counts)


def count_by_dewey_class(session: Session) -> Sequence[tuple[str, int]]:
    """Return the Dewey hundreds (`0` to `9`) that have books, and how many; counted once between two changes."""
    return cache.remember(session, "dewey", lambda: collection_counts.count_by_dewey_class(session))


def list_newest(session: Session, n: int) -> list[BookView]:
    """Return the `n` books that were added last, the newest first."""
    return read_books(session, book_numbers.list_newest(session, n))


def list_by_same_author(session: Session, book: BookView, n: int) -> list[BookView]:
    """Return `n` other books in which an author of `book` has a part, by id."""
    author_ids = [credit.author_id for credit in book.authors]
    return read_books(session, book_numbers.list_by_authors(session, author_ids, n, except_id=book.id))


def list_top_subjects(session: Session, n: int) -> list[tuple[SubjectRef, int]]:
    """Return the `n` subjects with most books, and how many they have."""
    rows = collection_counts.list_top_subjects(session, n)
    return [(SubjectRef(subject_id, name), n_books) for subject_id, name, n_books in rows]


def list_branches(session: Session) -> list[str]:
    """Return the branches that have items, by name."""
    return collection_counts.list_branches(session)
