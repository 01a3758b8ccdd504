"""Two books that are one become one: field by field, with copies and history; the old number leads to the new."""

import re
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.services import books
from tests.factories import book_record, stored_book


@pytest.fixture
def pair(writing: Any) -> None:
    """Book 1 without a publisher, book 2 with one and two copies, one of them on loan."""
    with writing() as session:
        stored_book(session, "Nana", authors=("Émile Zola",), subjects=("Roman",))
        copies = [ItemRecord(barcode="B1"), ItemRecord(barcode="B2", status=ItemStatus.ON_LOAN)]
        stored_book(session, "Nana.", authors=("Zola",), publisher="Folio", subjects=("Paris",), items=copies)


def test_the_merge_takes_what_was_picked_and_the_copies(pair: None, librarian: Any, client: Any) -> None:
    page = librarian.get("/desk/books/1/merge?other=B2")
    assert "Folio" in page.text
    assert "2 exemplaires le rejoignent" in page.text

    page = librarian.submit(page, pick_authors="mine", pick_subjects="both")

    assert page.path == "/desk/books/1"
    book = client.get("/api/books/1").json
    assert (book["title"], book["publisher"], book["authors"]) == ("Nana", "Folio", ["Émile Zola"])
    assert book["subjects"] == ["Roman", "Paris"]
    assert [(item["id"], item["book_id"], item["status"]) for item in client.get("/api/items").json] == [
        (1, 1, "available"),
        (2, 1, "on_loan"),
    ]


def test_the_old_number_leads_to_the_new_one(pair: None, librarian: Any, client: Any) -> None:
    librarian.submit("/desk/books/1/merge?other=2")

    for path, target in (("/books/2", "/books/1"), ("/api/books/2", "/api/books/1")):
        answer = client.get(path)
        assert answer.status_code == 301, path
        assert answer.headers["Location"].endswith(target)
    assert librarian.get("/desk/books/2").path == "/desk/books/1"
    assert "/desk/books/2/history" in librarian.get("/desk/books/1/history").html
    assert librarian.get("/desk/books/2/history").status == 200


def test_every_address_of_the_old_number_leads_on_along_the_whole_chain(
    pair: None, librarian: Any, client: Any, writing: Any
) -> None:
    with writing() as session:
        stored_book(session, "Nana!")
    librarian.submit("/desk/books/2/merge?other=3")
    librarian.submit("/desk/books/1/merge?other=2")

    for name in ("csv", "ris", "json"):
        answer = client.get(f"/books/3.{name}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/books/1.{name}")
    answer = client.get("/books/3/report")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/books/1/report")
    assert client.get("/list?books=3.1").text.count('href="/books/1"') == client.get("/list?books=1").text.count(
        'href="/books/1"'
    )
    assert client.get("/list.csv?books=3.2").headers["X-Total-Count"] == "1"
    assert client.get("/books/99.csv").status_code == client.get("/books/99/report").status_code == 404


def test_readers_reports_go_along_and_come_back(pair: None, librarian: Any) -> None:
    librarian.post("/books/2/report", {"text": "Un s manque."})
    librarian.submit("/desk/books/1/merge?other=2")
    librarian.post("/books/2/report", {"text": "Écrit avant la fusion."})

    page = librarian.get("/desk/reports")
    assert page.links.count("/books/1") == 2
    assert "/books/2" not in page.links
    librarian.submit("/desk/changesets/1/undo")
    page = librarian.get("/desk/reports")
    assert [page.links.count(path) for path in ("/books/1", "/books/2")] == [1, 1]


def test_a_merge_is_undone_and_undone_again(pair: None, librarian: Any, client: Any) -> None:
    before = [client.get(f"/api/books/{number}").json for number in (1, 2)]
    librarian.submit("/desk/books/1/merge?other=2", pick_title="theirs")
    merged = client.get("/api/books/1").json

    librarian.submit("/desk/changesets/1/undo")

    for old, number in zip(before, (1, 2), strict=True):
        now = client.get(f"/api/books/{number}").json
        assert {k: v for k, v in now.items() if k not in {"revision", "updated_at", "created_at"}} == {
            k: v for k, v in old.items() if k not in {"revision", "updated_at", "created_at"}
        }
    assert [(item["id"], item["book_id"]) for item in client.get("/api/items").json] == [(1, 2), (2, 2)]
    undone = max(map(int, re.findall(r'href="/desk/changesets/(\d+)"', librarian.get("/desk/changesets").html)))
    librarian.submit(f"/desk/changesets/{undone}/undo")
    assert client.get("/api/books/1").json["title"] == merged["title"]
    assert client.get("/api/books/2").status_code == 301


@pytest.mark.parametrize("order", [(1, 2), (2, 1), (1, 2, 1), (1, 1, 2, 1), (2, 2, 1)])
def test_a_chain_of_merges_is_undone_in_any_order_and_no_copy_is_lost(
    librarian: Any, client: Any, writing: Any, order: tuple[int, ...]
) -> None:
    def read(number: int) -> Any:
        book = client.get(f"/api/books/{number}").json
        copies = client.get(f"/api/items?book_id={number}").json
        return book["title"], book["publisher"], book["subjects"], [(one["id"], one["barcode"]) for one in copies]

    with writing() as session:
        for letter in "ABC":
            copies = [ItemRecord(barcode=letter)]
            stored_book(session, f"Nana {letter}", publisher=letter, subjects=(letter,), items=copies)
    before = {number: read(number) for number in (1, 2, 3)}
    librarian.submit("/desk/books/2/merge?other=1", pick_publisher="theirs", pick_subjects="both")
    librarian.submit("/desk/books/3/merge?other=2", pick_publisher="theirs", pick_subjects="both")
    assert client.get("/books/1").headers["Location"] == "/books/3"

    for number in order:
        assert librarian.submit(f"/desk/changesets/{number}/undo").status == 200
        assert [one["barcode"] for one in client.get("/api/items").json] == ["A", "B", "C"]

    if order != (1, 2):  # Undone before the second one, the first merge cannot give the copy back yet.
        assert {number: read(number) for number in (1, 2, 3)} == before


def test_a_book_that_somebody_changed_meanwhile_is_shown_again(pair: None, librarian: Any, writing: Any) -> None:
    page = librarian.get("/desk/books/1/merge?other=2")
    with writing() as session:
        books.replace(session, 2, book_record("Nana.", publisher="Minuit"), actor="eve")

    page = librarian.submit(page)

    assert "Quelqu’un a modifié" in page.text
    assert "Minuit" in page.text
    assert "Minuit" in librarian.get("/desk/books/2").html


@pytest.mark.parametrize("other", ["", "1", "99", "B99"])
def test_a_book_is_merged_with_another_only(pair: None, librarian: Any, other: str) -> None:
    page = librarian.get(f"/desk/books/1/merge?other={other}")
    assert page.path.startswith("/desk/books/1")
    assert "Donnez le numéro" in page.text
