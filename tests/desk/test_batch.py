"""Many books at once at the desk: chosen, looked over, changed, undone."""

from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.services import batch_edits, undo
from tests.factories import stored_book
from tests.html_pages import HtmlPage

WHAT, VALUE, OLD = (f"operations-0-{name}" for name in ("what", "value", "old"))


@pytest.fixture
def shelf(writing: Any) -> None:
    """Three books on the sea, of which one is on loan, and one on something else."""
    with writing() as session:
        for number in (1, 2, 3):
            status = ItemStatus.ON_LOAN if number == 3 else ItemStatus.AVAILABLE
            copies = [ItemRecord(barcode=f"B{number}", location="Centre", call_number="551 MER", status=status)]
            stored_book(session, f"La mer {number}", subjects=("Mer",), publisher="Folio", items=copies)
        stored_book(session, "Nana", isbn="9782070360024")


def look_over(browser: Any, address: str, **changes: str) -> HtmlPage:
    page: HtmlPage = browser.submit(address, "/desk/batch", **changes)
    assert page.status == 200, page.text
    return page


def test_all_books_of_a_search_are_looked_over_then_changed_as_one_set(
    shelf: None, librarian: Any, client: Any
) -> None:
    results = librarian.get("/search?q=mer")
    (address,) = [link for link in results.links if "/desk/batch?search=" in link]

    page = look_over(librarian, address, **{WHAT: "replace:subjects", VALUE: "Océans", OLD: "mer"})

    assert "Livres modifiés" in page.text
    assert "La mer 2" in page.text
    assert client.get("/api/books/1").json["subjects"] == ["Mer"]
    page = librarian.submit(page, "/desk/batch", run="1")
    assert "3 livres sont modifiés" in page.text
    assert page.path.startswith("/desk/changesets/")
    assert client.get("/api/books/1").json["subjects"] == ["Océans"]
    librarian.submit(f"{page.path}/undo")
    assert [client.get(f"/api/books/{number}").json["subjects"] for number in (1, 2, 3)] == [["Mer"]] * 3


def test_the_page_of_a_subject_gives_its_books_only(shelf: None, librarian: Any, client: Any) -> None:
    subject_id = client.get("/api/subjects").json[0]["id"]
    (address,) = [link for link in librarian.get(f"/subjects/{subject_id}").links if "/desk/batch?search=" in link]

    page = librarian.get(address)

    assert "3 livres sont choisis" in page.text


def test_ticked_rows_are_the_selection(shelf: None, librarian: Any, client: Any) -> None:
    assert 'name="book"' in librarian.get("/search?q=mer").html
    assert 'name="book"' in librarian.get("/desk/worklists/no-isbn").html

    page = look_over(librarian, "/desk/batch?book=1&book=3", **{WHAT: "set:language", VALUE: "français"})
    librarian.submit(page, "/desk/batch", run="1")

    assert [client.get(f"/api/books/{number}").json["language"] for number in (1, 2, 3)] == ["fr", None, "fr"]


def test_readers_see_no_boxes(shelf: None, stranger: Any) -> None:
    page = stranger.get("/search?q=mer").html
    assert 'name="book"' not in page
    assert "/desk/batch" not in page


def test_scanned_codes_are_shown_and_only_these_copies_move(shelf: None, librarian: Any, client: Any) -> None:
    page = look_over(librarian, "/desk/batch", codes="B1\nB2;B1\nB99\n2-07-036002-4", look="1")

    assert "551 MER" in page.text
    assert "Nana" in page.text
    assert "1 code inconnu" in page.text
    assert "1 code en double" in page.text
    page = look_over(librarian, page.path, codes="B1\nB2", **{WHAT: "set:location", VALUE: "Annexe"})
    librarian.submit(page, "/desk/batch", run="1")
    places = [copy["location"] for copy in client.get("/api/items").json]
    assert places == ["Annexe", "Annexe", "Centre"]


def test_copies_on_loan_are_refused(shelf: None, librarian: Any, client: Any) -> None:
    page = look_over(librarian, "/desk/batch?search=q%3Dmer", **{WHAT: "set:status:lost"})
    assert "un exemplaire est emprunté" in page.text
    librarian.submit(page, "/desk/batch", run="1")
    assert [copy["status"] for copy in client.get("/api/items").json] == ["lost", "lost", "on_loan"]

    page = look_over(librarian, "/desk/batch?search=q%3Dmer", **{WHAT: "delete:"})
    librarian.submit(page, "/desk/batch", run="1")
    assert [book["id"] for book in client.get("/api/books?sort=created").json] == [3, 4]


def test_what_was_not_looked_over_is_not_done(shelf: None, librarian: Any, client: Any) -> None:
    page = look_over(librarian, "/desk/batch?book=1", **{WHAT: "set:publisher", VALUE: "Gallimard"})

    page = librarian.submit(page, "/desk/batch", run="1", **{VALUE: "Minuit"})

    assert "Minuit" in page.text
    assert client.get("/api/books/1").json["publisher"] == "Folio"
    librarian.submit(page, "/desk/batch", run="1")
    assert client.get("/api/books/1").json["publisher"] == "Minuit"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({WHAT: "set:dewey", VALUE: "roman"}, "Un indice Dewey"),
        ({WHAT: "add:subjects"}, "Dites lequel."),
        ({WHAT: "replace:subjects", VALUE: "X"}, "Dites à la place duquel."),
        ({}, "Choisissez des livres"),
    ],
)
def test_faults_stand_beside_their_fields(shelf: None, librarian: Any, values: Any, fault: str) -> None:
    page = librarian.submit("/desk/batch?book=1", "/desk/batch", **values)
    assert page.status == 400
    assert fault in page.text


def test_many_books_are_the_work_of_a_job(
    shelf: None, app: Flask, librarian: Any, client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(batch_edits, "AT_ONCE", 2)
    monkeypatch.setattr(batch_edits, "PIECE", 2)
    page = librarian.submit("/desk/batch?worklist=no-isbn", "/desk/batch", **{WHAT: "add:subjects", VALUE: "Vagues"})
    while job_runner.run_next(app):
        pass
    page = librarian.get(page.path)
    assert "Vagues" in page.text
    assert client.get("/api/books/1").json["subjects"] == ["Mer"]

    page = librarian.submit(page)
    while job_runner.run_next(app):
        pass

    assert client.get("/api/books/3").json["subjects"] == ["Mer", "Vagues"]
    page = librarian.get(page.path)
    (address,) = {link for link in page.links if link.startswith("/desk/changesets/")}
    assert "3 modifications" in librarian.get(address).text


def test_a_large_set_is_looked_over_and_undone_in_the_background(
    shelf: None, app: Flask, librarian: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = look_over(librarian, "/desk/batch?search=q%3Dmer", **{WHAT: "set:language", VALUE: "fr"})
    page = librarian.submit(page, "/desk/batch", run="1")
    monkeypatch.setattr(undo, "AT_ONCE", 2)

    page = librarian.submit(f"{page.path}/undo")
    while job_runner.run_next(app):
        pass
    page = librarian.get(page.path)
    assert "3 notices redeviendront" in page.text
    assert client.get("/api/books/1").json["language"] == "fr"
    librarian.submit(page)
    while job_runner.run_next(app):
        pass

    assert client.get("/api/books/1").json["language"] is None
