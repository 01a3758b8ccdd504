"""Every form of the desk, filled in by somebody who means harm or slips; every page, with such records on it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord
from catalogue.models import AccountRole, FailedSearch, NoteKind, SetKind, TokenScope
from catalogue.services import accounts, reader_notes
from catalogue.store.change_sets import open_set
from tests.desk.conftest import PASSWORD, Browser
from tests.desk.test_roles import desk_routes
from tests.factories import stored_book

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
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


@pytest.fixture
def marked(admin: Any, writing: Any) -> Any:
    """The browser of an admin, to a catalogue whose records have markup wherever they have text."""
    with writing() as session:
        accounts.add(session, MARKUP, AccountRole.LIBRARIAN, PASSWORD, actor="test")
        accounts.create_token(session, MARKUP, MARKUP, TokenScope.READ, actor=MARKUP)
        with open_set(session, SetKind.IMPORT, MARKUP, actor=MARKUP):
            book_id = stored_book(
                session,
                MARKUP,
                **dict.fromkeys(("subtitle", "publisher", "description", "series", "series_number"), MARKUP[:50]),
                authors=(MARKUP,),
                subjects=(MARKUP,),
                items=(ItemRecord(barcode=MARKUP[:32], call_number=MARKUP, location=MARKUP),),
                extra={MARKUP: MARKUP, "isbn": MARKUP},
                actor=MARKUP,
            )
        reader_notes.add(session, NoteKind.REPORT, MARKUP, book_id)
        reader_notes.add(session, NoteKind.WISH, MARKUP)
        session.add_all(FailedSearch(words=MARKUP, day=date(2026, 1, day)) for day in range(1, 4))
    return admin


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


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_the_log_in_page_is_not_thrown_either(stranger: Any, value: Any) -> None:
    for path in ("/login", f"/login?next={'x' * 3000}"):
        page = stranger.submit(path, log_in_name=value, log_in_password=value, log_in_next=value)
        assert page.status in {400, 429}
        assert_harmless(page)


def test_a_form_sent_twice_is_carried_out_once(admin: Any) -> None:
    form = admin.get("/desk/accounts/new")
    fields = {"name": "Marie", "role": "reader", "password": "quatre mots sans rapport"}

    first, second = admin.submit(form, **fields), admin.submit(form, **fields)

    assert (first.status, second.status) == (200, 400)
    assert "Il existe déjà un compte de ce nom" in second.text
    assert admin.get("/desk/accounts").text.count("Marie") == 1


def test_after_the_log_out_the_back_button_shows_nothing(app: Flask, admin: Any) -> None:
    for path in pages_of(app):
        assert admin.get(path).headers["Cache-Control"] == "private, no-store", path
