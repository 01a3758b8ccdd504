"""Forms that another site sends, forms sent twice, addresses that would lead elsewhere: every page of the desk."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.extensions import db
from catalogue.models import Base
from tests.desk.conftest import PASSWORD, Browser, Form
from tests.desk.test_hostile_input import assert_harmless, pages_of
from tests.desk.test_roles import desk_routes
from tests.html_pages import HtmlPage

OF_THE_DOOR = {"desk_session", "log_in", "change_seq"}
"""Tables that change by somebody's being here."""
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\thttps://evil.example",
    "javascript:alert(1)",
)


@pytest.fixture
def read_tables(app: Flask) -> Any:
    """Read every row of every table that a form could have written."""

    def read() -> dict[str, Any]:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in OF_THE_DOOR]
        with app.app_context():
            connection = db.session().connection()
            return {table.name: sorted(map(repr, connection.execute(sa.select(table)))) for table in tables}

    return read


def list_forms(app: Flask, browser: Browser) -> Iterator[tuple[HtmlPage, Form]]:
    """Yield the forms that write, of each page."""
    for path in pages_of(app):
        page = browser.get(path)
        for form in browser.read_forms(page):
            if form.method == "POST":
                yield page, form


def test_no_form_works_without_a_token_of_its_session(
    app: Flask,
    marked: Any,
    log_in: Any,
    read_tables: Any,
) -> None:
    older = Browser(app.test_client())
    older.submit("/login", log_in_name="a admin", log_in_password=PASSWORD)
    forms = list(list_forms(app, marked))
    of_another_session = forms[0][1].fields["csrf_token"][0]
    of_an_older_session = log_in("a admin").find_form(older.get("/desk/accounts/new")).fields["csrf_token"][0]
    browser = log_in("a admin")
    before = read_tables()

    for page, form in forms:
        typed = {name: values for name, values in form.fields.items() if name != "csrf_token"}
        for token in (None, "", "IjEyMyI.aSg.made-up", of_another_session, of_an_older_session):
            fields = typed if token is None else typed | {"csrf_token": token}
            assert browser.post(form.action or page.path, fields).status == 400, (page.path, form, token)
    for endpoint, method, path in desk_routes(app):
        if method not in {"GET", "HEAD"}:
            status = browser.client.open(path, method=method, headers=browser.headers).status_code
            assert status in {400, 404}, endpoint

    assert len(forms) > 20
    assert read_tables() == before


def test_no_form_does_anything_twice(app: Flask, marked: Any, read_tables: Any) -> None:
    """What the second of two clicks sends is the same form with the same token."""
    for page, form in list_forms(app, marked):
        marked.post(form.action or page.path, form.fields)
        once = {name: len(rows) for name, rows in read_tables().items()}
        assert_harmless(marked.post(form.action or page.path, form.fields))
        assert {name: len(rows) for name, rows in read_tables().items()} == once, (page.path, form)


def test_a_book_sent_twice_is_one_book(librarian: Any, client: Any) -> None:
    page = librarian.get("/desk/books/new")
    fields = {"title": "Nana", "people-0-name": "Émile Zola", "copies-n_copies": "1", "copies-barcode": "1"}

    for _click in range(2):
        librarian.submit(page, "/desk/books/new", **fields)

    assert [book["title"] for book in client.get("/api/books").json] == ["Nana"]


def test_no_page_leads_to_another_site(app: Flask, marked: Any) -> None:
    names = ("next", "back", "url", "return_to", "worklist", "set_id", "log_in_next")
    for path, address in product(pages_of(app), ELSEWHERE):
        answer = marked.client.get(path, query_string=dict.fromkeys(names, address), headers=marked.headers)
        assert "evil" not in answer.headers.get("Location", ""), (path, address)
        assert f'href="{address}' not in answer.text, (path, address)
    for (page, form), address in product(list_forms(app, marked), ELSEWHERE):
        fields: Any = form.fields | dict.fromkeys(names, address)
        sent = marked.client.post(form.action or page.path, data=fields, headers=marked.headers)
        assert "evil" not in sent.headers.get("Location", ""), (page.path, form, address)
