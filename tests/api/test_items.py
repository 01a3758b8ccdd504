"""Items, and what a write of one does to its book."""

from typing import Any

import pytest


@pytest.fixture
def book(post_book: Any) -> Any:
    return post_book()


@pytest.fixture
def counts_of(client: Any) -> Any:
    """The counts and the revision of a book as it stands: `counts_of(book)`."""

    def ask(book: Any) -> Any:
        now = client.get(book["links"]["self"]).json
        return now["items"]["total"], now["items"]["available"], now["revision"]

    return ask


def test_an_item_is_stored_and_read(client: Any, book: Any) -> None:
    item = {
        "book_id": book["id"],
        "barcode": "3000000042",
        "call_number": "843 CAM",
        "location": "Centre",
        "status": "in_repair",
        "acquired_on": "2024-03-12",
    }

    answer = client.post("/api/items", json=item)

    assert answer.status_code == 201
    assert answer.headers["Location"] == answer.json["links"]["self"]
    assert {name: answer.json[name] for name in item} == item
    assert client.get(answer.headers["Location"]).json == answer.json
    assert answer.json["links"]["book"] == book["links"]["self"]


def test_a_book_counts_its_items(client: Any, book: Any, post_item: Any, counts_of: Any) -> None:
    first = post_item(book["id"], "B1")
    assert counts_of(book) == (1, 1, 2)

    post_item(book["id"], "B2", status="lost")
    assert counts_of(book) == (2, 1, 3)

    client.put(first["links"]["self"], json={"book_id": book["id"], "barcode": "B1", "status": "on_loan"})
    assert counts_of(book) == (2, 0, 4)

    client.put(first["links"]["self"], json={"book_id": book["id"], "barcode": "B1"})
    assert counts_of(book) == (2, 1, 5)

    assert client.delete(first["links"]["self"]).status_code == 204
    assert counts_of(book) == (1, 0, 6)


def test_an_item_may_move_to_another_book(
    client: Any, book: Any, post_book: Any, post_item: Any, counts_of: Any
) -> None:
    item, other = post_item(book["id"], "B1"), post_book()

    moved = client.put(item["links"]["self"], json={"book_id": other["id"], "barcode": "B1"})

    assert moved.json["book_id"] == other["id"]
    assert counts_of(book) == (0, 0, 3)
    assert counts_of(other) == (1, 1, 2)


def test_what_is_not_sent_is_gone(client: Any, book: Any, post_item: Any) -> None:
    item = post_item(book["id"], "B1", call_number="843 CAM", location="Centre", acquired_on="2024-03-12")

    replaced = client.put(item["links"]["self"], json={"book_id": book["id"], "barcode": "B1"}).json

    assert (replaced["call_number"], replaced["location"], replaced["acquired_on"]) == (None, None, None)


def test_a_barcode_is_on_one_item_only(client: Any, book: Any, post_item: Any, problem: Any, unchanged: Any) -> None:
    holder, other = post_item(book["id"], "B1"), post_item(book["id"], "B2")

    with unchanged():
        refusal = problem(client.post("/api/items", json={"book_id": book["id"], "barcode": " B1 "}), 409)
        problem(client.put(other["links"]["self"], json={"book_id": book["id"], "barcode": "B1"}), 409)

    assert f"item {holder['id']}" in refusal["detail"]


def test_an_item_needs_a_book(client: Any, book: Any, post_item: Any, problem: Any, unchanged: Any) -> None:
    item = post_item(book["id"], "B1")

    with unchanged():
        problem(client.post("/api/items", json={"book_id": 4711, "barcode": "B2"}), 404)
        problem(client.put(item["links"]["self"], json={"book_id": 4711, "barcode": "B1"}), 404)
        problem(client.put("/api/items/4711", json={"book_id": book["id"], "barcode": "B2"}), 404)


def test_an_item_on_loan_cannot_be_deleted(
    client: Any, book: Any, post_item: Any, problem: Any, unchanged: Any
) -> None:
    item = post_item(book["id"], "B1", status="on_loan")

    with unchanged():
        problem(client.delete(item["links"]["self"]), 409)


def test_a_deleted_item_is_gone_and_its_number_never_comes_back(
    client: Any, book: Any, post_item: Any, problem: Any
) -> None:
    item = post_item(book["id"], "B1")

    client.delete(item["links"]["self"])

    problem(client.get(item["links"]["self"]), 404)
    problem(client.delete(item["links"]["self"]), 404)
    again = problem(client.post("/api/items", json={"book_id": book["id"], "barcode": "B1"}), 409)
    assert "it was on a copy of" in again["detail"]
    assert post_item(book["id"], "B2")["id"] == item["id"] + 1


def test_items_are_listed_by_book_barcode_location_and_status(
    client: Any, book: Any, post_book: Any, post_item: Any
) -> Any:
    other = post_book()
    post_item(book["id"], "B1", location="Centre")
    post_item(book["id"], "B2", location="Nord", status="on_loan")
    post_item(other["id"], "B3", location="Centre")

    def list_barcodes(query: Any) -> Any:
        answer = client.get(f"/api/items?{query}")
        barcodes = [item["barcode"] for item in answer.json]
        assert answer.headers["X-Total-Count"] == str(len(barcodes))
        return barcodes

    assert list_barcodes("") == ["B1", "B2", "B3"]
    assert list_barcodes(f"book_id={book['id']}") == ["B1", "B2"]
    assert list_barcodes("barcode=B2") == ["B2"]
    assert list_barcodes("location=Centre") == ["B1", "B3"]
    assert list_barcodes("status=on_loan") == ["B2"]
    assert list_barcodes(f"status=available&location=Centre&book_id={other['id']}") == ["B3"]
    assert list_barcodes("book_id=4711") == []


def test_pages_of_items_are_read_from_either_end(client: Any, book: Any, post_item: Any) -> None:
    for number in range(5):
        post_item(book["id"], f"B{number}")

    pages = [client.get(f"/api/items?per_page=2&page={page}") for page in (1, 2, 3, 4)]

    assert [[item["barcode"] for item in page.json] for page in pages] == [["B0", "B1"], ["B2", "B3"], ["B4"], []]
    assert {page.headers["X-Total-Count"] for page in pages} == {"5"}
