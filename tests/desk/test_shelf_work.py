"""Withdrawals and deposits at the desk: looked over, done, printed."""

from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from tests.factories import stored_book


@pytest.fixture
def book_id(writing: Any) -> Any:
    """Nana with B1, B2 on loan, and the deposit D1."""
    with writing() as session:
        copies = [
            ItemRecord(barcode="B1", call_number="843 ZOL"),
            ItemRecord(barcode="B2", status=ItemStatus.ON_LOAN),
        ]
        stored_book(session, "Germinal", items=[ItemRecord(barcode="D1", owner="BDP")])
        return stored_book(session, "Nana", items=copies)


def test_a_withdrawal_is_looked_over_then_done(librarian: Any, book_id: Any) -> None:
    look = librarian.submit("/desk/withdrawals/new", codes="B1\nB2\nstrange", look="1")
    assert look.status == 200
    assert "strange" in look.text
    assert "Retirer 1 exemplaire" in look.text

    page = librarian.submit(look, run="1")

    assert "Procès-verbal" in page.heading
    assert "Nana" in page.text
    assert "843 ZOL" in page.text
    assert "/desk/changesets/1" in page.links
    table = librarian.client.get("/desk/withdrawals/1.csv", headers=librarian.headers)
    assert table.text.splitlines()[1].startswith(";Nana;B1;843 ZOL;")
    assert "Pilon" in librarian.get("/desk/withdrawals").text


def test_what_changed_since_it_was_looked_over_is_shown_again(librarian: Any, book_id: Any) -> None:
    look = librarian.submit("/desk/withdrawals/new", codes="B1", look="1")

    page = librarian.submit(look, codes="B1\nD1", run="1")

    assert "Retirer 2 exemplaires" in page.text


def test_a_weeding_list_opens_with_its_selection(librarian: Any, book_id: Any) -> None:
    assert "B2\nB1" in librarian.get(f"/desk/withdrawals/new?books={book_id},99,x").html


def test_a_deposit_goes_back_and_its_titles_are_offered(librarian: Any, book_id: Any) -> None:
    look = librarian.submit("/desk/deposits/return", codes="B1\nD1", look="1")
    assert "Germinal" in look.text

    page = librarian.submit(look, run="1")

    assert "Germinal" in page.text
    page = librarian.submit(page)
    assert page.status == 200
    assert librarian.get("/books/1").status == 410


def test_copies_become_a_deposit(librarian: Any, book_id: Any) -> None:
    terms = {"owner": "Mediathek", "deposited_on": "2026-11-01", "return_by": "2026-11-20"}
    look = librarian.submit("/desk/deposits/new", codes="B1", look="1", **terms)

    page = librarian.submit(look, run="1")

    assert "Mediathek" in page.text
    assert "843 ZOL" in librarian.get("/desk/deposits?by=2026-11-21").text
    assert "843 ZOL" not in librarian.get("/desk/deposits?by=2026-11-19&owner=Mediathek").text


@pytest.mark.parametrize("path", ["/desk/withdrawals/new", "/desk/deposits/return", "/desk/deposits/new"])
def test_nothing_chosen_is_said_beside_its_field(librarian: Any, path: Any) -> None:
    page = librarian.submit(path, codes="strange", owner="X", run="1")

    assert page.status == 400
    assert "form-error" in page.html
