"""`catalogue user` and `catalogue token`: who may write."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from catalogue.extensions import db
from catalogue.models import Change, RecordKind, Token

PASSWORD = "correct horse battery"


@pytest.fixture
def marie(run: Any) -> Any:
    """An account of a librarian."""
    result = run("user", "add", "marie", "--role", "librarian", "--password-stdin", given=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.stderr
    return "marie"


def bearer(secret: Any) -> Any:
    return {"Authorization": f"Bearer {secret}"}


def test_an_account_is_added_and_local_mode_ends(run: Any, marie: Any, client: FlaskClient) -> None:
    assert client.post("/api/books", json={"title": "Nana"}).status_code == 401


def test_a_password_typed_at_a_prompt_is_not_shown(run: Any) -> None:
    result = run("user", "add", "paul", "--role", "admin", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.stdout.endswith("Added paul, admin.\n")
    assert PASSWORD not in result.output


def test_a_password_typed_in_two_ways_is_asked_for_again(run: Any) -> None:
    result = run("user", "add", "paul", "--role", "admin", given=f"{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")
    assert "do not match" in result.output
    assert result.exit_code == 0


def test_a_name_belongs_to_one_account(run: Any, marie: Any) -> None:
    result = run("user", "add", "marie", "--role", "admin", "--password-stdin", given=PASSWORD)
    assert (result.exit_code, result.stderr) == (1, "Error: There is already an account named marie.\n")


def test_a_short_password_is_refused(run: Any) -> None:
    result = run("user", "add", "marie", "--role", "admin", "--password-stdin", given="short\n")
    assert (result.exit_code, result.stderr) == (1, "Error: password: it has 5 characters, and needs at least 12\n")


@pytest.mark.parametrize("password", ["Password1234", "QWERTYUIOP123", "1234567890123", "marie-marie-marie"])
def test_a_common_password_is_refused(run: Any, password: Any) -> None:
    result = run("user", "add", "marie", "--role", "admin", "--password-stdin", given=f"{password}\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: password: it is a common password")


def test_accounts_are_listed(run: Any, marie: Any) -> None:
    run("user", "add", "ada", "--role", "admin", "--password-stdin", given=PASSWORD)
    run("token", "create", marie, "--label", "ils")
    run("user", "disable", marie)

    ada, listed = run("user", "list").stdout.splitlines()

    assert re.fullmatch(r"ada\tadmin\t0 tokens\tadded \d{4}-\d\d-\d\d\tin force", ada)
    assert re.fullmatch(r"marie\tlibrarian\t1 token\tadded \S+\tdisabled \d{4}-\d\d-\d\d", listed)


def test_a_password_is_changed(run: Any, marie: Any) -> None:
    run("token", "create", marie, "--label", "ils")
    changed = run("user", "passwd", marie, "--password-stdin", given="les moules du lavoir\n")
    assert changed.stdout.startswith("marie has a new password. It has 1 token in force:")
    assert run("user", "passwd", marie, "--password-stdin", given="short").exit_code == 1


def test_a_role_reaches_the_tokens_at_once(run: Any, marie: Any, client: FlaskClient) -> None:
    headers = bearer(run("token", "create", marie, "--label", "ils").stdout.strip())
    assert run("user", "role", marie, "reader").stdout == "marie is now reader.\n"
    assert client.post("/api/books", json={"title": "Nana"}, headers=headers).status_code == 403


def test_a_disabled_account_writes_nothing_until_it_is_enabled(run: Any, marie: Any, client: FlaskClient) -> None:
    headers = bearer(run("token", "create", marie, "--label", "ils").stdout.strip())

    assert run("user", "disable", marie).stdout == "marie is disabled, and so are its tokens. Local mode stays off.\n"
    refused = client.post("/api/books", json={"title": "Nana"}, headers=headers)
    assert (refused.status_code, refused.json["detail"]) == (401, "The account of this token is disabled.")
    assert "account disabled" in run("token", "list").stdout
    assert client.post("/api/books", json={"title": "Nana"}).status_code == 401

    assert run("user", "enable", marie).stdout.startswith("marie is enabled. It has 1 token in force:")
    assert client.post("/api/books", json={"title": "Nana"}, headers=headers).status_code == 201


def test_a_deleted_account_stays_in_the_history(run: Any, marie: Any, client: FlaskClient) -> None:
    run("user", "add", "ada", "--role", "admin", "--password-stdin", given=PASSWORD)
    headers = bearer(run("token", "create", marie, "--label", "ils").stdout.strip())
    client.post("/api/books", json={"title": "Nana"}, headers=headers)

    assert run("user", "delete", marie, given="n\n").exit_code == 1
    assert run("user", "delete", marie, given="y\n").stdout.endswith("Deleted marie and its tokens.\n")

    assert client.post("/api/books", json={"title": "Nana"}, headers=headers).status_code == 401
    assert run("token", "list").stdout == ""
    with client.application.app_context():
        assert db.session().scalars(sa.select(Change.actor).where(Change.kind == RecordKind.BOOK)).all() == ["marie"]


def test_the_only_account_cannot_be_deleted(run: Any, marie: Any, client: FlaskClient) -> None:
    result = run("user", "delete", marie, "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: marie is the only account, and without any, requests from this machine")
    assert client.post("/api/books", json={"title": "Nana"}).status_code == 401


@pytest.mark.parametrize("words", [("passwd", "--password-stdin"), ("disable",), ("enable",), ("delete", "--yes")])
def test_an_account_that_is_none_is_named(run: Any, marie: Any, words: Any) -> None:
    command, *options = words
    result = run("user", command, "nobody", *options, given=f"{PASSWORD}\n")
    assert (result.exit_code, result.stderr) == (1, "Error: There is no account named nobody.\n")


def test_a_token_for_reading_does_not_write(run: Any, marie: Any, client: FlaskClient) -> None:
    headers = bearer(run("token", "create", marie, "--label", "stats", "--scope", "read").stdout.strip())
    refused = client.post("/api/books", json={"title": "Nana"}, headers=headers)
    assert refused.status_code == 403
    assert refused.json["detail"].startswith("This token is for reading only")


@pytest.mark.parametrize(("options", "days"), [((), 90), (("--days", "7"), 7), (("--forever",), None)])
def test_a_token_holds_for_90_days_unless_told(
    run: Any, marie: Any, client: FlaskClient, options: Any, days: Any
) -> None:
    run("token", "create", marie, "--label", "ils", *options)
    with client.application.app_context():
        (token,) = db.session().scalars(sa.select(Token))
    assert token.expires_at == (token.created_at + timedelta(days) if days else None)


def test_a_role_that_is_none_is_a_mistake_of_usage(run: Any) -> None:
    assert run("user", "add", "marie", "--role", "owner", "--password-stdin", given=PASSWORD).exit_code == 2


def test_a_token_lets_a_program_write_until_it_is_revoked(run: Any, marie: Any, client: FlaskClient) -> None:
    secret = run("token", "create", marie, "--label", "ils").stdout.strip()
    assert client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret)).status_code == 201
    assert run("token", "revoke", "1").stdout == "Token 1 (ils) is revoked.\n"
    assert client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret)).status_code == 401


def test_tokens_are_listed_without_their_secret(run: Any, marie: Any, client: FlaskClient) -> None:
    secret = run("token", "create", marie, "--label", "ils").stdout.strip()
    run("token", "create", marie, "--label", "old")
    run("token", "revoke", "2")
    client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret))
    listed = run("token", "list").stdout
    used, revoked = listed.splitlines()
    assert used.startswith("1\tmarie\tlibrarian\tils\twrite\tlast used 20")
    assert re.search(r"\tin force until \d{4}-\d\d-\d\d$", used)
    assert revoked.startswith("2\tmarie\tlibrarian\told\twrite\tnever used\trevoked 20")
    assert secret not in listed


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("create", "nobody", "--label", "ils"), 1, "There is no account named nobody."),
        (("create", "marie", "--label", " "), 1, "label: 1 to 100 characters, no control characters"),
        (("revoke", "99"), 1, "There is no token 99."),
        (("revoke", "99999999999999999999"), 2, "99999999999999999999 is not in the range"),
        (("revoke", "ils"), 2, "'ils' is not a valid integer"),
        (("create", "marie", "--label", "ils", "--days", "9", "--forever"), 2, "exclude each other"),
        (("create", "marie", "--label", "ils", "--days", "0"), 2, "0 is not in the range"),
        (("create", "marie"), 2, "Missing option '--label'"),
    ],
)
def test_a_mistake_is_said_in_words(run: Any, marie: Any, words: Any, status: Any, message: Any) -> None:
    result = run("token", *words)
    assert result.exit_code == status
    assert message in result.stderr
