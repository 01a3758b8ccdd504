"""`/books/<id>.<format>`: one book as a file."""

from typing import Any

import pytest

from catalogue.formats.writing import WRITERS


@pytest.mark.parametrize("name", WRITERS)
def test_a_book_goes_out_in_each_format(client: Any, name: Any) -> None:
    client.post("/api/books", json={"title": "Nana", "authors": ["Émile Zola"]})
    client.post("/api/books", json={"title": "Other"})

    answer = client.get(f"/books/1.{name}")

    assert (answer.status_code, answer.content_type) == (200, WRITERS[name].media_type)
    assert "Nana" in answer.text
    assert "Other" not in answer.text
    assert f'href="/books/1.{name}"' in client.get("/books/1").text


@pytest.mark.parametrize("path", ["/books/1.docx", "/books/9.csv", "/books/1."])
def test_other_formats_and_books_are_not_there(client: Any, path: Any) -> None:
    client.post("/api/books", json={"title": "Nana"})

    assert client.get(path).status_code == 404
