"""What barcodes and ISBNs mean: the copies and books that have them."""

import re
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.domain.scans import CodeMatch, read_isbn
from catalogue.domain.views import ItemView
from catalogue.models import Book, Item
from catalogue.models.base import table_of
from catalogue.store import holdings
from catalogue.store.book_views import IN_LIMIT

_NUMBERED = re.compile(r"#[1-9][0-9]{0,17}", re.ASCII)


def match_codes(session: Session, codes: Sequence[str]) -> dict[str, CodeMatch]:
    """Return what each code means: a barcode first, else an inventory number, else an ISBN.

    The ISBN of a book that has one copy, apart from withdrawn ones, means that copy.
    """
    unique_codes = list(dict.fromkeys(codes))
    items = _find_items(session, unique_codes)
    isbns = {code: isbn for code in unique_codes if code not in items and (isbn := read_isbn(code))}
    book_ids = _find_books(session, isbns)
    copies = holdings.read_holdings(session, list(dict.fromkeys(book_ids.values())))
    titles = read_titles(session, {item.book_id for item in items.values()} | set(book_ids.values()))
    matches = {}
    for code in unique_codes:
        if (item := items.get(code)) is not None:
            matches[code] = CodeMatch(code, item.book_id, titles[item.book_id], item, 1)
        elif (book_id := book_ids.get(code)) is not None:
            here = [item for item in copies[book_id] if item.status is not ItemStatus.WITHDRAWN]
            only = here[0] if len(here) == 1 else None
            matches[code] = CodeMatch(code, book_id, titles[book_id], only, len(here))
        else:
            matches[code] = CodeMatch(code)
    return matches


def _find_items(session: Session, codes: Sequence[str]) -> dict[str, ItemView]:
    """Return the copies by code: a barcode, else an inventory number, else `#` and the id of a copy without either."""
    columns = table_of(Item).c
    items: dict[str, ItemView] = {}
    for column in (columns.barcode, columns.inventory_number):
        for some in split_batches([code for code in codes if code not in items], IN_LIMIT):
            for row in session.connection().execute(holdings.select_items().where(column.in_(some))):
                item = ItemView(*row)
                items.setdefault(str(getattr(item, column.name)), item)
    numbered = {int(code[1:]): code for code in codes if code not in items and _NUMBERED.fullmatch(code)}
    for some_ids in split_batches(sorted(numbered), IN_LIMIT):
        for row in session.connection().execute(holdings.select_items().where(columns.id.in_(some_ids))):
            items[numbered[row.id]] = ItemView(*row)
    return items


def _find_books(session: Session, isbns: dict[str, str]) -> dict[str, int]:
    """Return the oldest book with each ISBN, by the code that was scanned."""
    book_ids: dict[str, int] = {}
    for some in split_batches(list(dict.fromkeys(isbns.values())), IN_LIMIT):
        rows = sa.select(Book.isbn, sa.func.min(Book.id)).where(Book.isbn.in_(some)).group_by(Book.isbn)
        book_ids.update((isbn, book_id) for isbn, book_id in session.execute(rows) if isbn)
    return {code: book_ids[isbn] for code, isbn in isbns.items() if isbn in book_ids}


def read_titles(session: Session, book_ids: set[int]) -> dict[int, str]:
    """Return the titles of books, by number."""
    titles: dict[int, str] = {}
    for some in split_batches(sorted(book_ids), IN_LIMIT):
        rows = session.execute(sa.select(Book.id, Book.title).where(Book.id.in_(some)))
        titles.update((book_id, title) for book_id, title in rows)
    return titles
