"""What the scans of lists mean, by numbers alone: lists of 30,000 are read in a few statements."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from stdnum import isbn as isbn_numbers

from catalogue.common.batches import split_batches
from catalogue.domain.scans import CodeMatch, ScanMeaning
from catalogue.models import Book, Item, Scan
from catalogue.models.base import table_of
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.code_matches import match_codes


def read_meanings(session: Session, list_ids: Sequence[int]) -> list[ScanMeaning]:
    """Return the scans of some lists in the order of their time; barcodes and inventory numbers are joined in SQL."""
    scans = table_of(Scan).c
    labelled, numbered = table_of(Item).alias("labelled"), table_of(Item).alias("numbered")
    columns: list[sa.ColumnElement[Any]] = [scans.id, scans.list_id, scans.code]
    for name in ("id", "book_id", "status"):
        columns.append(sa.func.coalesce(labelled.c[name], numbered.c[name], type_=labelled.c[name].type))
    joined = (
        table_of(Scan)
        .outerjoin(labelled, labelled.c.barcode == scans.code)
        .outerjoin(numbered, sa.and_(labelled.c.id.is_(None), numbered.c.inventory_number == scans.code))
    )
    statement = sa.select(*columns).select_from(joined).where(scans.list_id.in_(list_ids)).order_by(scans.id)
    meanings = [ScanMeaning._make(row) for row in session.connection().execute(statement).all()]
    others = match_codes(session, [scan.code for scan in meanings if scan.item_id is None])
    return [_join_match(scan, others[scan.code]) if scan.item_id is None else scan for scan in meanings]


def _join_match(scan: ScanMeaning, match: CodeMatch) -> ScanMeaning:
    """Return a scan with what its code means that is neither barcode nor inventory number."""
    status = match.item.status if match.item else None
    return ScanMeaning(scan.id, scan.list_id, scan.code, match.item_id, match.book_id, status)


def find_earlier_codes(session: Session, list_id: int, matches: Sequence[CodeMatch]) -> list[str]:
    """Return the codes of a list that may mean the same as `matches`; who calls looks up what they do mean."""
    scans = table_of(Scan).c
    codes = {match.code for match in matches}
    for item in (match.item for match in matches if match.item is not None):
        codes |= {code for code in (item.barcode, item.inventory_number, f"#{item.id}") if code}
    bare_code = sa.func.replace(sa.func.replace(scans.code, "-", ""), " ", "")
    isbns = _list_spellings(session, {match.book_id for match in matches if match.book_id is not None})
    found: set[str] = set()
    for column, values in ((scans.code, codes), (bare_code, isbns)):
        for some in split_batches(sorted(values), IN_LIMIT):
            same = sa.select(scans.code).where(scans.list_id == list_id, column.in_(some)).distinct()
            found.update(session.connection().execute(same).scalars())
    return sorted(found)


def _list_spellings(session: Session, book_ids: set[int]) -> set[str]:
    """Return the ISBNs of books as 13 and as 10 characters."""
    spellings: set[str] = set()
    for some in split_batches(sorted(book_ids), IN_LIMIT):
        for isbn in session.scalars(sa.select(Book.isbn).where(Book.id.in_(some))):
            if isbn and isbn.startswith("978"):
                short = str(isbn_numbers.to_isbn10(isbn))
                spellings |= {short, short.lower()}
            spellings |= {isbn} if isbn else set()
    return spellings
