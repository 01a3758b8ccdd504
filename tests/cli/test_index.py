"""`catalogue index …` and `catalogue relevance`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db
from catalogue.services.indexing import LiveIndex

BOOKS = [{"id": 1, "titre": "Nana", "auteur": "Émile Zola"}, {"id": 2, "titre": "La Peste", "auteur": "Albert Camus"}]


@pytest.fixture
def sample_books(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "books.json"
    path.write_text(json.dumps(BOOKS))
    run("import", path)


def test_status_tells_where_it_is_and_how_far_it_follows(
    run: Any, sample_books: Any, live: LiveIndex, client: FlaskClient
) -> None:
    assert re.fullmatch(
        rf"folder   {live.index.folder}\nbooks    2\nchanges  ([\d,]+) of \1\n", run("index", "status").stdout
    )

    client.post("/api/books", json={"title": "Germinal"})
    held, newest = re.findall(r"[\d,]+", run("index", "status").stdout.rpartition("changes")[2])
    assert int(newest.replace(",", "")) - int(held.replace(",", "")) == 1


def test_status_of_no_index_says_that_one_will_be_made(run: Any, live: LiveIndex) -> None:
    live.index.clear()

    assert "there is no index yet" in run("index", "status").stdout


def test_an_index_that_is_whole_passes_the_check(run: Any, sample_books: Any) -> None:
    result = run("index", "check")

    assert (result.exit_code, result.stdout) == (0, "The index holds every book of the tables as it is: 2 books.\n")


def test_a_difference_is_told_and_a_rebuild_ends_it(run: Any, sample_books: Any, app: Flask, live: LiveIndex) -> None:
    """The tables are changed behind the change log's back, which no program does."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM authorship WHERE book_id = 1"))
        connection.execute(sa.text("DELETE FROM book WHERE id = 1"))
        connection.execute(sa.text("UPDATE book SET revision = 7 WHERE id = 2"))

    result = run("index", "check")
    assert result.exit_code == 1
    assert "1 book in the index, not in the tables: 1" in result.stderr
    assert "1 book older in the index than in the tables: 2" in result.stderr
    assert "catalogue index rebuild" in result.stderr

    assert run("index", "rebuild").stdout == "The index holds 1 book.\n"
    assert run("index", "check").exit_code == 0


def test_relevance_tells_each_kind_of_question_and_the_misses(run: Any, sample_books: Any) -> None:
    lines = run("relevance", "--misses").stdout.splitlines()

    assert lines[0] == "2 books"
    assert lines[1].split() == ["kind", "questions", "success@1", "success@3", "success@10", "MRR"]
    assert re.fullmatch(r"full title +2 +100.0% +100.0% +100.0% +1.000", lines[2])
