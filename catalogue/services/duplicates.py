"""Probable duplicates: the books that a new record may be already. Somebody looks; nothing is refused."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key, title_key
from catalogue.domain.views import BookView
from catalogue.store import book_numbers
from catalogue.store.book_views import read_books

MOST_SHOWN = 5
MOST_READ = 50
"""Books with the same title that are compared."""


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
    duplicates: dict[int, ProbableDuplicate] = {}
    if record.isbn:
        for book in read_books(session, book_numbers.list_by_isbn(session, record.isbn, MOST_READ)):
            duplicates[book.id] = ProbableDuplicate(book, Likeness.ISBN)
    alike = book_numbers.list_by_title_key(session, title_key(record.title), MOST_READ)
    for book in read_books(session, alike):
        if _have_same_author(book, record) and not _are_volumes(book, record):
            duplicates.setdefault(book.id, ProbableDuplicate(book, Likeness.TITLE_AND_AUTHOR))
    duplicates.pop(but or 0, None)
    return list(duplicates.values())[:MOST_SHOWN]


def _have_same_author(book: BookView, record: BookRecord) -> bool:
    ours = [heading_key(credit.name) for credit in book.authors[:1]]
    return ours == [heading_key(name) for name in record.authors[:1]]


def _are_volumes(book: BookView, record: BookRecord) -> bool:
    return bool(book.series_number and record.series_number) and book.series_number != record.series_number
