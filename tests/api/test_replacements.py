"""A record that was read can be sent back as it is; what the catalogue sets itself must say what is so."""

from datetime import datetime
from typing import Any

import pytest

RECORDS = {
    "books": {
        "title": "T",
        "authors": ["A"],
        "contributors": [{"name": "C", "role": "translator"}],
        "published": "1942-05",
        "language": "zxx",
        "series": "Les Rougon-Macquart",
        "series_number": "9",
        "series_kind": "work",
        "further_series": [{"name": "Folio", "number": None, "kind": "collection"}],
        "extra": {"a": [1, None]},
    },
    "authors": {"name": "Albert Camus", "birth_year": 1913, "variants": ["Camus, Albert"]},
    "subjects": {"name": "Roman"},
    "series": {"name": "Les Rougon-Macquart", "variants": ["Rougon-Macquart"]},
    "items": {"barcode": "B1", "call_number": "843 CAM", "status": "on_loan", "acquired_on": "2024-03-12"},
}
KEPT = {
    "books": {"publication_year", "all_series", "items"},
    "authors": {"books"},
    "subjects": {"books"},
    "series": {"books"},
    "items": set(),
}


def select_members(record: Any) -> Any:
    """The members that the catalogue sets."""
    noun = record["links"]["self"].split("/")[2]
    return {"id", "revision", "created_at", "updated_at", "links"} | KEPT[noun]


@pytest.fixture(params=RECORDS)
def record(request: pytest.FixtureRequest, client: Any, post_book: Any) -> Any:
    """A stored record of each noun in turn, as it is answered."""
    body = RECORDS[request.param]
    if request.param == "items":
        body = {**body, "book_id": post_book()["id"]}  # type: ignore[dict-item]
    return client.post(f"/api/{request.param}", json=body).json


def test_a_record_goes_back_as_it_was_read(client: Any, record: Any) -> None:
    path = record["links"]["self"]

    for method, revision in (("PUT", 2), ("PATCH", 3)):
        answer = client.open(path, method=method, json=client.get(path).json)
        assert answer.status_code == 200, answer.text
        assert answer.json | {"revision": 1, "updated_at": ""} == record | {"updated_at": ""}
        assert answer.json["revision"] == revision


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_some_of_what_the_catalogue_sets_may_go_back(client: Any, record: Any, method: Any) -> None:
    names = set(record) - select_members(record) | {"created_at"}
    sent = {name: record[name] for name in names}
    assert client.open(record["links"]["self"], method=method, json=sent).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_instant_may_be_written_otherwise(client: Any, record: Any, method: Any) -> None:
    created = datetime.fromisoformat(record["created_at"])

    for text in (created.isoformat(), created.isoformat(timespec="milliseconds").replace("+00:00", "Z")):
        sent = {**record, "created_at": text}
        del sent["revision"], sent["updated_at"]
        assert client.open(record["links"]["self"], method=method, json=sent).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_old_revision_is_stale(client: Any, record: Any, problem: Any, unchanged: Any, method: Any) -> None:
    path = record["links"]["self"]
    assert client.put(path, json=record).status_code == 200

    with unchanged():
        assert problem(client.open(path, method=method, json=record), 412)["current_revision"] == 2


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_is_not_so_is_a_conflict_that_says_what_is(
    client: Any, record: Any, problem: Any, unchanged: Any, method: Any
) -> None:
    path = record["links"]["self"]

    with unchanged():
        for name in select_members(record) - {"revision"}:
            wrong = {"id": 77, "books": 77, "publication_year": 1066, "items": {"total": 7, "available": 7}}
            wrong |= {"all_series": []}
            wrong |= {"links": dict.fromkeys(record["links"], "/")}
            value = wrong.get(name, "2001-01-01T00:00:00Z")
            document = problem(client.open(path, method=method, json={**record, name: value}), 409, name)
            assert name in document["detail"]


def test_a_patch_cannot_take_away_what_the_catalogue_sets(
    client: Any, record: Any, problem: Any, unchanged: Any
) -> None:
    with unchanged():
        for name in select_members(record) - {"publication_year"}:
            problem(client.patch(record["links"]["self"], json={name: None}), 400, name)


def test_a_post_sets_nothing_that_the_catalogue_sets(client: Any, record: Any, problem: Any, unchanged: Any) -> None:
    plural = record["links"]["self"].split("/")[2]
    with unchanged():
        problem(client.post(f"/api/{plural}", json=record), 400, *select_members(record))


def test_a_patch_changes_some_members(client: Any, record: Any) -> None:
    path = record["links"]["self"]
    for change, expected in [  # type: ignore[var-annotated]
        ({"name": "Marie Curie"}, "Marie Curie"),
        ({"birth_year": None}, None),
        ({"variants": None}, []),
        ({"status": "lost"}, "lost"),
        ({"status": None}, "available"),
        ({"call_number": None}, None),
        ({"language": None}, None),
    ]:
        ((name, _),) = change.items()  # type: ignore[attr-defined]
        if name in record:
            before = client.get(path).json
            after = client.patch(path, json=change, headers={"Content-Type": "application/merge-patch+json"}).json
            assert after[name] == expected
            changed = {name for name in before if before[name] != after[name]}
            assert changed - {"updated_at"} <= {name, "revision"}


def test_a_patch_needs_what_a_record_needs(client: Any, record: Any, problem: Any, unchanged: Any) -> None:
    needed = {"title", "name", "book_id"} & set(record)

    with unchanged():
        for name in needed:
            problem(client.patch(record["links"]["self"], json={name: None}), 400, name)
        problem(client.patch(record["links"]["self"], json={"colour": None}), 400, "colour")
        problem(client.patch(record["links"]["self"], json=[]), 400)


def test_a_patch_guards_against_overwriting(client: Any, record: Any, problem: Any, unchanged: Any) -> None:
    with unchanged():
        answer = client.patch(record["links"]["self"], json={}, headers={"If-Match": '"7"'})
        assert problem(answer, 412)["current_revision"] == 1


def test_a_patched_heading_reaches_its_books(client: Any, post_book: Any) -> None:
    book = post_book(authors=["Samuel Clemens"], subjects=["Novels"])
    for noun, name in (("authors", "Mark Twain"), ("subjects", "Fiction")):
        (heading,) = client.get(f"/api/{noun}").json
        assert client.patch(heading["links"]["self"], json={"name": name}).json["books"] == 1

    renamed = client.get(book["links"]["self"]).json
    assert (renamed["authors"], renamed["subjects"]) == (["Mark Twain"], ["Fiction"])
