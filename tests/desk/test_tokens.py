"""The pages on which admins look after tokens."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from catalogue.models import AccountRole


def make_token(admin: Any, **changes: Any) -> Any:
    fields = {"account": "a librarian", "label": "the loans program", "scope": "write", "days": "90"} | changes
    return admin.submit("/desk/tokens/new", **fields)


def read_secret(page: Any) -> Any:
    return re.search(r'value="(cat_[\w-]+)"', page.html)[1]


def write_with(client: FlaskClient, secret: Any) -> Any:
    headers = {"Authorization": f"Bearer {secret}"}
    return client.post("/api/books", json={"title": "Written"}, headers=headers).status_code


@pytest.fixture
def admin_and_librarian(admin: Any, add_account: Any) -> Any:
    add_account(AccountRole.LIBRARIAN)
    return admin


def test_a_token_is_shown_once_and_works(client: FlaskClient, admin_and_librarian: Any) -> None:
    admin = admin_and_librarian
    page = make_token(admin)

    secret = read_secret(page)
    assert "Il n’est montré que cette fois" in page.text
    assert write_with(client, secret) == 201
    listed = admin.get("/desk/tokens")
    assert secret not in listed.html
    assert "the loans program" in listed.text
    assert "vaut jusqu’au" in listed.text


def test_a_token_for_reading_does_not_write_and_one_for_ever_has_no_end(
    client: FlaskClient, admin_and_librarian: Any
) -> None:
    secret = read_secret(make_token(admin_and_librarian, scope="read", days="0"))

    assert write_with(client, secret) == 403
    assert "vaut jusqu’à sa révocation" in admin_and_librarian.get("/desk/tokens").text


def test_a_revoked_token_is_worth_nothing(client: FlaskClient, admin_and_librarian: Any) -> None:
    secret = read_secret(make_token(admin_and_librarian))

    page = admin_and_librarian.submit("/desk/tokens", "/desk/tokens/1/revoke")

    assert write_with(client, secret) == 401
    assert "révoqué le" in page.text


def test_the_same_form_sent_twice_makes_one_token(admin_and_librarian: Any) -> None:
    make_token(admin_and_librarian)

    page = make_token(admin_and_librarian)

    assert page.status == 400
    assert "a déjà un jeton de ce nom" in page.text
    assert page.html.count("cat_") == 0


@pytest.mark.parametrize("changes", [{"label": ""}, {"label": "x" * 101}, {"account": "nobody"}, {"days": "-1"}])
def test_what_is_wrong_makes_no_token(admin_and_librarian: Any, changes: Any) -> None:
    assert make_token(admin_and_librarian, **changes).status == 400
    assert "Il n’y a pas encore de jeton" in admin_and_librarian.get("/desk/tokens").text


def test_the_api_takes_tokens_without_a_form_s_token_and_no_cookie(client: FlaskClient, admin: Any) -> None:
    answer = admin.client.post("/api/books", json={"title": "Written"})

    assert answer.status_code == 401
