"""A page tells of one moment: what is written between its reads is on the next page, and not half on this one."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord
from catalogue.extensions import db
from catalogue.services import books, items
from catalogue.store import change_log


@pytest.fixture
def write_after_first_read(app: Flask) -> Iterator[Any]:
    """Have somebody commit once the next page has read a book: `write_after_first_read(write)`."""
    writes = []  # type: ignore[var-annotated]

    def commit_between(connection: Any, _cursor: Any, statement: Any, *_: Any) -> None:
        if writes and "book.title" in statement and statement.startswith("SELECT"):
            write = writes.pop()
            with Session(connection.engine) as session:
                change_log.open_write(session)
                write(session)
                session.commit()

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "after_cursor_execute", commit_between)
    yield writes.append
    sa.event.remove(engine, "after_cursor_execute", commit_between)
    assert not writes


@pytest.mark.parametrize("path", ["/search?q=nana", "/books/{book_id}", "/authors/1", "/subjects/1"])
def test_holdings_are_those_of_the_moment_of_the_book(
    get: Any, add_book: Any, write_after_first_read: Any, path: Any
) -> None:
    lent = ItemRecord(barcode="B1", call_number="843 ZOL", location="Centre")
    book_id = add_book("Nana", items=(lent,), authors=("Émile Zola",), subjects=("Roman",))
    get("/search?q=nana")  # The index is up to date.

    def add_item(session: Session) -> None:
        items.create(session, book_id, ItemRecord(barcode="B2", call_number="999 NEW", location="Annexe"), actor="test")

    before = get(path.format(book_id=book_id)).text
    write_after_first_read(add_item)
    during = get(path.format(book_id=book_id)).text
    after = get(path.format(book_id=book_id)).text

    assert during == before != after


def test_a_book_deleted_meanwhile_keeps_its_items_on_the_page(
    get: Any, add_book: Any, write_after_first_read: Any
) -> None:
    book_id = add_book("Nana", items=(ItemRecord(barcode="B1", call_number="843 ZOL"),))
    write_after_first_read(lambda session: books.delete(session, book_id, actor="test"))

    assert "843 ZOL" in get(f"/books/{book_id}").text
    assert get(f"/books/{book_id}").status in (404, 410)
