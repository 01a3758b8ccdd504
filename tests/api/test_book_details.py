"""What a public library keeps of a document besides title, people and numbers, over the API and on the pages."""

from typing import Any

from catalogue.domain.materials import Audience, Material
from tests.html_pages import HtmlReader

ALICE = {
    "title": "Alice au pays des merveilles",
    "isbn": "9782070360024",
    "identifiers": [
        {"scheme": "isbn", "value": "2-07-061275-9", "qualifier": "broché"},
        {"scheme": "issn", "value": "00012998", "qualifier": None},
        {"scheme": "ean", "value": "3760123456784"},
    ],
    "edition": "2e édition revue",
    "place": "Paris",
    "original_title": "Alice’s Adventures in Wonderland",
    "original_language": "eng",
    "extent": "186 p. : ill. ; 24 cm",
    "material": "large_print",
    "audience": "child",
    "contents": "Dans le terrier\nLa mare aux larmes",
    "notes": "Index",
}


def test_details_are_kept_and_read_back(client: Any) -> None:
    stored = client.post("/api/books", json=ALICE).json
    book = client.get(f"/api/books/{stored['id']}").json

    assert book == stored
    assert {name: book[name] for name in ALICE if name != "identifiers"} == {
        name: value for name, value in ALICE.items() if name != "identifiers"
    } | {"original_language": "en"}
    assert book["identifiers"] == [
        {"scheme": "isbn", "value": "9782070612758", "qualifier": "broché"},
        {"scheme": "issn", "value": "0001-2998", "qualifier": None},
        {"scheme": "ean", "value": "3760123456784", "qualifier": None},
    ]


def test_the_number_of_pages_is_read_from_the_extent(client: Any) -> None:
    assert client.post("/api/books", json=ALICE).json["page_count"] == 186
    given = client.post("/api/books", json={"title": "Deux", "extent": "186 p.", "page_count": 190}).json
    assert given["page_count"] == 190


def test_a_merge_patch_changes_and_removes_details(client: Any) -> None:
    client.post("/api/books", json=ALICE)
    patch: dict[str, Any] = {"edition": None, "material": "braille", "identifiers": [], "notes": "Sans index"}

    book = client.patch("/api/books/1", json=patch).json

    assert {name: book[name] for name in patch} == patch
    assert book["place"] == "Paris"


def test_wrong_details_are_named(client: Any) -> None:
    wrong = {
        "title": "Faux",
        "identifiers": [{"scheme": "isbn", "value": "2070360025"}, {"scheme": "Ark", "value": "x"}],
        "original_language": "Elvish",
    }
    answer = client.post("/api/books", json=wrong)
    assert answer.status_code == 400
    fields = {error["field"] for error in answer.json["errors"]}
    assert fields == {"identifiers.0.value", "identifiers.1.scheme", "original_language"}
    assert client.post("/api/books", json={"title": "Faux", "material": "scroll"}).status_code == 400


def test_the_page_shows_them_and_the_search_finds_them(client: Any) -> None:
    client.post("/api/books", json=ALICE)

    text = HtmlReader(client.get("/books/1", headers={"Accept-Language": "fr"}).text).text_of("main")
    for shown in ("Livre en gros caractères", "Enfants", "2e édition revue", "Paris", "186 p.", "La mare aux larmes"):
        assert shown in text.replace("\u202f", " ").replace("\u00a0", " ")
    for query in ("wonderland adventures", "3760123456784", "2070612759", "mare aux larmes"):
        assert client.get("/api/search", query_string={"q": query}).json["total"] == 1, query


def test_every_material_and_audience_has_its_word_and_its_type(client: Any) -> None:
    for material in Material:
        number = client.post("/api/books", json={"title": material.value, "material": material}).json["id"]
        page = client.get(f"/books/{number}")
        assert page.status_code == 200
        assert '"@type":"' in page.text
    for audience in Audience:
        number = client.post("/api/books", json={"title": audience.value, "audience": audience}).json["id"]
        assert client.get(f"/books/{number}").status_code == 200
