"""`catalogue seed` and `catalogue unseed`: what a catalogue begins with, and how it becomes a library's own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask.testing import FlaskClient

NANA = {"id": 7, "titre": "Nana", "auteur": "Émile Zola", "sujets": ["Roman"]}
Run = Callable[..., Result]


@pytest.fixture
def own_file(tmp_path: Path) -> Callable[[Any], Path]:
    """Write a file of one's own books and return its path."""

    def write(content: Any) -> Path:
        path = tmp_path / "books.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def total(client: FlaskClient, noun: str = "books") -> int:
    return int(client.get(f"/api/{noun}?per_page=1").headers["X-Total-Count"])


def test_an_empty_catalogue_is_filled_with_ones_own_books_under_their_numbers(
    run: Run, own_file: Any, client: FlaskClient
) -> None:
    path = own_file([NANA, {"id": 8}])

    result = run("seed", path)

    assert (result.exit_code, result.stdout) == (0, f"{path}: 2 read, 1 created, 0 unchanged, 1 refused\n")
    assert result.stderr.startswith(f"{path}: record 2 refused: ")
    assert client.get("/api/books/7").get_json()["title"] == "Nana"
    assert run("seed", path).stdout == f"The catalogue is in use, so the books of {path} stay out of it.\n"
    assert run("import", path).stdout == f"{path}: 2 read, 0 created, 1 unchanged, 1 refused\n"


def test_a_file_that_breaks_off_leaves_nothing(run: Run, own_file: Any, client: FlaskClient) -> None:
    result = run("seed", own_file(json.dumps([NANA])[:-1]))

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert total(client) == 0
    assert run("seed").stdout == "Seeded 227 books.\n"


def test_the_demonstration_goes_with_its_copies_and_headings(run: Run, client: FlaskClient) -> None:
    run("seed")

    assert run("unseed").stdout == "Removed 227 books of the demonstration collection.\n"

    assert [total(client, noun) for noun in ("books", "items", "authors", "subjects")] == [0, 0, 0, 0]
    assert client.get("/api/search?q=camus").get_json()["total"] == 0
    assert run("unseed").stdout == "The catalogue holds no book of the demonstration collection.\n"
    assert "stays out" in run("seed").stdout


def test_what_somebody_changed_stays_and_is_named(run: Run, client: FlaskClient) -> None:
    run("seed")
    client.patch("/api/books/1", json={"publisher": "Folio"})
    item = client.get("/api/items?book_id=2").get_json()[0]
    client.put(f"/api/items/{item['id']}", json={"book_id": 2, "barcode": "mine"})
    hugo = client.get("/api/authors?name=victor+hugo").get_json()[0]
    client.put(f"/api/authors/{hugo['id']}", json={"name": "Victor-Marie Hugo"})

    lines = run("unseed").stdout.splitlines()

    n_kept = len(lines) - 1
    assert lines[0] == f"Removed {227 - n_kept} books of the demonstration collection."
    assert lines[1] == "Kept book 1, “L'Étranger”: it was changed, and is at revision 2."
    assert lines[2] == "Kept book 2, “La Peste”: it was changed, and is at revision 2."
    assert "“Les Misérables”" in lines[3]
    assert total(client) == n_kept
    assert client.get("/api/items?barcode=mine").get_json()[0]["book_id"] == 2


def test_ones_own_books_and_their_headings_stay(run: Run, own_file: Any, client: FlaskClient) -> None:
    run("seed")
    run("import", own_file([NANA]))

    run("unseed")

    assert [book["title"] for book in client.get("/api/books").get_json()] == ["Nana"]
    assert [author["name"] for author in client.get("/api/authors").get_json()] == ["Émile Zola"]
    assert [subject["name"] for subject in client.get("/api/subjects").get_json()] == ["Roman"]
    assert client.get("/api/search?q=nana").get_json()["total"] == 1
