"""What goes wrong is told by its type, and the type is a page of this site."""

from typing import Any

import pytest

BOOK = {"title": "T", "isbn": "9782070360024", "authors": ["A"], "subjects": ["S"]}
PATCH = "application/merge-patch+json"


@pytest.fixture
def sample_records(client: Any) -> None:
    """A book with an author, a subject and a copy on loan, and a closed stocktaking, each numbered 1."""
    assert client.post("/api/books", json=BOOK).status_code == 201
    assert client.post("/api/items", json={"book_id": 1, "barcode": "B1", "status": "on_loan"}).status_code == 201
    assert client.post("/api/stocktakings", json={"name": "Closed", "scope": {}}).status_code == 201
    assert client.post("/api/stocktakings/1/close").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "sent", "name"),
    [
        ("POST", "/api/books", {"data": "{", "content_type": "application/json"}, "malformed-body"),
        ("POST", "/api/books", {"json": {}}, "invalid-input"),
        ("GET", "/api/books?colour=red", {}, "invalid-input"),
        ("POST", "/api/books", {"json": BOOK, "headers": {"Authorization": "Bearer x"}}, "unauthenticated"),
        ("GET", "/api/books/2", {}, "no-such-record"),
        ("GET", "/api/nothing", {}, "no-such-address"),
        ("POST", "/api/books/1", {}, "method-not-allowed"),
        ("GET", "/api/books/1", {"headers": {"Accept": "text/html"}}, "not-acceptable"),
        ("POST", "/api/books", {"json": BOOK}, "duplicate-isbn"),
        ("POST", "/api/authors", {"json": {"name": "a"}}, "duplicate-heading"),
        ("POST", "/api/items", {"json": {"book_id": 1, "barcode": "B1"}}, "duplicate-barcode"),
        ("DELETE", "/api/subjects/1", {}, "in-use"),
        ("DELETE", "/api/books/1", {}, "on-loan"),
        ("POST", "/api/stocktakings/1/close", {}, "stocktaking-closed"),
        ("PATCH", "/api/books/1", {"json": {"id": 2}}, "read-only"),
        ("PATCH", "/api/books/1", {"json": {"revision": 9}}, "stale-revision"),
        ("DELETE", "/api/authors/1", {"headers": {"If-Match": '"9"'}}, "stale-revision"),
        ("POST", "/api/books", {"data": b" " * 2**21, "content_type": "application/json"}, "body-too-large"),
        ("POST", "/api/books", {"data": "title=T", "content_type": "text/plain"}, "unsupported-media-type"),
    ],
)
def test_each_kind_of_fault_has_its_type(
    client: Any, sample_records: Any, problem: Any, method: Any, path: Any, sent: Any, name: Any
) -> None:
    answer = client.open(path, method=method, **sent)

    assert problem(answer, answer.status_code)["type"] == f"/problems/{name}"
    assert client.get(answer.json["type"]).status_code == 200
