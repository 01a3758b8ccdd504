"""Rows stored many at once are those that SQLAlchemy would have stored."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from catalogue.models import Item
from catalogue.models.base import table_of
from catalogue.services import books
from catalogue.store.bulk_rows import FEW, insert_rows
from tests.factories import book_record


def make_rows(book_id: int, first: int, count: int) -> list[dict[str, Any]]:
    at = datetime(2026, 11, 27, 12, 30, 15, 250, tzinfo=UTC)
    return [
        {
            **{
                "book_id": book_id,
                "barcode": f"B{number}",
                "call_number": None,
                "shelf_key": None,
                "location": "Salle",
            },
            **{"status": "available", "acquired_on": date(2020, 1, 2), "revision": 1},
            **{"created_at": at, "updated_at": at},
        }
        for number in range(first, first + count)
    ]


def test_many_rows_are_stored_as_few_are(session: Any) -> None:
    book_id = books.create(session, book_record(), actor="test")
    table = table_of(Item)
    insert_rows(session, table, make_rows(book_id, 0, 1))
    insert_rows(session, table, make_rows(book_id, 1, FEW))
    columns = [column for column in table.c if column.name not in {"id", "barcode"}]
    assert len(session.execute(sa.select(*columns).distinct()).all()) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(table)) == FEW + 1
