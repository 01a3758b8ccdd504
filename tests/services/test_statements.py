"""The number of statements an answer takes does not depend on how much it answers."""

from typing import Any

import pytest
from flask.testing import FlaskClient

ONE = [
    "/api/books",
    "/api/books?q=title",
    "/api/books?author=author&subject=subject&available=true",
    "/api/books?sort=-year",
    "/api/books/title/title",
    "/api/authors",
    "/api/authors?sort=-books",
    "/api/subjects?name=subject",
    "/api/items",
]


def statements(client: FlaskClient, count_statements: Any, path: Any) -> Any:
    client.get("/api/search")  # Whoever asks first brings the index up to date.
    with count_statements() as sent:
        answer = client.get(f"{path}{'&' if '?' in path else '?'}per_page=100")
    assert answer.status_code == 200
    return len(answer.json), len(sent)  # type: ignore[arg-type]


@pytest.fixture
def stock(client: FlaskClient) -> Any:
    """Store books, each with a name, a subject and a copy of its own."""

    def store(numbers: Any) -> None:
        for number in numbers:
            book = {"title": "Title", "authors": [f"Author {number}", "Author"], "subjects": [f"Subject {number}"]}
            book_id = client.post("/api/books", json=book).json["id"]
            client.post("/api/items", json={"book_id": book_id, "barcode": f"B{number}"})

    return store


def test_a_list_takes_as_many_for_one_as_for_fifty(client: FlaskClient, stock: Any, count_statements: Any) -> None:
    stock(range(1))
    for_one = {path: statements(client, count_statements, path) for path in ONE}
    stock(range(1, 50))
    for_fifty = {path: statements(client, count_statements, path) for path in ONE}

    assert all(n_answered <= 2 for n_answered, _ in for_one.values())
    assert all(n_answered >= 50 for n_answered, _ in for_fifty.values())
    assert {path: n for path, (_, n) in for_fifty.items()} == {path: n for path, (_, n) in for_one.items()}
    assert max(n for _, n in for_fifty.values()) <= 4


@pytest.mark.parametrize("path", ["/api/search?q=title&explain=1&per_page=100", "/api/suggest?q=ti&limit=20"])
def test_a_search_takes_as_many_for_one_as_for_fifty(
    client: FlaskClient, stock: Any, count_statements: Any, path: Any
) -> None:
    sizes = []
    for numbers in (range(1), range(1, 50)):
        stock(numbers)
        client.get("/api/search")
        with count_statements() as sent:
            assert client.get(path).status_code == 200
        sizes.append(len(sent))

    assert sizes[0] == sizes[1] <= 4


def reads(sent: Any) -> Any:
    """Return how many statements read; a driver sends one INSERT or UPDATE for each of many rows."""
    return sum(statement.lstrip().startswith("SELECT") for statement in sent)


def test_a_book_takes_one(client: FlaskClient, stock: Any, count_statements: Any) -> None:
    stock(range(1))

    with count_statements() as sent:
        assert client.get("/api/books/1").status_code == 200

    assert len(sent) == 1


def test_a_write_reads_as_often_for_one_name_as_for_fifty(
    client: FlaskClient, stock: Any, count_statements: Any
) -> None:
    stock(range(1))
    sizes = []
    for names in (["N"], [f"N{number}" for number in range(50)]):
        with count_statements() as sent:
            body = {"title": "T", "authors": names, "subjects": names}
            assert client.put("/api/books/1", json=body).status_code == 200
        sizes.append(reads(sent))

    assert sizes[0] == sizes[1]


def test_a_renamed_author_takes_as_many_reads_for_one_book_as_for_fifty(
    client: FlaskClient, stock: Any, count_statements: Any
) -> None:
    sizes = []
    for numbers, name in ((range(1), "Writer"), (range(1, 50), "Poet")):
        stock(numbers)
        (author,) = client.get("/api/authors?name=author&sort=-books&per_page=1").json  # type: ignore[misc]
        assert author["books"] == len(numbers)
        with count_statements() as sent:
            assert client.put(author["links"]["self"], json={"name": name}).status_code == 200
        sizes.append(reads(sent))

    assert sizes[0] == sizes[1]
