"""`/api/books/<id>/history`, `/restore` and `/api/changesets`."""

from typing import Any

import pytest

from catalogue.models import AccountRole


@pytest.fixture
def changed(client: Any, post_book: Any) -> Any:
    """A book that was changed once."""
    book = post_book("Nana", publisher="Gallimard")
    client.patch(f"/api/books/{book['id']}", json={"publisher": "Folio"})
    return book["id"]


def test_the_history_of_a_book_is_told_field_by_field(client: Any, changed: Any) -> None:
    answer = client.get(f"/api/books/{changed}/history")

    assert answer.headers["X-Total-Count"] == "2"
    newest, first = answer.json
    assert newest["differences"] == [{"field": "publisher", "barcode": None, "before": "Gallimard", "after": "Folio"}]
    assert (first["action"], first["revision"], newest["revision"]) == ("create", 1, 2)


def test_a_version_is_restored(client: Any, changed: Any) -> None:
    restored = client.post(f"/api/books/{changed}/restore?revision=1")

    assert (restored.json["publisher"], restored.json["revision"]) == ("Gallimard", 3)


def test_a_deleted_book_is_restored_under_its_number(client: Any, changed: Any, problem: Any) -> None:
    client.delete(f"/api/books/{changed}")
    problem(client.get(f"/api/books/{changed}"), 404)

    restored = client.post(f"/api/books/{changed}/restore")

    assert (restored.status_code, restored.json["id"], restored.json["publisher"]) == (200, changed, "Folio")
    assert client.get("/api/search?q=nana").json["total"] == 1
    problem(client.post(f"/api/books/{changed}/restore"), 404)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/books/99/restore", 404),
        ("/api/books/1/restore?revision=9", 404),
        ("/api/books/1/restore?revision=0", 400),
        ("/api/changesets/9/undo", 404),
    ],
)
def test_what_is_not_there_is_not_brought_back(client: Any, changed: Any, problem: Any, path: Any, status: Any) -> None:
    problem(client.post(path), status)


def test_a_rename_is_a_set_that_is_previewed_and_undone(client: Any, post_book: Any) -> None:
    post_book("Nana", authors=["Zola"])
    client.put("/api/authors/1", json={"name": "Émile Zola"})
    (made,) = client.get("/api/changesets").json
    assert (made["kind"], made["name"], made["changes"], made["undone_by"]) == ("rename", "Zola → Émile Zola", 2, None)
    assert len(client.get(f"/api/changesets/{made['id']}/changes").json) == 2

    preview = client.post(f"/api/changesets/{made['id']}/undo?preview=true").json
    assert preview == {"changeset_id": None, "records": 1, "conflicts": []}
    assert client.get("/api/books/1").json["authors"] == ["Émile Zola"]

    client.post(f"/api/changesets/{made['id']}/undo")
    assert client.get("/api/books/1").json["authors"] == ["Zola"]
    assert client.get(f"/api/changesets/{made['id']}").json["undone_by"] > made["id"]


def test_what_was_changed_since_is_listed_and_stays(client: Any, post_book: Any) -> None:
    post_book("Nana", authors=["Zola"])
    client.put("/api/authors/1", json={"name": "Émile Zola"})
    client.put("/api/authors/1", json={"name": "É. Zola"})

    undo = client.post("/api/changesets/1/undo").json

    assert {conflict["kind"] for conflict in undo["conflicts"]} == {"author", "book"}
    assert client.get("/api/books/1").json["authors"] == ["É. Zola"]


def test_changes_are_for_librarians(client: Any, token_of: Any, problem: Any) -> None:
    reader = {"Authorization": f"Bearer {token_of(AccountRole.READER)}"}
    for path in ("/api/books/1/history", "/api/changesets", "/api/changesets/1", "/api/changesets/1/changes"):
        problem(client.get(path), 401)
        problem(client.get(path, headers=reader), 403)
