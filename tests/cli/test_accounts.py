"""`catalogue user` and `catalogue token`: who may write."""

import pytest

PASSWORD = "correct horse battery"


@pytest.fixture
def marie(run):
    """An account of a librarian."""
    result = run("user", "add", "marie", "--role", "librarian", "--password-stdin", given=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.stderr
    return "marie"


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


def test_an_account_is_added_and_local_mode_ends(run, marie, client):
    assert client.post("/api/books", json={"title": "Nana"}).status_code == 401


def test_a_password_typed_at_a_prompt_is_not_shown(run):
    result = run("user", "add", "paul", "--role", "admin", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.stdout.endswith("Added paul, admin.\n")
    assert PASSWORD not in result.output


def test_a_password_typed_in_two_ways_is_asked_for_again(run):
    result = run("user", "add", "paul", "--role", "admin", given=f"{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")
    assert "do not match" in result.output
    assert result.exit_code == 0


def test_a_name_belongs_to_one_account(run, marie):
    result = run("user", "add", "marie", "--role", "admin", "--password-stdin", given=PASSWORD)
    assert (result.exit_code, result.stderr) == (1, "Error: There is already an account named marie.\n")


def test_a_short_password_is_refused(run):
    result = run("user", "add", "marie", "--role", "admin", "--password-stdin", given="short\n")
    assert (result.exit_code, result.stderr) == (1, "Error: password: shorter than 12 characters\n")


def test_a_role_that_is_none_is_a_mistake_of_usage(run):
    assert run("user", "add", "marie", "--role", "owner", "--password-stdin", given=PASSWORD).exit_code == 2


def test_a_token_lets_a_program_write_until_it_is_revoked(run, marie, client):
    secret = run("token", "create", marie, "--label", "ils").stdout.strip()
    assert client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret)).status_code == 201
    assert run("token", "revoke", "1").stdout == "Token 1 (ils) is revoked.\n"
    assert client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret)).status_code == 401


def test_tokens_are_listed_without_their_secret(run, marie, client):
    secret = run("token", "create", marie, "--label", "ils").stdout.strip()
    run("token", "create", marie, "--label", "old")
    run("token", "revoke", "2")
    client.post("/api/books", json={"title": "Nana"}, headers=bearer(secret))
    listed = run("token", "list").stdout
    used, revoked = listed.splitlines()
    assert used.startswith("1\tmarie\tlibrarian\tils\tlast used 20")
    assert used.endswith("\tin force")
    assert revoked.startswith("2\tmarie\tlibrarian\told\tnever used\trevoked 20")
    assert secret not in listed


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("create", "nobody", "--label", "ils"), 1, "There is no account named nobody."),
        (("create", "marie", "--label", " "), 1, "label: 1 to 100 characters, no control characters"),
        (("revoke", "99"), 1, "There is no token 99."),
        (("revoke", "99999999999999999999"), 2, "99999999999999999999 is not in the range"),
        (("revoke", "ils"), 2, "'ils' is not a valid integer"),
        (("create", "marie"), 2, "Missing option '--label'"),
    ],
)
def test_a_mistake_is_said_in_words(run, marie, words, status, message):
    result = run("token", *words)
    assert result.exit_code == status
    assert message in result.stderr
