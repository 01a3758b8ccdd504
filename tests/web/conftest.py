"""What tests of pages share: books to show, and pages read as a reader would."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.domain.items import ItemRecord
from catalogue.extensions import begin_write
from tests.factories import stored_book
from tests.html_pages import HtmlPage

AddBook = Callable[..., int]


@pytest.fixture
def get(client: FlaskClient) -> Callable[..., HtmlPage]:
    """Get a page as a browser of a French (or another) reader does."""

    def get(path: str, language: str = "fr", **options: Any) -> HtmlPage:
        headers = {"Accept": "text/html", "Accept-Language": language}
        answer = client.get(path, headers=headers, **options)
        return HtmlPage(answer.status_code, answer.get_data(as_text=True), answer.headers)

    return get


@pytest.fixture
def add_book(app: Flask) -> AddBook:
    """Store and commit a book, with items if it has any, and return its number."""

    def add_book(title: str = "Un livre", *, items: tuple[ItemRecord, ...] = (), **fields: Any) -> int:
        with app.app_context():
            session = begin_write()
            book_id = stored_book(session, title, items=items, **fields)
            session.commit()
        return book_id

    return add_book
