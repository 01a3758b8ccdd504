"""`/books/<id>.<format>`: one book as a file."""

from typing import Any

import pytest

from catalogue.formats.writing import WRITERS
from tests.formats.exported import read_text


@pytest.mark.parametrize("name", WRITERS)
def test_a_book_goes_out_in_each_format(client: Any, name: Any) -> None:
    client.post("/api/books", json={"title": "Nana", "authors": ["Émile Zola"]})
    client.post("/api/books", json={"title": "Other"})

    answer = client.get(f"/books/1.{name}")

    assert (answer.status_code, answer.content_type) == (200, WRITERS[name].media_type)
    text = read_text(answer.data)
    assert "Nana" in text
    assert "Other" not in text
    assert f'href="/books/1.{name}"' in client.get("/books/1").text


@pytest.mark.parametrize("path", ["/books/1.docx", "/books/9.csv", "/books/1."])
def test_other_formats_and_books_are_not_there(client: Any, path: Any) -> None:
    client.post("/api/books", json={"title": "Nana"})

    assert client.get(path).status_code == 404


def test_a_book_without_room_in_a_format_is_not_there(client: Any) -> None:
    client.post("/api/books", json={"title": "Nana", "description": "x" * 10_000})

    assert client.get("/books/1.unimarc").status_code == 404
    assert client.get("/books/1.unimarcxml").status_code == 200


@pytest.mark.parametrize("name", WRITERS)
def test_what_a_search_finds_goes_out_in_each_format(client: Any, name: Any) -> None:
    for title, dewey in (("Nana", "843"), ("Germinal", "843"), ("Atlas", "910")):
        client.post("/api/books", json={"title": title, "dewey": dewey})

    page = client.get("/search?q=nana").text
    answer = client.get(f"/search.{name}?dewey=843&sort=title")

    assert f'href="/search.{name}?q=nana"' in page
    assert (answer.status_code, answer.content_type) == (200, WRITERS[name].media_type)
    assert answer.headers["X-Total-Count"] == "2"
    text = read_text(answer.data)
    assert -1 < text.find("Germinal") < text.find("Nana")
    assert "Atlas" not in text


def test_a_search_goes_out_as_its_page_shows_it(client: Any) -> None:
    for title in ("Les Misérables", "Germinal"):
        client.post("/api/books", json={"title": title})

    assert "Misérables" in client.get("/search?q=miserbles").text
    assert "Misérables" in client.get("/search.csv?q=miserbles").text
    assert client.get("/search.csv?q=miserbles&keep=spelling").headers["X-Total-Count"] == "0"
    assert client.get("/search.docx").status_code == 404
