"""Series at the desk: on the form of a book, and as headings that are corrected, merged and taken back."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.domain.series import SeriesKind, SeriesStatement
from catalogue.extensions import begin_write
from tests.factories import stored_book

NEW, FORM = "/desk/books/new", "form[class=book-form]"


@pytest.fixture
def volumes(app: Flask) -> None:
    """Two forms of one series, with two volumes and one."""
    with app.app_context():
        session = begin_write()
        stored_book(session, "Naruto. 1", series="Naruto", series_number="1")
        stored_book(session, "Naruto. 2", series="Naruto", series_number="2")
        further = (SeriesStatement("Naruto (manga)", "3"), SeriesStatement("Kana", None, SeriesKind.COLLECTION))
        stored_book(session, "Naruto. 3", series="Shonen", series_kind=SeriesKind.COLLECTION, further_series=further)
        session.commit()


def test_a_book_is_catalogued_with_two_series(librarian: Any, client: FlaskClient) -> None:
    fields = {"series": "Dune", "series_number": "2", "series_kind": "work"}
    more = {"further_series-0-name": "Pocket", "further_series-0-number": "5", "further_series-0-kind": ""}
    librarian.submit(NEW, title="Le messie de Dune", **fields, **more)

    assert [(one["name"], one["kind"]) for one in client.get("/api/books/1").json["all_series"]] == [
        ("Dune", "work"),
        ("Pocket", "collection"),
    ]
    page = librarian.get("/desk/books/1").html
    assert 'value="Pocket"' in page
    assert "further_series-1-name" in page
    assert "Pocket" in librarian.get("/desk/completions/series?q=poc").html


def test_a_series_is_renamed_with_its_variants(librarian: Any, client: FlaskClient, volumes: Any) -> None:
    librarian.submit("/desk/series/1", name="Naruto Shippuden", variants="Naruto\nNARUTO (série)")
    assert client.get("/api/books/2").json["series"] == "Naruto Shippuden"
    assert "NARUTO (série)" in librarian.get("/desk/series/1/history").text


def test_merged_series_have_all_volumes_and_the_merge_is_taken_back(
    librarian: Any, client: FlaskClient, volumes: Any
) -> None:
    (merged,) = [one for one in client.get("/api/series").json if one["name"] == "Naruto (manga)"]
    librarian.submit("/desk/series/1/merge?other=Naruto (manga)")

    assert client.get("/api/books/3").json["series"] == "Naruto"
    assert client.get(merged["links"]["self"]).status_code == 301
    assert client.get("/api/series/1").json["variants"] == ["Naruto (manga)"]

    librarian.submit("/desk/changesets/1/undo")

    assert client.get("/api/books/3").json["series"] == "Naruto (manga)"
    assert client.get("/api/series/1").json["variants"] == []
