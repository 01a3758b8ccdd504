"""`POST /api/changesets`: many books changed at once by a program."""

from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from catalogue.services import batch_edits, undo

ADD = {"verb": "add", "field": "subjects", "value": "Mer"}


@pytest.fixture
def books(client: Any, post_book: Any, post_item: Any) -> None:
    """Five books; the first has a copy."""
    for number in range(1, 6):
        post_book(f"Vagues {number}", language="fr" if number < 4 else "en")
    post_item(1, "B1", location="Centre")


def change(client: Any, filter_: Any, *operations: Any, query: str = "", **more: Any) -> Any:
    return client.post(f"/api/changesets{query}", json={"filter": filter_, "operations": operations, **more})


def test_a_preview_says_what_would_be_done_and_does_nothing(books: None, client: Any) -> None:
    report = change(client, {"q": "vagues", "language": ["fr"]}, ADD, query="?preview=1")

    assert report.status_code == 200
    assert report.json["books"] == report.json["changed"] == 3
    assert report.json["changeset_id"] is None
    assert report.json["changes"][0]["differences"] == [
        {"field": "subjects", "barcode": None, "before": [], "after": ["Mer"]}
    ]
    assert client.get("/api/books/1").json["subjects"] == []
    assert client.get("/api/changesets").json == []


def test_what_a_filter_finds_is_changed_as_one_set_and_undone(books: None, client: Any) -> None:
    done = change(client, {"language": ["fr"]}, ADD, {"verb": "set", "field": "dewey", "value": "551.46"}, name="Sea")

    assert done.status_code == 201
    assert done.headers["Location"].endswith(f"/api/changesets/{done.json['changeset_id']}")
    (made,) = client.get("/api/changesets").json
    assert (made["kind"], made["name"], made["changes"]) == ("batch", "Sea", 3)
    assert client.get("/api/books/2").json["dewey"] == "551.46"
    client.post(f"/api/changesets/{made['id']}/undo")
    assert client.get("/api/books/2").json["subjects"] == []


def test_a_barcode_means_that_copy(books: None, client: Any, post_item: Any) -> None:
    post_item(1, "B2", location="Centre")
    change(client, {"codes": ["B2"]}, {"verb": "set", "field": "location", "value": "Annexe"})
    assert [item["location"] for item in client.get("/api/items").json] == ["Centre", "Annexe"]


def test_what_changes_nothing_leaves_no_set(books: None, client: Any) -> None:
    answer = change(client, {"ids": [1]}, {"verb": "remove", "field": "subjects", "value": "Mer"})
    assert (answer.status_code, answer.json["unchanged"]) == (200, 1)
    assert client.get("/api/changesets").json == []


@pytest.mark.parametrize(
    ("filter_", "operation", "field"),
    [
        ({}, ADD, "filter"),
        ({"ids": [1], "q": "x"}, ADD, "filter.ids"),
        ({"codes": ["nowhere"]}, ADD, "filter.codes"),
        ({"nonsense": ["x"]}, ADD, "filter.nonsense"),
        ({"ids": [1]}, {"verb": "add", "field": "title", "value": "X"}, "operations.0.field"),
        ({"ids": [1]}, {"verb": "replace", "field": "subjects", "value": "X"}, "operations.0.old"),
        ({"ids": [1]}, {"verb": "set", "field": "dewey", "value": "roman"}, "operations.0.value"),
        ({"ids": [1]}, {"verb": "set", "field": "status", "value": "on_loan"}, "operations.0.value"),
        ({"ids": [1]}, {"verb": "delete", "field": "subjects"}, "operations.0.field"),
    ],
)
def test_what_is_wrong_is_named(books: None, client: Any, filter_: Any, operation: Any, field: str) -> None:
    answer = change(client, filter_, operation)
    assert answer.status_code == 400, answer.json
    assert field in [error["field"] for error in answer.json["errors"]]


def test_many_books_are_a_job_that_goes_on_after_a_kill(
    books: None, app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_edits, "AT_ONCE", 2)
    monkeypatch.setattr(batch_edits, "PIECE", 2)
    answer = change(client, {"ids": [1, 2, 3, 4, 5]}, ADD)
    assert answer.status_code == 202
    address = answer.json["links"]["self"]

    job_runner.run_next(app, lambda: True)  # Stopped after its first piece, as by SIGTERM.
    assert client.get(address).json["n_done"] == 2
    assert client.get("/api/books/5").json["subjects"] == []
    while job_runner.run_next(app):
        pass

    job = client.get(address).json
    assert (job["state"], job["result"]["n_changed"]) == ("done", 5)
    (made,) = client.get("/api/changesets").json
    assert made["changes"] == 5
    assert client.post(f"{address}/cancel").json["state"] == "done"


def test_a_preview_of_many_is_a_job_too(books: None, app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_edits, "AT_ONCE", 2)
    address = change(client, {"language": ["fr"]}, ADD, query="?preview=1").json["links"]["self"]
    while job_runner.run_next(app):
        pass
    assert client.get(address).json["result"]["n_changed"] == 3
    assert client.get("/api/books/1").json["subjects"] == []


def test_the_undo_of_a_large_set_is_a_job(
    books: None, app: Flask, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(client, {"ids": [1, 2, 3]}, ADD)
    monkeypatch.setattr(undo, "AT_ONCE", 2)

    answer = client.post("/api/changesets/1/undo")
    assert answer.status_code == 202
    while job_runner.run_next(app):
        pass

    job = client.get(answer.json["links"]["self"]).json
    assert (job["state"], job["result"]["n_records"]) == ("done", 3)
    assert client.get("/api/books/1").json["subjects"] == []
    assert client.get("/api/changesets/1").json["undone_by"] == 2
