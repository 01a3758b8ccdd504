"""What tests of the desk share: browsers of people with each role, which fill in forms as people do."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.items import ItemRecord
from catalogue.domain.record import BookRecord
from catalogue.domain.stocktakings import StocktakingScope
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_write
from catalogue.models import AccountRole, FailedSearch, NoteKind, SetKind, TokenScope
from catalogue.services import accounts, batch_edits, imports, jobs, reader_notes, scans, sql_reports, stocktakings
from catalogue.services.batch_edits import BatchEdit, Selection
from catalogue.services.imports import ImportOptions
from catalogue.store.change_sets import open_set
from tests.factories import stored_book
from tests.html_pages import HtmlPage

PASSWORD = "le petit chat noir"
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@dataclass
class Form:
    """A form of a page: where it is sent, and its fields as they stand, with several values where it has them."""

    action: str
    method: str
    id: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class FormReader(HTMLParser):
    """Reads the forms of a page with the values that a browser would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._textarea = self._select = ""
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                method = values.get("method", "get").upper()
                self.forms.append(Form(values.get("action", ""), method, values.get("id", "")))
            case "input" if self._is_sent(values):
                self._add(values["name"], values.get("value", "on" if values.get("type") == "checkbox" else ""))
            case "textarea":
                self._textarea, self._text = values.get("name", ""), ""
            case "select":
                self._select = values.get("name", "")
            case "option" if self._select and "selected" in values:
                self._add(self._select, values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self._add(self._textarea, self._text.removeprefix("\n"))
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def _is_sent(self, values: dict[str, str]) -> bool:
        kind = values.get("type", "text")
        if not values.get("name") or not self.forms or kind in {"submit", "button", "file"}:
            return False
        return kind not in {"checkbox", "radio"} or "checked" in values

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].fields.setdefault(name, []).append(value)


class Browser:
    """A browser of somebody: it keeps cookies, and sends the forms of pages with all their fields."""

    def __init__(self, client: FlaskClient, language: str = "fr") -> None:
        self.client = client
        self.headers = {"Accept": "text/html", "Accept-Language": language}

    def get(self, path: str, **options: Any) -> HtmlPage:
        """Open a page; redirects are followed."""
        return self._page(self.client.get(path, headers=self.headers, follow_redirects=True, **options))

    def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> HtmlPage:
        """Send fields as they are, without a token; redirects are not followed."""
        return self._page(self.client.post(path, data=fields or {}, headers=self.headers, **options))

    def submit(self, page: HtmlPage | str, form: str = "", *, follow: bool = True, **changes: Any) -> HtmlPage:
        """Fill in a form of a page and send it; redirects are followed.

        :param form: the id or the action of the form; without it, the first that is sent by POST in `main`.
        :param changes: values by name; a list gives a field several values, None leaves the field out.
        """
        page = self.get(page) if isinstance(page, str) else page
        chosen = self.find_form(page, form)
        fields = {name: value for name, value in (chosen.fields | changes).items() if value is not None}
        answer = self.client.open(
            chosen.action or page.path, method=chosen.method, data=fields, headers=self.headers, follow_redirects=follow
        )
        return self._page(answer)

    def find_form(self, page: HtmlPage, form: str = "") -> Form:
        """Return a form of a page by its id or action."""
        forms = self.read_forms(page) if not form else FormReader(page.html).forms
        forms = [found for found in forms if found.method == "POST"]
        chosen = [found for found in forms if not form or form in {found.id, found.action}]
        assert chosen, f"no form {form!r} among {forms} ({page.status})"
        return chosen[0]

    @staticmethod
    def read_forms(page: HtmlPage) -> list[Form]:
        """Return the forms in the main part of a page."""
        return FormReader(page.html.partition("<main")[2]).forms

    def _page(self, answer: TestResponse) -> HtmlPage:
        return HtmlPage(
            answer.status_code, answer.get_data(as_text=True), answer.headers, answer.request.full_path.rstrip("?")
        )


@pytest.fixture
def add_account(app: Flask) -> Callable[..., str]:
    """Add an account with the password of all tests and return its name: `add_account(AccountRole.ADMIN, "Ada")`."""

    def add(role: AccountRole, name: str = "") -> str:
        with app.app_context():
            session = begin_write()
            account = accounts.add(session, name or f"a {role}", role, PASSWORD, actor="tests")
            session.commit()
            return account.name

    return add


@pytest.fixture
def log_in(app: Flask) -> Callable[..., Browser]:
    """Return a browser in which somebody has just logged in: `log_in("Ada")`."""

    def log_in(name: str, password: str = PASSWORD) -> Browser:
        browser = Browser(app.test_client())
        page = browser.submit("/login", log_in_name=name, log_in_password=password)
        assert page.status in {200, 403}, page.text
        return browser

    return log_in


@pytest.fixture
def browser_of(add_account: Callable[..., str], log_in: Callable[..., Browser]) -> Callable[[AccountRole], Browser]:
    """Return the browser of a new account with this role."""
    return lambda role: log_in(add_account(role))


@pytest.fixture
def librarian(browser_of: Callable[[AccountRole], Browser]) -> Browser:
    """The browser of a librarian who has logged in."""
    return browser_of(AccountRole.LIBRARIAN)


@pytest.fixture
def admin(browser_of: Callable[[AccountRole], Browser]) -> Browser:
    """The browser of an admin who has logged in."""
    return browser_of(AccountRole.ADMIN)


@pytest.fixture
def reader(browser_of: Callable[[AccountRole], Browser]) -> Browser:
    """The browser of somebody whose account may only read."""
    return browser_of(AccountRole.READER)


@pytest.fixture
def stranger(app: Flask, add_account: Callable[..., str]) -> Browser:
    """The browser of somebody who has not logged in, to a catalogue that has an account."""
    add_account(AccountRole.ADMIN, "somebody else")
    return Browser(app.test_client())


@pytest.fixture
def local(client: FlaskClient) -> Browser:
    """The browser of whoever started the service, while there is no account."""
    return Browser(client)


def mark_texts(record: Any, **required: str) -> dict[str, Any]:
    """Return markup for every text of a record that takes it, those that are yet to come included."""
    marked: dict[str, Any] = {}
    for name in (one.name for one in fields(record) if one.type in (str, str | None)):
        for text in (MARKUP, MARKUP[:50], MARKUP[:32], MARKUP[:8]):
            with suppress(InvalidRecord):
                record(**required | {name: text})
                marked[name] = text
                break
    return marked


def add_work(session: Session) -> None:
    """Queue a job of each kind, 1 imports and 2 edits many books, begin a list of scans, and take stock twice."""
    scans.add_scans(session, scans.create_list(session, MARKUP, actor=MARKUP), [MARKUP[:32], "1"], actor=MARKUP)
    upload = ImportOptions(upload="0" * 32, name=MARKUP, source=MARKUP, saved=MARKUP, dry_run=True)
    operation = Operation(verb=Verb.ADD, field="subjects", value=MARKUP)
    edit = BatchEdit(selection=Selection((1,)), operations=(operation,), name=MARKUP)
    jobs.create(session, imports.KIND, upload.as_json(), host="", actor=MARKUP)
    jobs.create(session, batch_edits.KIND, edit.as_json() | {"preview": True}, host="", actor=MARKUP)
    for _time in range(2):
        stocktaking_id = stocktakings.begin(session, MARKUP[:100], StocktakingScope(), actor=MARKUP)
        stocktakings.add_list(session, stocktaking_id, 1)
        if stocktaking_id == 1:
            stocktakings.close(session, stocktaking_id)
    sql_reports.save_sql_report(session, None, "Titres", "", "SELECT title FROM book", actor="Marie")


@pytest.fixture
def marked(admin: Any, writing: Any) -> Any:
    """The browser of an admin, to a catalogue whose records have markup wherever they have text."""
    with writing() as session:
        accounts.add(session, MARKUP, AccountRole.LIBRARIAN, PASSWORD, actor="test")
        accounts.create_token(session, MARKUP, MARKUP, TokenScope.READ, actor=MARKUP)
        with open_set(session, SetKind.IMPORT, MARKUP, actor=MARKUP):
            book_id = stored_book(
                session,
                **mark_texts(BookRecord, title="Title"),
                authors=(MARKUP,),
                subjects=(MARKUP,),
                items=(ItemRecord(**mark_texts(ItemRecord, barcode="1")),),
                extra={MARKUP: MARKUP, "isbn": MARKUP},
                actor=MARKUP,
            )
        add_work(session)
        reader_notes.add(session, NoteKind.REPORT, MARKUP, book_id)
        reader_notes.add(session, NoteKind.WISH, MARKUP)
        session.add_all(FailedSearch(words=MARKUP, day=date(2026, 1, day)) for day in range(1, 4))
    return admin
