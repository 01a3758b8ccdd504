"""Books by title and by ISBN."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("L'Étranger", "L'Étranger"),
        ("L'Étranger", "l’etranger"),
        ("L'Étranger", "ETRANGER"),
        ("Étranger", "L'Étranger"),
        ("L'Œuvre", "oeuvre"),
        ("Oeuvre", "l'œuvre"),
        ("Le Petit Prince", "petit prince"),
        ("Petit Prince", "le petit prince"),
        ("The Hobbit", "hobbit"),
        ("Straße", "strasse"),
        ("1984", "1984"),
        ("Fahrenheit 9/11", "fahrenheit 9/11"),
        ("C++", "c++"),
        ("???", "???"),
        ("50 % de chance", "50 % de chance"),
        ("Moby Dick ; ou, La baleine", "moby dick ou la baleine"),
        ("日本", "日本"),
    ],
)
def test_a_title_is_found_but_for_case_accents_article_and_elision(
    client: Any, post_book: Any, title: Any, asked: Any
) -> None:
    post_book("Another")
    book = post_book(title)

    answer = client.get("/api/books/title/" + _escaped(asked))

    assert answer.status_code == 200, answer.text
    assert [found["id"] for found in answer.json] == [book["id"]]
    assert answer.headers["X-Total-Count"] == "1"


def _escaped(text: Any) -> Any:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("asked", ["Etrange", "Étranger 2", "Les étrangers"])
def test_a_title_is_exact(client: Any, post_book: Any, problem: Any, asked: Any) -> None:
    post_book("L'Étranger")

    problem(client.get(f"/api/books/title/{asked}"), 404)


def test_the_article_is_that_of_the_language(client: Any, post_book: Any) -> None:
    book = post_book("Die Blechtrommel", language="de")
    post_book("Die Hard", language="en")

    assert [found["id"] for found in client.get("/api/books/title/blechtrommel").json] == [book["id"]]
    assert client.get("/api/books/title/hard").status_code == 404
    assert len(client.get("/api/books/title/die hard").json) == 1


def test_books_with_one_title_come_in_pages_whose_links_are_ascii(client: Any, post_book: Any) -> None:
    numbers = [post_book("Œuvres")["id"] for _ in range(3)]

    answer = client.get("/api/books/title/%C5%92uvres?per_page=2")

    assert [book["id"] for book in answer.json] == numbers[:2]
    assert '</api/books/title/%C5%92uvres?per_page=2&page=2>; rel="next"' in answer.headers["Link"]
    assert answer.headers["Link"].isascii()


@pytest.mark.parametrize("title", ["%00", "a%01b", "%7F", "%C2%85"])
def test_a_title_has_no_control_characters(client: Any, problem: Any, title: Any) -> None:
    problem(client.get(f"/api/books/title/{title}"), 400, "title")


@pytest.mark.parametrize("title", ["a%0Ab", "%0A", "%0D%0AX-Evil: 1"])
def test_a_line_end_in_an_address_is_no_title(client: Any, post_book: Any, problem: Any, title: Any) -> None:
    post_book("a b")

    problem(client.get(f"/api/books/title/{title}"), 404)


FORMS = [
    *("9782070360024", "978-2-07-036002-4", "978 2 07 036002 4", "978–2–07–036002–4", "urn:isbn:9782070360024"),
    *("2070360024", "2-07-036002-4", "ISBN 2070360024"),
]


def test_any_written_form_of_an_isbn_finds_its_book(client: Any, post_book: Any) -> None:
    book = post_book(isbn="9782070360024")

    for form in FORMS:
        answer = client.get(f"/api/books/isbn/{form}")
        assert answer.json == book
        assert answer.headers["ETag"] == '"1"'


def test_an_isbn_with_an_x(client: Any, post_book: Any) -> None:
    book = post_book(isbn="080442957X")

    assert client.get("/api/books/isbn/0-8044-2957-x").json["id"] == book["id"]


def test_the_oldest_of_allowed_duplicates_answers(client: Any, post_book: Any) -> None:
    first = post_book(isbn="9782070360024")
    client.post("/api/books?on_duplicate=allow", json={"title": "Second", "isbn": "9782070360024"})

    assert client.get("/api/books/isbn/9782070360024").json["id"] == first["id"]


def test_an_isbn_that_nobody_holds(client: Any, problem: Any) -> None:
    problem(client.get("/api/books/isbn/9782070360024"), 404)


@pytest.mark.parametrize(
    "text", ["9782070360025", "2070360025", "123", "abc", "%00", "9782070360024X", "٩٧٨٢٠٧٠٣٦٠٠٢٤"]
)
def test_what_is_no_isbn(client: Any, problem: Any, text: Any) -> None:
    problem(client.get(f"/api/books/isbn/{text}"), 400, "isbn")
