"""The inventory register at the desk: read, exported, printed; numbers given."""

from datetime import date
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord
from tests.factories import stored_book

DAY = date(2026, 3, 1)


@pytest.fixture
def book_id(writing: Any) -> Any:
    """Nana with a copy of 2026 and a deposit."""
    with writing() as session:
        copies = [ItemRecord(barcode="B1", acquired_on=DAY), ItemRecord(barcode="D1", owner="BDP", deposited_on=DAY)]
        return stored_book(session, "Nana", items=copies)


def test_the_register_of_a_year_is_shown_and_exported(librarian: Any, book_id: Any) -> None:
    page = librarian.get("/desk/register")

    assert page.heading == "Registre d’inventaire, 2026"
    assert "BDP" in page.text
    assert librarian.get("/desk/register?year=unknown").status == 200
    table = librarian.client.get("/desk/register.csv?year=2026", headers=librarian.headers)
    assert table.text.splitlines()[1:] == [";B1;2026-03-01;Nana;non précisé;;;", ";D1;2026-03-01;Nana;BDP;;;"]


def test_numbers_are_looked_over_then_given(librarian: Any, book_id: Any) -> None:
    look = librarian.submit("/desk/register/numbers", all_without="y", look="1")
    assert "2026-00001" in look.text
    assert "Numéroter 1 exemplaire" in look.text

    librarian.submit(look, run="1")

    assert "2026-00001" in librarian.get("/desk/register").text


def test_new_copies_get_numbers_when_asked(librarian: Any, book_id: Any) -> None:
    copies = {"copies-count": "2", "copies-give_numbers": "y", "copies-acquired_on": "2026-04-01"}

    page = librarian.submit(f"/desk/books/{book_id}", **copies)

    assert "2 exemplaires sont ajoutés." in page.text
    assert "2026-00002" in librarian.get("/desk/register").text
