"""`catalogue export`: a catalogue leaves, and comes back the same."""

import gzip
import os
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from catalogue.cli.export import FORMATS
from catalogue.extensions import db
from catalogue.formats.writing import WRITERS

NEW = {"revision": 0, "id": 0, "links": 0}
"""What another catalogue gives anew."""


@pytest.fixture
def whole(client: Any) -> None:
    """A catalogue with what a library has."""
    people = {"authors": ["Émile Zola"], "contributors": [{"name": "Ada", "role": "translator"}]}
    client.post("/api/books", json={"title": "Nana", "subjects": ["Roman"], "extra": {"prix": 5}, **people})
    client.post("/api/books", json={"title": "Gone"})
    client.post("/api/books", json={"title": "L’Étranger", "isbn": "9782070360024", "published": "1942-05"})
    client.delete("/api/books/2")
    item = {"book_id": 3, "barcode": "B1", "call_number": "843 CAM", "acquired_on": "2026-01-31"}
    client.post("/api/items", json=item)


def read_all(client: Any) -> Any:
    books = [{k: v for k, v in book.items() if not k.endswith("_at")} for book in client.get("/api/books").json]
    items = [{k: v for k, v in item.items() if not k.endswith("_at")} for item in client.get("/api/items").json]
    return books, items


def test_json_lines_make_the_same_catalogue_of_an_empty_one(run: Any, client: Any, whole: Any, tmp_path: Path) -> None:
    before = read_all(client)
    file = tmp_path / "books.jsonl"
    assert run("export", file).stdout.startswith(f"Wrote {file}: ")

    with client.application.app_context():
        for table in ("item", "authorship", "book_subject", "change", "book", "author_word", "author"):
            db.session.execute(sa.text(f"DELETE FROM {table}"))
        db.session.commit()
    assert run("import", file).exit_code == 0

    books, items = read_all(client)
    assert [book["id"] for book in books] == [book["id"] for book in before[0]]
    for mine, theirs in zip((books, items), before, strict=True):
        assert [one | NEW for one in mine] == [other | NEW for other in theirs]


def test_a_question_and_standard_output(run: Any, client: Any, whole: Any) -> None:
    written = run("export", "-", "--format", "csv", "--query", "nana")

    assert "Nana" in written.stdout
    assert "Étranger" not in written.stdout


def test_every_format_is_offered() -> None:
    assert list(WRITERS) == list(FORMATS)


def test_books_left_out_are_named(run: Any, client: Any, tmp_path: Path) -> None:
    for number in range(22):
        client.post("/api/books", json={"title": f"Tome {number}", "description": "x" * 10_000})

    done = run("export", tmp_path / "books.mrc", "--format", "marc21")

    assert done.exit_code == 0
    reason = "is left out: a field has room for 9,999 bytes, and 520 has 10,005."
    assert done.stderr.startswith(f"Book 1, Tome 0, {reason}\nBook 2, Tome 1, {reason}\n")
    assert done.stderr.endswith("2 more books are left out.\n")


def test_a_dump_is_the_whole_catalogue_of_a_day(run: Any, client: Any, whole: Any, tmp_path: Path) -> None:
    file = tmp_path / "dump" / "catalogue.jsonl.gz"
    client.application.config["DUMP_FILE"] = file
    assert client.get("/dump/catalogue.jsonl.gz").status_code == 404

    assert run("dump", CATALOGUE_INDEX_DIR=str(tmp_path / "index")).stdout.startswith(f"Wrote {file}: ")
    answer = client.get("/dump/catalogue.jsonl.gz")

    day = parsedate_to_datetime(answer.headers["Last-Modified"]).date()
    assert answer.headers["Content-Disposition"] == f"attachment; filename=catalogue-{day}.jsonl.gz"
    titles = [orjson.loads(line)["title"] for line in gzip.decompress(answer.data).splitlines()]
    assert titles == ["Nana", "L’Étranger"]
    answer.close()
    with client.get("/dump/catalogue.jsonl.gz", headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304
    assert os.listdir(file.parent) == [file.name]
