"""Probable duplicates: the books that a new record may be already. Somebody looks; nothing is refused."""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key, title_key
from catalogue.domain.views import BookView
from catalogue.models import Book
from catalogue.store.book_views import read_books

MOST_SHOWN = 5


class Likeness(StrEnum):
    """Why a book may be the same."""

    ISBN = "isbn"
    TITLE_AND_AUTHOR = "title_and_author"


@dataclass(frozen=True, slots=True)
class ProbableDuplicate:
    """A book of the catalogue that a record may be, and why."""

    book: BookView
    likeness: Likeness


def find_probable_duplicates(session: Session, record: BookRecord, but: int | None = None) -> list[ProbableDuplicate]:
    """Return the books with the same ISBN, or with the same title and first author, folded; five at most.

    Different numbers in the series make them volumes, not duplicates.

    :param but: the number of the book that the record is of.
    """
    found: dict[int, ProbableDuplicate] = {}
    if record.isbn:
        for book in _read(session, Book.isbn == record.isbn):
            found[book.id] = ProbableDuplicate(book, Likeness.ISBN)
    for book in _read(session, Book.title_key == title_key(record.title)):
        if _have_same_author(book, record) and not _are_volumes(book, record):
            found.setdefault(book.id, ProbableDuplicate(book, Likeness.TITLE_AND_AUTHOR))
    found.pop(but or 0, None)
    return list(found.values())[:MOST_SHOWN]


def _read(session: Session, condition: sa.ColumnElement[bool]) -> list[BookView]:
    ids = session.scalars(sa.select(Book.id).where(condition).order_by(Book.id).limit(10 * MOST_SHOWN)).all()
    return read_books(session, ids)


def _have_same_author(book: BookView, record: BookRecord) -> bool:
    ours = [heading_key(credit.name) for credit in book.authors[:1]]
    return ours == [heading_key(name) for name in record.authors[:1]]


def _are_volumes(book: BookView, record: BookRecord) -> bool:
    return bool(book.series_number and record.series_number) and book.series_number != record.series_number
