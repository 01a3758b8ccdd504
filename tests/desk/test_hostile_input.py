"""Every form of the desk, filled in by somebody who means harm or slips; every page, with such records on it."""

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.desk.conftest import MARKUP, Browser
from tests.desk.test_roles import desk_routes

HOSTILE = {
    "markup": MARKUP,
    "very long": "x" * 100_000,
    "another header": "a\r\nSet-Cookie: session=planted\r\n\r\n<html>",
    "a NUL": "a\0b",
    "a huge number": "9" * 40,
    "half a template": "{{ 7 * 7 }} {% raw %} ${7*7}",
    "nothing": "",
    "spaces": " \u00a0\t ",
    "invisible": "\u202e\u200b\ufeff",
}
STAYS = {"csrf_token", "log_in_csrf_token"}


def pages_of(app: Flask) -> Any:
    return sorted({path for _, method, path in desk_routes(app) if method == "GET"})


def assert_harmless(page: Any) -> None:
    assert page.status < 500, page.path
    if page.headers["Content-Type"].startswith("text/html"):
        assert "<script>alert" not in page.html, page.path
        assert "<img src=x" not in page.html, page.path
    assert "49 {%" not in page.html, page.path
    assert "planted" not in str(page.headers), page.path


def test_markup_in_records_stays_text_on_every_page(app: Flask, marked: Any) -> None:
    public = ["/", "/search", "/books/1", "/authors/1", "/subjects/1", "/books/1/report", "/wishes/new", "/logout"]
    searches = ["/search?" + urlencode({"q": MARKUP}), "/wishes/new?" + urlencode({"title": MARKUP})]
    n_marked = 0
    for path in [*pages_of(app), *public, *searches, "/desk/accounts/2", "/desk/accounts/2/delete"]:
        page = marked.get(path)
        assert_harmless(page)
        n_marked += "&lt;script&gt;alert" in page.html

    assert n_marked > 15


def test_markup_in_the_name_of_whoever_is_logged_in_stays_text(marked: Any, log_in: Any) -> None:
    browser = log_in(MARKUP)
    for path in ("/", "/search", "/about", "/desk", "/logout"):
        page = browser.get(path)
        assert_harmless(page)
        assert "&lt;script&gt;" in page.html


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_form_is_thrown_by_what_is_typed(app: Flask, marked: Any, value: Any) -> None:
    for path in pages_of(app):
        page = marked.get(path)
        for form in [form for form in Browser.read_forms(page) if form.method == "POST"][:3]:
            changes = {name: value for name in form.fields if name not in STAYS}
            assert_harmless(marked.submit(page, form.id or form.action, **changes))


def test_no_form_is_thrown_by_what_is_left_out(app: Flask, marked: Any) -> None:
    for path in pages_of(app):
        page = marked.get(path)
        for form in [form for form in Browser.read_forms(page) if form.method == "POST"]:
            for left_out in ({*form.fields} - STAYS, *({name} for name in form.fields if name not in STAYS)):
                assert_harmless(marked.submit(page, form.id or form.action, **dict.fromkeys(left_out)))


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_the_log_in_page_is_not_thrown_either(stranger: Any, value: Any) -> None:
    for path in ("/login", f"/login?next={'x' * 3000}"):
        page = stranger.submit(path, log_in_name=value, log_in_password=value, log_in_next=value)
        assert page.status in {400, 429}
        assert_harmless(page)


def test_a_form_sent_twice_is_carried_out_once(admin: Any) -> None:
    form = admin.get("/desk/accounts/new")
    typed = {"name": "Marie", "role": "reader", "password": "quatre mots sans rapport"}

    first, second = admin.submit(form, **typed), admin.submit(form, **typed)

    assert (first.status, second.status) == (200, 400)
    assert "Il existe déjà un compte de ce nom" in second.text
    assert admin.get("/desk/accounts").text.count("Marie") == 1


def test_after_the_log_out_the_back_button_shows_nothing(app: Flask, admin: Any) -> None:
    for path in pages_of(app):
        assert admin.get(path).headers["Cache-Control"] == "private, no-store", path
