"""Matching: which book of the catalogue a record of a file is, by source id, then ISBN, then title, author and year."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key, title_key
from catalogue.domain.volumes import find_volume
from catalogue.models import Book, BookSeries
from catalogue.models.base import table_of
from catalogue.store import holdings
from catalogue.store.book_views import IN_LIMIT, read_books

_BOOK = table_of(Book).c
_SERIES = table_of(BookSeries).c


@dataclass(slots=True, eq=False)
class MatchedBook:
    """A book that records may match; its `book_id` is 0 until it is stored."""

    book_id: int
    title: str
    volume: str | None = None
    is_own: bool = False
    """Whether it comes from the source that is being imported."""

    def is_book(self, other: "MatchedBook") -> bool:
        """Return whether both are the same book."""
        return self is other or (self.book_id != 0 and self.book_id == other.book_id)


@dataclass(frozen=True, slots=True)
class Match:
    """A record and the book it matches; `by_source` when its source gave the book before."""

    outcome: Parsed
    holder: MatchedBook
    by_source: bool = False


def find_digests(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, tuple[str, MatchedBook]]:
    """Return digest ("" where it is forgotten) and book of each record that `source` gave before, by source id."""
    statement = sa.select(_BOOK.source_id, _BOOK.source_digest, _BOOK.id, _BOOK.title)
    digests: dict[str, tuple[str, MatchedBook]] = {}
    for some in split_batches(source_ids, IN_LIMIT):
        rows = session.connection().execute(statement.where(_BOOK.source == source, _BOOK.source_id.in_(some)))
        digests.update(
            (source_id, (digest or "", MatchedBook(book_id, title))) for source_id, digest, book_id, title in rows
        )
    return digests


def find_by_isbn(session: Session, source: str, isbns: Sequence[str]) -> dict[str, list[MatchedBook]]:
    """Return the books with these ISBNs, oldest first; several when they are volumes of a set."""
    is_first = sa.and_(_SERIES.book_id == _BOOK.id, _SERIES.position == 0)
    number = sa.func.coalesce(_BOOK.volume_number, sa.select(_SERIES.number).where(is_first).scalar_subquery())
    statement = sa.select(_BOOK.isbn, _BOOK.id, _BOOK.title, number, _BOOK.source).order_by(_BOOK.id)
    holders: dict[str, list[MatchedBook]] = {}
    for some in split_batches(isbns, IN_LIMIT):
        for isbn, book_id, title, number, origin in session.connection().execute(statement.where(_BOOK.isbn.in_(some))):
            holder = MatchedBook(book_id, title, find_volume(title, number), origin == source)
            holders.setdefault(isbn, []).append(holder)
    return holders


def find_by_code(session: Session, name: str, codes: Sequence[str]) -> dict[str, MatchedBook]:
    """Return the book whose copy has each code. :param name: `barcode` or `inventory_number`."""
    holders = holdings.find_code_holders(session, name, codes)
    return {code: MatchedBook(holder.book_id, holder.title) for code, holder in holders.items()}


def has_other_sources(session: Session, source: str) -> bool:
    """Return whether any book comes from elsewhere than `source`."""
    return any(
        session.connection().scalar(sa.select(sa.exists().where(condition)))
        for condition in (_BOOK.source.is_(None), _BOOK.source < source, _BOOK.source > source)
    )


def find_by_title(session: Session, source: str, parsed: Sequence[Parsed]) -> dict[int, MatchedBook]:
    """Return the book of another source with the same title, first author and year, by the position of the record.

    A record without author or year matches none. Two ISBNs are two editions, so one of both has to be without.
    """
    keys = {outcome.position: title_key(outcome.record.title, outcome.record.language) for outcome in parsed}
    complete = [o for o in parsed if o.record.authors and o.record.published]
    candidates: dict[str, list[int]] = {}
    statement = sa.select(_BOOK.title_key, _BOOK.id).where(
        sa.or_(_BOOK.source.is_(None), _BOOK.source != source), _BOOK.publication_year.is_not(None)
    )
    for some in split_batches(dict.fromkeys(keys[outcome.position] for outcome in complete), IN_LIMIT):
        for key, book_id in session.connection().execute(statement.where(_BOOK.title_key.in_(some)).order_by(_BOOK.id)):
            candidates.setdefault(key, []).append(book_id)
    ids = [book_id for some_ids in candidates.values() for book_id in some_ids]
    views = {view.id: view.as_record() for view in read_books(session, ids)} if ids else {}
    holders = {}
    for outcome in complete:
        for book_id in candidates.get(keys[outcome.position], ()):
            if _is_same_edition(outcome.record, record := views[book_id]):
                holders[outcome.position] = MatchedBook(book_id, record.title)
                break
    return holders


def _is_same_edition(record: BookRecord, other: BookRecord) -> bool:
    return (
        not (record.isbn and other.isbn)
        and record.publication_year == other.publication_year
        and heading_key(record.authors[0]) in map(heading_key, other.authors)
        and find_volume(record.title, record.series_number) == find_volume(other.title, other.series_number)
    )
