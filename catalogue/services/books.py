"""Books: the one door through which every write of a record goes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.changes import MERGED_INTO
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key, title_keys
from catalogue.domain.views import BookView, ItemView, Page
from catalogue.errors import DuplicateIsbn, NotFound, OnLoan, StaleRevision
from catalogue.models import Action, Book, RecordKind, now
from catalogue.models.base import table_of
from catalogue.store import (
    book_columns,
    book_numbers,
    book_rows,
    change_log,
    former_items,
    heading_links,
    holdings,
    prepared,
)
from catalogue.store.book_views import IN_LIMIT, read_books
from catalogue.store.bulk_rows import insert_rows
from catalogue.store.change_log import Revisions


@dataclass(frozen=True, slots=True)
class NewBook:
    """A record about to be stored, with its items and, from an import, where it came from."""

    record: BookRecord
    items: tuple[ItemRecord, ...] = ()
    source: str | None = None
    source_id: str | None = None
    source_digest: str | None = None
    wanted_id: int | None = None
    revision: int = 1
    """Of a book that is restored, the one after its deletion."""


def get_committed(engine: Engine, book_id: int) -> BookView:
    """Return a book as it was last committed, without a session.

    :raises NotFound: when there is none.
    """
    view = prepared.find_book(engine, book_id)
    if view is None:
        raise NotFound("book", book_id)
    return view


def get(session: Session, book_id: int) -> BookView:
    """Return a book as this transaction sees it.

    :raises NotFound: when there is none.
    """
    views = read_books(session, [book_id])
    if not views:
        raise NotFound("book", book_id)
    return views[0]


def list_by_number(session: Session, book_ids: Collection[int]) -> list[BookView]:
    """Return the books with these numbers that there are, in the order of their numbers."""
    return read_books(session, sorted(book_ids))


def get_by_isbn(session: Session, isbn: str) -> BookView:
    """Return the book with this ISBN (13 bare digits); the oldest when several are allowed to share it.

    :raises NotFound: when none has it.
    """
    book_id = book_rows.find_by_isbn(session, isbn)
    if book_id is None:
        raise NotFound("book with ISBN", isbn)
    return get(session, book_id)


def list_by_title(session: Session, title: str, page: int, per_page: int) -> Page[BookView]:
    """Return the books with this title, exact but for case, marks, the leading article and elision."""
    hits = book_numbers.read_page_by_title(session, title_keys(title), page, per_page)
    return Page(read_books(session, hits.hits), hits.total, page, per_page)


def complete_publisher(session: Session, text: str, most: int) -> list[str]:
    """Return the publishers whose folded names begin as `text` does, at most so many, by name."""
    return book_rows.complete_publisher(session, heading_key(text), most)


def create(session: Session, record: BookRecord, *, actor: str, allow_duplicate: bool = False) -> int:
    """Store a record as a new book and return its number.

    :raises DuplicateIsbn: when a book holds its ISBN, unless `allow_duplicate`.
    """
    if not allow_duplicate:
        _refuse_duplicate(session, record, None)
    return store(session, [NewBook(record)], actor=actor)[0]


def store(session: Session, new: Sequence[NewBook], *, actor: str) -> list[int]:
    """Store records whose ISBNs, barcodes and wanted numbers are known to be free; return their numbers in order."""
    ids = _assign_numbers(session, new)
    at = now()
    rows = [
        {
            **book_columns.map_record(book.record),
            "id": book_id,
            "source": book.source,
            "source_id": book.source_id,
            "source_digest": book.source_digest,
            "revision": book.revision,
            "created_at": at,
            "updated_at": at,
        }
        for book_id, book in zip(ids, new, strict=True)
    ]
    insert_rows(session, table_of(Book), rows)
    numbered = list(zip(ids, new, strict=True))
    heading_links.link_headings(session, {book_id: book.record for book_id, book in numbered})
    holdings.insert_items(session, [(book_id, item) for book_id, book in numbered for item in book.items])
    entries = [change_log.Entry(RecordKind.BOOK, book_id, Action.CREATE, book.revision) for book_id, book in numbered]
    change_log.append(session, actor, entries)
    return ids


def replace(
    session: Session,
    book_id: int,
    record: BookRecord,
    *,
    actor: str,
    expected: Revisions = None,
    allow_duplicate: bool = False,
) -> None:
    """Put a record in the place of book `book_id`.

    :param expected: the revisions that the caller would replace; None takes whatever stands.
    :raises NotFound: when there is no such book.
    :raises StaleRevision: when the book is at none of the `expected` revisions.
    :raises DuplicateIsbn: when another book holds its ISBN, unless `allow_duplicate`.
    """
    old = _get_current(session, book_id, expected)
    if record.isbn != old.isbn and not allow_duplicate:
        _refuse_duplicate(session, record, book_id)
    with rewriting(session, [book_id], actor=actor):
        book_rows.update(session, {book_id: book_columns.map_record(record)})
        heading_links.unlink_headings(session, [book_id])
        heading_links.link_headings(session, {book_id: record})


def replace_all(session: Session, records: Mapping[int, BookRecord], *, actor: str) -> None:
    """Put records in the place of books, by their ids; the ISBNs are known to be free."""
    for some in split_batches(sorted(records), IN_LIMIT):
        with rewriting(session, some, actor=actor):
            book_rows.update(session, {book_id: book_columns.map_record(records[book_id]) for book_id in some})
            heading_links.unlink_headings(session, some)
            heading_links.link_headings(session, {book_id: records[book_id] for book_id in some})


def forget_digests(session: Session, book_ids: Sequence[int]) -> None:
    """Forget what the sources of books said, so that their next import compares the records anew."""
    for some in split_batches(book_ids, IN_LIMIT):
        book_rows.clear_digests(session, some)


def delete(
    session: Session, book_id: int, *, actor: str, expected: Revisions = None, merged_into: int | None = None
) -> None:
    """Delete a book and its items.

    :param merged_into: the book that takes its place, to which its old address leads.
    :raises NotFound: when there is no such book.
    :raises StaleRevision: when the book is at none of the `expected` revisions.
    :raises OnLoan: while an item of it is on loan.
    """
    old = _get_current(session, book_id, expected)
    items = holdings.read_holdings(session, [book_id])[book_id]
    if n_on_loan := sum(item.status is ItemStatus.ON_LOAN for item in items):
        raise OnLoan(book_id, n_on_loan)
    _delete(session, [old], {book_id: items}, actor, merged_into)


def delete_all(session: Session, book_ids: Sequence[int], *, actor: str) -> None:
    """Delete books and their items, lent ones too."""
    for some in split_batches(book_ids, IN_LIMIT):
        _delete(session, read_books(session, some), holdings.read_holdings(session, some), actor)


@contextmanager
def rewriting(
    session: Session,
    book_ids: Sequence[int],
    *,
    actor: str,
    restore: Callable[[BookRecord], BookRecord] = lambda record: record,
) -> Iterator[None]:
    """Log that these books change while the block runs: their revisions grow, their derived keys follow.

    Whatever reaches a book from elsewhere (an author renamed, an item lent) is written in such a block.

    :param restore: returns a record as it was, where what changed it was written before the block.
    """
    old = read_books(session, book_ids)
    items = holdings.read_holdings(session, book_ids)
    yield
    at = now()
    for some in split_batches(read_books(session, book_ids), IN_LIMIT):
        rows = {
            view.id: {"revision": view.revision + 1, "updated_at": at} | book_columns.derive_keys(view.as_record())
            for view in some
        }
        book_rows.update(session, rows)
    change_log.append(
        session,
        actor,
        [_describe_change(view, items[view.id], Action.UPDATE, restore) for view in old],
    )


def _delete(
    session: Session,
    old: Sequence[BookView],
    items: Mapping[int, Sequence[ItemView]],
    actor: str,
    merged_into: int | None = None,
) -> None:
    ids = [view.id for view in old]
    heading_links.unlink_headings(session, ids)
    former_items.retire(session, [(item, view.title) for view in old for item in items[view.id]])
    book_rows.delete(session, ids)
    entries = [_describe_change(view, items[view.id], Action.DELETE) for view in old]
    for entry in entries if merged_into is not None else ():
        assert entry.before is not None
        entry.before[MERGED_INTO] = merged_into
    change_log.append(session, actor, entries)


def _get_current(session: Session, book_id: int, expected: Revisions) -> BookView:
    view = get(session, book_id)
    if expected is not None and view.revision not in expected:
        raise StaleRevision("book", book_id, view.revision)
    return view


def _refuse_duplicate(session: Session, record: BookRecord, book_id: int | None) -> None:
    if record.isbn is None:
        return
    holder = book_rows.find_by_isbn(session, record.isbn, except_id=book_id)
    if holder is not None:
        raise DuplicateIsbn(record.isbn, holder)


def _assign_numbers(session: Session, new: Sequence[NewBook]) -> list[int]:
    """Number new books: the number they want, else the next one that no book, not even a deleted one, ever had."""
    following = max([book_rows.find_last_number(session), *(book.wanted_id or 0 for book in new)]) + 1
    numbers = []
    for book in new:
        numbers.append(book.wanted_id or following)
        following += book.wanted_id is None
    return numbers


def _describe_change(
    view: BookView,
    items: Sequence[ItemView],
    action: Action,
    restore: Callable[[BookRecord], BookRecord] = lambda record: record,
) -> change_log.Entry:
    """Return what the log says of a change or the deletion of a book that stood at `view`: its record and its items."""
    before = restore(view.as_record()).as_json() | {"items": [item.as_state() for item in items]}
    return change_log.Entry(RecordKind.BOOK, view.id, action, view.revision + 1, before)
