"""The greeting."""

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("accept", ["*/*", "text/plain", "", "application/json"])
def test_programs_get_plain_text(client: FlaskClient, accept: Any) -> None:
    answer = client.get("/hello/bob", headers={"Accept": accept})

    assert (answer.status_code, answer.mimetype, answer.text) == (200, "text/plain", "hello bob")
    assert "Accept" in answer.headers["Vary"]


def test_browsers_get_a_page(get: Any) -> None:
    page = get("/hello/bob")

    assert (page.status, page.heading) == (200, "hello bob")


@pytest.mark.parametrize(
    "name", ["Zoé", "名前", "a/b", "a b", "<b>x</b>", "😀", "{{ 7*7 }}", "100%", "a?b#c", "\u202e"]
)
def test_any_name_is_greeted_as_it_is(client: FlaskClient, get: Any, name: Any) -> None:
    path = f"/hello/{quote(name)}"

    assert client.get(path, headers={"Accept": "*/*"}).text == f"hello {name}"
    assert get(path).heading == f"hello {name}"
    assert "<b>" not in get(path).html


@pytest.mark.parametrize("name", ["%00", "a%07b", "%1B[31m"])
def test_control_characters_are_no_name(get: Any, name: Any) -> None:
    assert get(f"/hello/{name}").status == 400
