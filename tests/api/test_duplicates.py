"""An ISBN that is held already: refused, naming the holder, unless the client allows it."""

from typing import Any

import pytest

ISBN = "9782070360024"


@pytest.fixture
def holder(post_book: Any) -> Any:
    return post_book("Holder", isbn=ISBN)


@pytest.mark.parametrize("written", ["9782070360024", "2070360024", "978-2-07-036002-4"])
def test_a_held_isbn_is_refused_naming_its_book(
    client: Any, holder: Any, problem: Any, unchanged: Any, written: Any
) -> None:
    with unchanged():
        answer = client.post("/api/books", json={"title": "Second", "isbn": written})

    refusal = problem(answer, 409)
    assert refusal["book_id"] == holder["id"]
    assert f"book {holder['id']}" in refusal["detail"]
    assert answer.headers["Link"] == f'</api/books/{holder["id"]}>; rel="duplicate"'


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_isbn_cannot_be_taken_from_another_book(
    client: Any, holder: Any, post_book: Any, problem: Any, unchanged: Any, method: Any
) -> None:
    other = post_book("Other")

    with unchanged():
        answer = client.open(other["links"]["self"], method=method, json={"title": "Other", "isbn": ISBN})

    assert problem(answer, 409)["book_id"] == holder["id"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_duplicate_can_be_allowed(client: Any, holder: Any, post_book: Any, method: Any) -> None:
    path = "/api/books" if method == "POST" else post_book("Other")["links"]["self"]

    answer = client.open(f"{path}?on_duplicate=allow", method=method, json={"title": "Other", "isbn": ISBN})

    assert answer.json["isbn"] == ISBN
    assert answer.json["id"] != holder["id"]


def test_an_allowed_duplicate_can_be_written_again(client: Any, holder: Any) -> None:
    other = client.post("/api/books?on_duplicate=allow", json={"title": "Other", "isbn": ISBN}).json

    assert client.put(other["links"]["self"], json={"title": "Renamed", "isbn": ISBN}).status_code == 200


def test_a_book_keeps_its_own_isbn(client: Any, holder: Any) -> None:
    assert client.put(holder["links"]["self"], json={"title": "Renamed", "isbn": ISBN}).status_code == 200
    assert client.patch(holder["links"]["self"], json={"isbn": "2-07-036002-4"}).status_code == 200


def test_the_isbn_of_a_deleted_book_is_free(client: Any, holder: Any, post_book: Any) -> None:
    client.delete(holder["links"]["self"])

    assert post_book(isbn=ISBN)["isbn"] == ISBN


@pytest.mark.parametrize("choice", ["", "ALLOW", "maybe"])
def test_there_are_two_choices(client: Any, problem: Any, unchanged: Any, choice: Any) -> None:
    with unchanged():
        problem(client.post(f"/api/books?on_duplicate={choice}", json={"title": "T"}), 400, "on_duplicate")
