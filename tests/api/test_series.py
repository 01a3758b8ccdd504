"""Series: headings of which a book may have several, works in volumes and collections of publishers."""

from typing import Any

import pytest

FOLIO = {"name": "Folio", "number": "1234", "kind": "collection"}


@pytest.fixture
def nana(post_book: Any) -> Any:
    return post_book("Nana", series="Les Rougon-Macquart", series_number="9", further_series=[FOLIO])


def test_a_book_has_a_work_and_a_collection(client: Any, nana: Any) -> None:
    assert (nana["series"], nana["series_number"], nana["series_kind"]) == ("Les Rougon-Macquart", "9", "work")
    assert nana["all_series"] == [
        {"id": 1, "name": "Les Rougon-Macquart", "number": "9", "kind": "work"},
        {"id": 2, **FOLIO},
    ]
    series = client.get("/api/series").json
    assert [(one["name"], one["books"]) for one in series] == [("Folio", 1), ("Les Rougon-Macquart", 1)]


def test_the_work_comes_before_the_collection_however_they_are_given(post_book: Any) -> None:
    work = {"name": "Dune", "number": "2", "kind": "work"}
    book = post_book("Le messie de Dune", series="Pocket", series_number="5", further_series=[work])
    assert (book["series"], book["series_number"]) == ("Dune", "2")
    assert book["further_series"] == [{"name": "Pocket", "number": "5", "kind": "collection"}]


def test_the_first_series_is_changed_alone(client: Any, nana: Any) -> None:
    changed = client.patch("/api/books/1", json={"series": "Rougon", "series_number": "IX"}).json
    assert [one["name"] for one in changed["all_series"]] == ["Rougon", "Folio"]
    assert client.patch("/api/books/1", json={"series": None}).json["all_series"][0]["name"] == "Folio"
    assert client.patch("/api/books/1", json={"further_series": None, "series": None}).json["all_series"] == []


def test_a_volume_without_a_series_keeps_its_number(client: Any, post_book: Any) -> None:
    book = post_book("Œuvres", series_number="2")
    assert (book["series"], book["series_number"], book["all_series"]) == (None, "2", [])
    assert client.put("/api/books/1", json=book).json["series_number"] == "2"


def test_a_new_name_of_a_series_reaches_its_books(client: Any, nana: Any) -> None:
    client.patch("/api/series/1", json={"name": "Rougon-Macquart (Les)", "variants": ["Rougon"]})
    book = client.get("/api/books/1").json
    assert (book["series"], book["revision"]) == ("Rougon-Macquart (Les)", 2)
    assert client.get("/api/series/1").json["variants"] == ["Rougon"]


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"series_kind": "saga"}, "series_kind"),
        ({"further_series": [{"name": " ", "kind": "work"}]}, "further_series.0.name"),
        ({"further_series": [{"name": "A"}]}, "further_series.0.kind"),
        ({"further_series": [{"name": f"S{n}", "kind": "work"} for n in range(21)]}, "further_series"),
    ],
)
def test_what_no_series_can_be_is_refused(client: Any, members: Any, field: Any) -> None:
    answer = client.post("/api/books", json={"title": "T", **members})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_books_are_sorted_by_title_with_their_volumes_in_order(client: Any, post_book: Any) -> None:
    for number in ("10", "2", "HS", "1-3", "1"):
        post_book("One Piece", series="One Piece", series_number=number)
    for title in ("Naruto. 11", "Naruto. 9"):
        post_book(title)
    listed = client.get("/api/books").json
    assert [book["series_number"] or book["title"] for book in listed] == [
        *("Naruto. 9", "Naruto. 11", "1", "2", "10", "1-3", "HS")
    ]
