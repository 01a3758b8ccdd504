"""`GET /api/books?format=…`: all books that a list finds, as a file."""

import json
from typing import Any

import pytest

from catalogue.downloads import running
from catalogue.formats.writing import WRITERS
from catalogue.schemas.queries import EXPORT_FORMATS
from tests.formats.exported import read_text


def test_every_format_is_offered() -> None:
    assert tuple(WRITERS) == EXPORT_FORMATS


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_list_goes_out_in_each_format(client: Any, post_book: Any, post_item: Any, name: Any) -> None:
    book = post_book("Nana", authors=["Émile Zola"])
    post_item(book["id"], "B1")

    answer = client.get(f"/api/books?format={name}")

    assert answer.status_code == 200
    assert answer.content_type == WRITERS[name].media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename=books.{WRITERS[name].extension}"
    assert answer.headers["X-Total-Count"] == "1"
    assert "Nana" in read_text(answer.data)


def test_all_books_go_out_and_those_that_are_found(client: Any, post_book: Any) -> Any:
    for number in range(130):
        post_book(f"Tome {number}", language="fr" if number % 2 else "en")

    def titles(query: Any) -> Any:
        return [json.loads(line)["title"] for line in client.get(f"/api/books?format=jsonl{query}").text.splitlines()]

    assert len(titles("")) == 130
    assert len(titles("&language=fr")) == 65
    assert titles("&q=tome&sort=-created")[0] == "Tome 129"


@pytest.mark.parametrize("parameter", ["page=1", "per_page=20", "fields=title"])
def test_pages_and_fields_are_refused(client: Any, problem: Any, parameter: Any) -> None:
    assert problem(client.get(f"/api/books?format=csv&{parameter}"), 400)


def test_an_unknown_format_is_refused(client: Any, problem: Any) -> None:
    problem(client.get("/api/books?format=docx"), 400)


def test_one_export_runs_at_a_time(client: Any, post_book: Any, problem: Any) -> None:
    post_book("Nana")
    with running:
        answer = client.get("/api/books?format=csv")
        problem(answer, 429)
        assert answer.headers["Retry-After"]
    assert client.get("/api/books?format=csv").status_code == 200
    assert client.get("/api/books?format=csv").status_code == 200


def test_a_book_without_room_is_in_the_log(client: Any, post_book: Any, caplog: pytest.LogCaptureFixture) -> None:
    post_book("Nana", description="x" * 10_000)
    post_book("Germinal")

    answer = client.get("/api/books?format=unimarc")

    assert (answer.headers["X-Total-Count"], answer.data.count(b"\x1d")) == ("2", 1)
    assert caplog.messages == ["Book 1, Nana, is left out: a field has room for 9,999 bytes, and 330 has 10,005."]


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        *((writer.media_type.partition(";")[0], name) for name, writer in WRITERS.items() if writer.is_negotiated),
        ("application/json;q=0.5, text/csv", "csv"),
        ("text/csv;q=0.5, application/json", "json"),
        ("text/*", "csv"),
        ("text/html, */*;q=0.1", "json"),
    ],
)
def test_accept_asks_for_a_format(client: Any, post_book: Any, accepted: str, name: str) -> None:
    post_book("Nana")
    expected = WRITERS[name].media_type

    for path in ("/api/books", "/api/books/1"):
        answer = client.get(path, headers={"Accept": accepted})

        assert (answer.status_code, answer.content_type) == (200, expected)
        assert "Accept" in answer.headers["Vary"]
        assert "Nana" in read_text(answer.data)


@pytest.mark.parametrize("path", ["/api/books?page=2", "/api/books/1?fields=title", "/api/books?fields=title"])
def test_pages_and_fields_exclude_other_media_types(client: Any, post_book: Any, problem: Any, path: str) -> None:
    post_book("Nana")

    assert problem(client.get(path, headers={"Accept": "text/csv"}), 400)


def test_a_book_that_a_media_type_has_no_room_for(client: Any, post_book: Any, problem: Any) -> None:
    post_book("Nana", description="x" * 10_000)

    assert "9,999" in problem(client.get("/api/books/1", headers={"Accept": "application/marc"}), 406)["detail"]
    problem(client.get("/api/books/2", headers={"Accept": "application/marc"}), 404)
    problem(client.get("/api/authors", headers={"Accept": "text/csv"}), 406)
