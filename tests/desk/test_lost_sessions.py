"""Forms that were open while their session ended, and forms that are not ours."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.extensions import begin_write, db
from catalogue.models import Account, DeskSession
from tests.desk.conftest import PASSWORD, Browser

NEW = "quatre mots sans rapport"
TYPED = {"name": 'Marie "la" <Grande>\r\n& Cie', "role": "reader", "password": NEW}


@pytest.fixture
def names(app: Flask) -> Any:
    def read() -> Any:
        with app.app_context():
            return set(db.session().scalars(sa.select(Account.name)))

    return read


@pytest.fixture
def end_sessions(app: Flask) -> Any:
    def end() -> None:
        with app.app_context():
            session = begin_write()
            session.execute(sa.delete(DeskSession))
            session.commit()

    return end


def test_after_a_lost_session_every_field_is_back_and_saving_works(admin: Any, names: Any, end_sessions: Any) -> None:
    form = admin.get("/desk/accounts/new")
    end_sessions()

    asked = admin.submit(form, name="Marie", role="reader", password=NEW)
    assert asked.status == 401
    assert "Votre session a pris fin" in asked.text
    refused = admin.submit(asked, log_in_name="a admin", log_in_password="not the password")
    assert refused.status == 401
    back = admin.submit(refused, log_in_name="a admin", log_in_password=PASSWORD)

    assert back.status == 400
    assert "Rien n’est encore enregistré" in back.text
    assert names() == {"a admin"}
    fields = admin.find_form(back).fields
    assert (fields["name"], fields["role"]) == (["Marie"], ["reader"])
    saved = admin.submit(back, password=NEW)  # No page shows a password again.
    assert (saved.status, saved.path) == (200, "/desk/accounts")
    assert names() == {"a admin", "Marie"}


def test_what_was_typed_survives_to_the_letter(admin: Any, end_sessions: Any) -> None:
    form = admin.get("/desk/tokens/new")
    end_sessions()
    label = '\n"guillemets" <b>&amp; \' é  fin'

    back = admin.submit(admin.submit(form, label=label), log_in_name="a admin", log_in_password=PASSWORD)

    assert admin.find_form(back).fields["label"] == [label]
    assert "<b>" not in back.html


def test_a_form_of_an_older_session_is_shown_again(admin: Any, names: Any) -> None:
    form = admin.get("/desk/accounts/new")
    admin.submit("/logout", "/logout")
    admin.submit("/login", log_in_name="a admin", log_in_password=PASSWORD)

    back = admin.submit(form, name="Marie", role="reader", password=NEW)
    assert back.status == 400
    assert "Rien n’est encore enregistré" in back.text
    assert names() == {"a admin"}

    admin.submit(back, password=NEW)
    assert names() == {"a admin", "Marie"}


@pytest.mark.parametrize("token", [None, "", "made-up", "IjEyMyI.aSg.made-up"])
def test_without_a_token_of_this_session_nothing_is_done(admin: Any, names: Any, token: Any) -> None:
    fields = {"name": "Marie", "role": "admin", "password": NEW} | ({} if token is None else {"csrf_token": token})

    assert admin.post("/desk/accounts/new", fields).status == 400
    assert admin.post("/desk/accounts/1/disable", fields).status == 400
    assert admin.post("/desk/accounts/1/delete", fields).status == 400
    assert admin.post("/logout", fields).status == 400
    assert admin.get("/desk").status == 200
    assert names() == {"a admin"}


def test_the_token_of_somebody_else_is_none(app: Flask, admin: Any, log_in: Any, names: Any) -> None:
    foreign = admin.find_form(log_in("a admin").get("/desk/accounts/new")).fields["csrf_token"]

    page = admin.post("/desk/accounts/new", {"name": "Marie", "role": "admin", "password": NEW, "csrf_token": foreign})

    assert page.status == 400
    assert names() == {"a admin"}


def test_a_foreign_page_cannot_have_something_done_by_a_log_in(admin: Any, names: Any, end_sessions: Any) -> None:
    """A button without a form to show again is not carried out after the log-in: it may be another site's."""
    end_sessions()
    asked = admin.post("/desk/accounts/1/disable", {"x": "y"})
    assert asked.status == 401
    asked.path = "/desk/accounts/1/disable"

    page = admin.submit(asked, log_in_name="a admin", log_in_password=PASSWORD)

    assert page.status == 400
    assert page.heading == "Rien n’a été fait"
    assert admin.get("/desk/accounts").status == 200


def test_logging_in_needs_a_token_too(app: Flask, add_account: Any) -> None:
    """Else another site could log somebody in as somebody else."""
    add_account("librarian", "Marie")
    browser = Browser(app.test_client())

    assert browser.post("/login", {"log_in_name": "Marie", "log_in_password": PASSWORD}).status == 400
    assert browser.get("/desk").status == 401
