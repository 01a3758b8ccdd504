"""Guessing passwords: slowed down, without locking out those who have one."""

import time
from functools import cache
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from catalogue.models import AccountRole
from catalogue.rate_limit import WRONG_PASSWORDS, create_limiter
from catalogue.services import passwords
from catalogue.services.passwords import hash_password, is_password_of
from tests.desk.conftest import PASSWORD, Browser

N_GUESSES = int(WRONG_PASSWORDS.split()[0])


@pytest.fixture
def limited_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The application with its limits on."""
    settings = app.config | {"RATE_LIMITS": True, "WEB_WORKERS": 1}
    monkeypatch.setitem(app.extensions, "rate_limiter", create_limiter(settings))
    return app


def guess(browser: Any, times: Any = N_GUESSES, name: Any = "a librarian") -> Any:
    for number in range(times):
        page = browser.submit("/login", log_in_name=name, log_in_password=f"guess {number}")
        assert page.status == 400
    return page


def come_from(app: Flask, address: Any) -> Any:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return Browser(client)


def test_after_some_guesses_no_further_one_is_tried(limited_app: Any, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    stranger = come_from(limited_app, "192.0.2.1")
    guess(stranger)

    page = stranger.submit("/login", log_in_name=" a  librarian ", log_in_password=PASSWORD)

    assert page.status == 429
    assert 1 <= int(page.headers["Retry-After"]) <= 15 * 60
    assert "Trop de mots de passe faux" in page.text
    assert stranger.get("/desk").status == 401


def test_guesses_lock_nobody_out_elsewhere(limited_app: Any, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    guess(come_from(limited_app, "192.0.2.1"))

    page = come_from(limited_app, "192.0.2.2").submit("/login", log_in_name="a librarian", log_in_password=PASSWORD)

    assert page.status == 200


def test_guesses_from_the_library_s_own_address_do_not_lock_the_desk_out(limited_app: Any, librarian: Any) -> None:
    librarian.submit("/logout", "/logout")
    guess(Browser(limited_app.test_client()))

    page = librarian.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD)

    assert page.path == "/desk"


def test_a_known_browser_may_not_guess_for_ever_either_nor_for_others(
    limited_app: Any, librarian: Any, add_account: Any
) -> None:
    add_account(AccountRole.ADMIN)
    librarian.submit("/logout", "/logout")
    guess(librarian)
    guess(librarian, name="a admin")

    for name in ("a librarian", "a admin"):
        page = librarian.submit("/login", log_in_name=name, log_in_password=PASSWORD)
        assert page.status == 429


def test_a_mark_made_up_by_a_stranger_is_none(limited_app: Any, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    stranger = come_from(limited_app, "192.0.2.1")
    guess(stranger)
    stranger.client.set_cookie("known_browser", "WyJhIiwiYiJd.made-up")

    assert stranger.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD).status == 429


def test_many_names_from_one_address_are_too_many(limited_app: Any, add_account: Any) -> None:
    stranger = come_from(limited_app, "192.0.2.1")
    for number in range(5):
        guess(stranger, name=f"nobody {number}")

    assert stranger.submit("/login", log_in_name="nobody 9", log_in_password=PASSWORD).status == 429


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """In time of this thread's own, the least of several: Argon2id has work to do in either case."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher())  # As costly as in the service.
    monkeypatch.setattr(passwords, "hash_of_nobody", cache(passwords.hash_of_nobody.__wrapped__))
    known = hash_password(PASSWORD, "Marie")

    def measure(password_hash: Any) -> Any:
        started = time.thread_time()
        assert not is_password_of(password_hash, "another password")
        return time.thread_time() - started

    is_password_of(None, "")  # The first call makes the hash of nobody.
    assert min(measure(None) for _ in range(5)) > min(measure(known) for _ in range(5)) / 3
