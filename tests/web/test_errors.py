"""Pages for what goes wrong."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.web.errors import SENTENCES


def test_an_unknown_address_is_a_page_in_the_reader_s_language(get: Any) -> None:
    assert get("/nowhere").heading == "Il n’y a rien à cette adresse"
    assert get("/nowhere", "en").heading == "There is nothing here"
    assert get("/nowhere").status == 404


def test_a_method_that_is_not_allowed_says_which_are(client: FlaskClient) -> None:
    answer = client.delete("/about", headers={"Accept-Language": "en"})

    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert "Not possible here" in answer.text


def test_too_large_a_form_is_a_page(client: FlaskClient) -> None:
    answer = client.post("/language/en", data={"next": "x" * 10_000_000})

    assert answer.status_code == 413
    assert answer.mimetype == "text/html"


@pytest.fixture
def about_fails(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let the about page raise an error."""

    def about_fails(error: Exception) -> None:
        def fail() -> str:
            raise error

        monkeypatch.setitem(app.view_functions, "web.show_about", fail)

    return about_fails


def test_a_fault_of_ours_says_nothing_of_the_inside(about_fails: Any, get: Any) -> None:
    about_fails(ZeroDivisionError("secret"))

    page = get("/about")

    assert (page.status, page.heading) == (500, "Une erreur s’est produite de notre côté")
    assert "secret" not in page.html
    assert "Traceback" not in page.html


def test_a_database_that_is_away_is_said_so(about_fails: Any, get: Any) -> None:
    about_fails(sa.exc.OperationalError("SELECT secret", {}, Exception("secret")))

    page = get("/about")

    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert "secret" not in page.html


def test_a_failing_page_asks_nothing_of_the_database(about_fails: Any, get: Any, count_statements: Any) -> None:
    about_fails(ZeroDivisionError())

    with count_statements() as sent:
        get("/about")
        get("/nowhere")

    assert sent == []


def test_redirections_are_not_errors(client: FlaskClient) -> None:
    assert client.get("/hello//bob").status_code in {301, 308, 404}


def test_the_sentences_are_for_errors_only() -> None:
    assert all(400 <= status < 600 for status in SENTENCES)
