"""What the form of a book keeps when others work on the same shelf at the same time."""

from decimal import Decimal
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.services import items
from tests.factories import stored_book


@pytest.fixture
def two_books(writing: Any) -> None:
    """A book with a copy, and another one."""
    with writing() as session:
        stored_book(session, "Nana", authors=("Émile Zola",), items=[ItemRecord(barcode="B1")])
        stored_book(session, "Germinal", isbn="9782070360024")


def test_a_copy_lent_meanwhile_is_no_edit_race(two_books: None, librarian: Any, writing: Any, client: Any) -> None:
    page = librarian.get("/desk/books/1")
    with writing() as session:
        items.set_status(session, 1, ItemStatus.ON_LOAN, actor="eve")

    page = librarian.submit(page, publisher="Folio")

    assert page.status == 200
    assert client.get("/api/books/1").json["publisher"] == "Folio"


def test_save_and_next_survives_a_duplicate(two_books: None, librarian: Any) -> None:
    page = librarian.submit("/desk/books/new", **{"title": "Nana", "people-0-name": "Émile Zola"}, next="1")
    assert page.status == 409
    assert 'name="allow_duplicate" value="next"' in page.html

    page = librarian.submit(page, allow_duplicate="next")

    assert page.path.startswith("/desk/books/new")


def test_a_copy_is_moved_to_another_book(two_books: None, librarian: Any, client: Any) -> None:
    page = librarian.submit("/desk/items/1", other_book="978-2-07-036002-4")
    assert page.path.startswith("/desk/books/2")
    assert client.get("/api/items/1").json["book_id"] == 2

    page = librarian.submit("/desk/items/1", other_book="99")
    assert "Ce livre n’existe pas." in page.text
    assert client.get("/api/items/1").json["book_id"] == 2


@pytest.mark.parametrize(("text", "is_offered"), [("30012345678", True), ("BM0012345", True), ("1984", False)])
def test_an_unknown_barcode_is_offered_to_be_catalogued(
    two_books: None, librarian: Any, text: str, is_offered: bool
) -> None:
    page = librarian.get(f"/search?q={text}")
    assert (f"copies-barcode={text}" in page.html) is is_offered


def test_the_second_save_of_a_copy_says_what_the_first_changed(
    two_books: None, librarian: Any, writing: Any, client: Any
) -> None:
    page = librarian.get("/desk/items/1")
    with writing() as session:
        noted = ItemRecord(barcode="B1", call_number="843 ZOL", price=Decimal("12.50"), note="dos abîmé")
        items.replace(session, 1, 1, noted, actor="eve")

    page = librarian.submit(page, call_number="R ZOL")

    for value in ("Cote\u202f: 843 ZOL", "Prix\u202f: 12.50", "dos abîmé"):
        assert value in page.html
    assert client.get("/api/items/1").json["call_number"] == "843 ZOL"
    librarian.submit(page)
    assert client.get("/api/items/1").json["call_number"] == "R ZOL"
