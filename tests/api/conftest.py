"""What the tests of the API share: the one shape of errors, and a catalogue that must stay as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from catalogue.common.problems import PROBLEM_TYPES
from catalogue.extensions import db
from catalogue.models import AccountRole, Base
from catalogue.services import accounts
from catalogue.store import change_log

Document = dict[str, Any]

INSIDES = ("Traceback", "sqlalchemy", "psycopg", "sqlite", ".py", "SELECT")
"""What would tell that an error speaks of our inside."""


@pytest.fixture
def post_book(client: Any) -> Callable[..., Document]:
    """Store a book over HTTP and return the answer: `post_book("Whales", subjects=["Marine mammals"])`."""

    def post(title: str = "A title", **members: Any) -> Document:
        answer = client.post("/api/books", json={"title": title, **members})
        assert answer.status_code == 201, answer.text
        return answer.json

    return post


@pytest.fixture
def post_item(client: Any) -> Callable[..., Document]:
    """Store an item over HTTP and return the answer: `post_item(book_id, "B1", status="on_loan")`."""

    def post(book_id: int, barcode: str, **members: Any) -> Document:
        answer = client.post("/api/items", json={"book_id": book_id, "barcode": barcode, **members})
        assert answer.status_code == 201, answer.text
        return answer.json

    return post


@pytest.fixture
def problem() -> Callable[..., Document]:
    """Hold an answer to the one shape of errors and return it: `problem(answer, 400, "isbn")` names the field."""

    def check(answer: TestResponse, status: int, *fields: str) -> Document:
        assert answer.status_code == status, answer.text
        assert answer.content_type == "application/problem+json"
        document = answer.json
        assert {"type", "title", "status", "detail", "instance"} <= set(document)  # type: ignore[arg-type]
        type_ = PROBLEM_TYPES[document["type"].removeprefix("/problems/")]
        assert (document["status"], type_.status) == (status, status)
        assert document["title"] == type_.title
        assert document["detail"]
        assert document["instance"] == answer.request.path
        assert not any(inside in answer.text for inside in INSIDES)
        for fault in document.get("errors", []):
            assert set(fault) == {"field", "message"}
            assert fault["message"]
        if fields:
            assert {fault["field"] for fault in document["errors"]} == set(fields)
        return document  # type: ignore[return-value]

    return check


@pytest.fixture
def unchanged(app: Flask) -> Callable[[], Any]:
    """Hold that a block writes nothing: `with unchanged(): client.post(…)`."""

    def rows() -> dict[str, list[Any]]:
        with app.app_context(), db.engine.connect() as connection:
            return {
                name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
                for name, table in Base.metadata.tables.items()
                if name != "token"  # A refused write is a use of its token, and is noted.
            }

    @contextmanager
    def holding() -> Iterator[None]:
        before = rows()
        yield
        assert rows() == before

    return holding


@pytest.fixture
def token_of(app: Flask) -> Callable[[AccountRole], str]:
    """Make an account with a role and return a token of it."""

    def make(role: AccountRole) -> str:
        with app.app_context():
            session = db.session()
            change_log.open_write(session)
            account = accounts.add(session, f"a {role}", role, "a long enough password", actor="tests")
            _, secret = accounts.create_token(session, account.name, "tests", actor="tests")
            session.commit()
        return secret

    return make
