"""ETag, If-None-Match and If-Match, on each noun that has a revision."""

from typing import Any

import pytest

NOUNS = {
    "books": {"title": "T"},
    "authors": {"name": "Albert Camus"},
    "subjects": {"name": "Roman"},
    "items": {"barcode": "B1"},
}


@pytest.fixture(params=NOUNS)
def stored_book(request: pytest.FixtureRequest, client: Any) -> Any:
    """A stored record of each noun in turn: its address, and a body that replaces it."""
    body = NOUNS[request.param]
    if request.param == "items":
        body = {**body, "book_id": client.post("/api/books", json={"title": "T"}).json["id"]}
    return client.post(f"/api/{request.param}", json=body).json["links"]["self"], body


def test_what_the_client_has_is_not_sent_again(client: Any, stored_book: Any) -> None:
    path, _ = stored_book

    for known in ('"1"', '"7", "1"', "*", 'W/"1"'):
        answer = client.get(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == '"1"'


def test_another_revision_is_sent(client: Any, stored_book: Any) -> None:
    path, _ = stored_book

    for known in ('"2"', "nonsense", "", '""'):
        assert client.get(path, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("expected", ['"1"', '"9", "1"', "*"])
def test_the_expected_revision_is_replaced(client: Any, stored_book: Any, expected: Any) -> None:
    path, body = stored_book

    answer = client.put(path, json=body, headers={"If-Match": expected})

    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert client.get(path, headers={"If-None-Match": '"1"'}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_stale_revision_is_told_the_current_one(
    client: Any, stored_book: Any, problem: Any, unchanged: Any, method: Any
) -> None:
    path, body = stored_book
    sent = {"json": body} if method == "PUT" else {}

    with unchanged():
        for expected in ('"2"', '"0"', '"01"', 'W/"1"', '"one"', f'"{"9" * 5000}"', '""', '"²"'):
            answer = client.open(path, method=method, headers={"If-Match": expected}, **sent)
            assert problem(answer, 412)["current_revision"] == 1
            assert answer.headers["ETag"] == '"1"'


def test_a_stale_patch_is_told_the_current_revision(client: Any, post_book: Any, problem: Any, unchanged: Any) -> None:
    path = post_book()["links"]["self"]
    client.patch(path, json={"title": "Second"})

    with unchanged():
        answer = client.patch(path, json={"title": "Third"}, headers={"If-Match": '"1"'})

    assert problem(answer, 412)["current_revision"] == 2


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_has_a_weak_tag_until_it_changes(client: Any, noun: Any) -> None:
    path = f"/api/{noun}"
    tag = client.get(path).headers["ETag"]

    assert tag.startswith('W/"')
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304

    book = client.post("/api/books", json={"title": "T", "authors": ["A"], "subjects": ["S"]}).json
    client.post("/api/items", json={"book_id": book["id"], "barcode": "B1"})

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_pages_of_a_list_have_tags_of_their_own(client: Any, post_book: Any) -> None:
    post_book()
    post_book()

    tags = {client.get(f"/api/books?per_page=1&fields=title&page={page}").headers["ETag"] for page in (1, 2)}

    assert len(tags) == 2
