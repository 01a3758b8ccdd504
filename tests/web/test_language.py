"""French and English."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from catalogue.web.language import COOKIE


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("en-US,en;q=0.9", "en"),
        ("de,en;q=0.5", "en"),
        ("de", "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("en;q=0.1, fr;q=0.9", "fr"),
        ("nonsense;;q=x", "fr"),
    ],
)
def test_the_page_is_in_the_language_that_the_browser_asks_for(get: Any, asked: Any, tag: Any) -> None:
    page = get("/about", asked)

    assert page.read.all_of("html") == [{"lang": tag}]
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in page.headers["Vary"].split(",")}


def switch(client: FlaskClient, tag: str, back: str) -> str:
    answer = client.post(f"/language/{tag}", data={"next": back})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_switch_overrides_the_browser_and_comes_back(client: FlaskClient, get: Any) -> None:
    assert switch(client, "en", "/search?q=camus") == "/search?q=camus"
    assert get("/about", "fr").heading == "About this catalogue"
    switch(client, "fr", "/")
    assert get("/about", "en").heading == "À propos de ce catalogue"


def test_every_page_offers_the_other_language_and_its_own_address(get: Any) -> None:
    page = get("/hello/Zo%C3%A9%20%25?a=%C3%A9")

    assert [form["action"] for form in page.read.all_of("form") if form.get("method") == "post"] == ["/language/en"]
    assert {"type": "hidden", "name": "next", "value": "/hello/Zo%C3%A9%20%25?a=%C3%A9"} in page.read.all_of("input")


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        "evil",
        "",
        "http:///evil",
        "//[",
        "/é",
    ],
)
def test_the_switch_never_leads_elsewhere(client: FlaskClient, back: Any) -> None:
    assert switch(client, "en", back) == "/"


def test_the_choice_is_kept_in_one_modest_cookie(client: FlaskClient) -> None:
    cookie = client.post("/language/en").headers["Set-Cookie"]

    assert cookie.startswith(f"{COOKIE}=en;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Secure" in client.post("/language/en", base_url="https://localhost").headers["Set-Cookie"]


def test_no_page_sets_a_cookie_unasked(get: Any) -> None:
    assert "Set-Cookie" not in get("/").headers


def test_a_language_we_do_not_speak_is_not_found(client: FlaskClient) -> None:
    assert client.post("/language/de").status_code == 404
    assert client.get("/language/en").status_code == 405


def test_a_strange_cookie_is_ignored(client: FlaskClient, get: Any) -> None:
    client.set_cookie(COOKIE, "../../etc/passwd")

    assert get("/about").read.all_of("html") == [{"lang": "fr"}]
