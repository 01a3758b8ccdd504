"""Books, one at a time: each verb of `/api/books`."""

from typing import Any

import pytest

CAMUS = {
    "title": "L'Étranger",
    "subtitle": "roman",
    "authors": ["Albert Camus"],
    "contributors": [{"name": "Jacques Ferrandez", "role": "illustrator"}],
    "isbn": "9782070360024",
    "publisher": "Gallimard",
    "published": "1942-05-19",
    "language": "fr",
    "page_count": 185,
    "description": "Un homme.\n\nUne plage.",
    "cover_url": "https://example.org/cover.jpg",
    "series": "Folio",
    "series_number": "2",
    "dewey": "843",
    "subjects": ["Roman", "Algérie"],
    "extra": {"éditeur": {"ville": "Paris"}, "prix": 7.5, "notes": ["un", None, True, 2**62]},
}


def test_a_title_is_all_that_a_book_needs(client: Any) -> None:
    answer = client.post("/api/books", json={"title": "Un titre"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/books/{answer.json['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert client.get(answer.headers["Location"]).json == answer.json


def test_what_was_posted_comes_back(client: Any) -> None:
    stored = client.post("/api/books", json=CAMUS).json

    assert {name: stored[name] for name in CAMUS} == CAMUS
    assert stored["publication_year"] == 1942
    assert stored["items"] == {"total": 0, "available": 0}
    assert stored["links"] == {"self": f"/api/books/{stored['id']}", "page": f"/books/{stored['id']}"}
    assert stored["created_at"] == stored["updated_at"]
    assert stored["created_at"].endswith("Z")


def test_the_members_are_those_of_the_contract_in_its_order(post_book: Any) -> None:
    assert list(post_book()) == [
        *("id", "title", "subtitle", "authors", "contributors", "isbn", "identifiers", "edition", "publisher", "place"),
        *("published", "publication_year", "language", "original_title", "original_language", "extent", "page_count"),
        *("material", "audience", "description", "contents", "notes", "cover_url", "series", "series_number"),
        *("series_kind", "further_series", "all_series", "dewey", "subjects"),
        *("items", "extra", "revision", "created_at", "updated_at", "links"),
    ]


def test_each_book_has_its_own_names(client: Any, post_book: Any) -> None:
    post_book("First", authors=["Albert Camus"], subjects=["Roman"])
    post_book("Second", authors=["Émile Zola", "Victor Hugo"], subjects=["Poésie", "Drame"])
    post_book("Third")

    listed = client.get("/api/books?sort=created").json

    assert [book["authors"] for book in listed] == [["Albert Camus"], ["Émile Zola", "Victor Hugo"], []]
    assert [book["subjects"] for book in listed] == [["Roman"], ["Poésie", "Drame"], []]


def test_answers_are_unescaped_utf_8(client: Any, post_book: Any) -> None:
    book = post_book("Œuvres complètes")

    answer = client.get(f"/api/books/{book['id']}")

    assert answer.content_type == "application/json"
    assert "Œuvres complètes".encode() in answer.data


def test_text_is_put_in_order(post_book: Any) -> None:
    book = post_book(
        "  Le   rouge\tet le noir ", authors=["Stendhal", "STENDHAL"], isbn="2-07-036002-4", language="FRE"
    )

    assert book["title"] == "Le rouge et le noir"
    assert book["authors"] == ["Stendhal"]
    assert book["isbn"] == "9782070360024"
    assert book["language"] == "fr"


def test_null_says_that_there_is_none(post_book: Any) -> None:
    book = post_book(**{member: None for member in CAMUS if member != "title"})

    assert not any(book[member] for member in CAMUS if member != "title")


def test_head_answers_as_get_without_the_body(client: Any, post_book: Any) -> None:
    book = post_book()

    answer = client.head(f"/api/books/{book['id']}")

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"] == '"1"'


def test_put_replaces_the_whole_record(client: Any, post_book: Any) -> None:
    book = post_book("Old", subtitle="gone after", authors=["Old Author"], extra={"kept": False})

    answer = client.put(f"/api/books/{book['id']}", json={"title": "New", "authors": ["New Author"]})

    assert answer.status_code == 200
    assert answer.json == {
        **book,
        "title": "New",
        "subtitle": None,
        "authors": ["New Author"],
        "extra": {},
        "revision": 2,
        "updated_at": answer.json["updated_at"],
    }
    assert client.get(f"/api/books/{book['id']}").json == answer.json


@pytest.mark.parametrize("media_type", ["application/merge-patch+json", "application/json"])
def test_patch_changes_what_it_names(client: Any, post_book: Any, media_type: Any) -> None:
    book = post_book("Old", subtitle="stays", publisher="goes", extra={"a": 1, "b": {"c": 2, "d": 3}})

    patch = b'{"title": "New", "publisher": null, "extra": {"a": null, "b": {"c": 4}, "e": [5]}}'
    answer = client.patch(f"/api/books/{book['id']}", data=patch, content_type=media_type)

    assert answer.status_code == 200
    assert (answer.json["title"], answer.json["subtitle"], answer.json["publisher"]) == ("New", "stays", None)
    assert answer.json["extra"] == {"b": {"c": 4, "d": 3}, "e": [5]}
    assert answer.headers["ETag"] == '"2"'


def test_patch_of_a_list_replaces_it(client: Any, post_book: Any) -> None:
    book = post_book(authors=["One", "Two"], contributors=[{"name": "Three", "role": "translator"}])

    patched = client.patch(f"/api/books/{book['id']}", json={"authors": ["Four"], "contributors": None}).json

    assert (patched["authors"], patched["contributors"]) == (["Four"], [])


def test_patch_cannot_take_the_title_away(client: Any, post_book: Any, problem: Any, unchanged: Any) -> None:
    book = post_book()

    with unchanged():
        problem(client.patch(f"/api/books/{book['id']}", json={"title": None}), 400, "title")


def test_a_deleted_book_is_gone_and_its_number_never_comes_back(client: Any, post_book: Any, problem: Any) -> None:
    post_book()
    last = post_book()

    answer = client.delete(f"/api/books/{last['id']}")

    assert (answer.status_code, answer.data) == (204, b"")
    problem(client.get(f"/api/books/{last['id']}"), 404)
    problem(client.delete(f"/api/books/{last['id']}"), 404)
    assert post_book()["id"] == last["id"] + 1


def test_numbers_go_on_after_the_catalogue_was_emptied(client: Any, post_book: Any) -> None:
    first = post_book()
    client.delete(f"/api/books/{first['id']}")

    assert post_book()["id"] == first["id"] + 1


def test_a_deleted_book_takes_its_items_along(client: Any, post_book: Any, post_item: Any, problem: Any) -> None:
    book = post_book()
    item = post_item(book["id"], "B1")

    assert client.delete(f"/api/books/{book['id']}").status_code == 204

    problem(client.get(f"/api/items/{item['id']}"), 404)
    assert post_item(post_book()["id"], "B2")["id"] == item["id"] + 1


def test_a_book_on_loan_cannot_be_deleted(
    client: Any, post_book: Any, post_item: Any, problem: Any, unchanged: Any
) -> None:
    book = post_book()
    item = post_item(book["id"], "B1", status="on_loan")

    with unchanged():
        refusal = problem(client.delete(f"/api/books/{book['id']}"), 409)

    assert str(book["id"]) in refusal["detail"]
    client.put(f"/api/items/{item['id']}", json={"book_id": book["id"], "barcode": "B1"})
    assert client.delete(f"/api/books/{book['id']}").status_code == 204
