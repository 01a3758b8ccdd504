"""What a library keeps of a copy besides barcode, place and status."""

from typing import Any

import pytest

from catalogue.domain.items import ItemStatus

DEPOSITED = {
    "book_id": 1,
    "inventory_number": "2024-0117",
    "volume": "2",
    "owner": "BDP",
    "deposited_on": "2024-03-12",
    "return_by": "2025-03-12",
    "price": 12.5,
    "note": "Envoi de l’auteur",
}


@pytest.fixture
def book_id(client: Any) -> int:
    return int(client.post("/api/books", json={"title": "Nana"}).json["id"])


def test_a_copy_without_a_barcode_is_kept_until_one_is_given(client: Any, book_id: int) -> None:
    stored = client.post("/api/items", json=DEPOSITED).json
    assert stored["barcode"] is None
    assert {name: stored[name] for name in DEPOSITED} == DEPOSITED
    assert client.post("/api/items", json={"book_id": 1}).status_code == 201

    answer = client.patch(f"/api/items/{stored['id']}", json={"barcode": "B1"})

    assert answer.json["barcode"] == "B1"
    assert client.get(f"/api/items/{stored['id']}").json == answer.json


def test_an_inventory_number_is_never_given_twice(client: Any, book_id: int) -> None:
    first = client.post("/api/items", json=DEPOSITED).json["id"]
    assert client.post("/api/items", json=DEPOSITED).status_code == 409

    client.delete(f"/api/items/{first}")
    problem = client.post("/api/items", json=DEPOSITED)
    assert problem.status_code == 409
    assert problem.json["type"] == "/problems/duplicate-inventory-number"
    assert "2024-0117" in problem.json["detail"]
    assert "Nana" in problem.json["detail"]

    client.delete("/api/books/1")
    other = client.post("/api/books", json={"title": "Germinal"}).json["id"]
    assert client.post("/api/items", json={**DEPOSITED, "book_id": other}).status_code == 409


def test_a_number_that_was_changed_is_not_given_to_another_but_comes_back(client: Any, book_id: int) -> None:
    first = client.post("/api/items", json=DEPOSITED).json["id"]
    client.patch(f"/api/items/{first}", json={"inventory_number": "2024-0118"})
    assert client.post("/api/items", json=DEPOSITED).status_code == 409
    back = client.patch(f"/api/items/{first}", json={"inventory_number": "2024-0117"})
    assert back.status_code == 200


def test_a_restored_book_has_its_copies_and_their_numbers(client: Any, book_id: int) -> None:
    client.post("/api/items", json=DEPOSITED)
    client.post("/api/items", json={"book_id": 1, "barcode": "B2", "status": "on_site_only"})
    client.delete("/api/books/1")

    revision = client.get("/api/books/1/history").json[1]["revision"]
    answer = client.post("/api/books/1/restore", json={"revision": revision})

    assert answer.status_code == 200, answer.json
    items = client.get("/api/items?book_id=1").json
    assert [(item["inventory_number"], item["barcode"]) for item in items] == [("2024-0117", None), (None, "B2")]
    assert client.post("/api/items", json=DEPOSITED).status_code == 409


def test_what_belongs_to_a_loan_or_a_withdrawal_goes_with_it(client: Any, book_id: int) -> None:
    lent = {"book_id": 1, "status": "on_loan", "due_on": "2026-12-24"}
    item = client.post("/api/items", json=lent).json
    assert item["due_on"] == "2026-12-24"

    back = client.patch(f"/api/items/{item['id']}", json={"status": "available"}).json
    assert back["due_on"] is None

    gone = {"status": "withdrawn", "withdrawal_reason": "worn", "withdrawal_destination": "destroyed"}
    withdrawn = client.patch(f"/api/items/{item['id']}", json=gone).json
    assert withdrawn["withdrawn_on"] is not None
    assert withdrawn["withdrawal_reason"] == "worn"

    again = client.patch(f"/api/items/{item['id']}", json={"status": "available"}).json
    assert (again["withdrawn_on"], again["withdrawal_reason"], again["withdrawal_destination"]) == (None, None, None)


@pytest.mark.parametrize("status", list(ItemStatus))
def test_every_status_has_its_word_on_the_pages(client: Any, book_id: int, status: ItemStatus) -> None:
    client.post("/api/items", json={"book_id": 1, "barcode": "B1", "status": status})
    assert client.get("/books/1").status_code == 200
    assert client.get("/desk/books/1").status_code == 200


@pytest.mark.parametrize("price", [-1, 1_000_000, "12", True])
def test_a_wrong_price_is_named(client: Any, book_id: int, price: Any) -> None:
    problem = client.post("/api/items", json={"book_id": 1, "price": price})
    assert problem.status_code == 400
    assert [error["field"] for error in problem.json["errors"]] == ["price"]


def test_the_history_tells_copies_without_barcodes_apart(client: Any, book_id: int) -> None:
    item = client.post("/api/items", json=DEPOSITED).json["id"]
    client.patch(f"/api/items/{item}", json={"barcode": "B1", "price": 8})

    change = client.get("/api/books/1/history").json[0]

    (difference,) = change["differences"]
    assert (difference["before"]["barcode"], difference["after"]["barcode"]) == (None, "B1")
