"""Logging in and out, and what a session is."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.app import create_app
from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.services import accounts
from tests.desk.conftest import PASSWORD, Browser


def test_a_librarian_logs_in_and_comes_to_the_page_asked_for(app: Flask, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN, "Marie Dupont")
    browser = Browser(app.test_client())

    asked = browser.get("/desk")
    page = browser.submit(asked, log_in_name=" Marie  Dupont ", log_in_password=PASSWORD)

    assert asked.status == 401
    assert (page.status, page.path, page.heading) == (200, "/desk", "Le bureau")
    assert "Marie Dupont" in page.html


@pytest.mark.parametrize(("name", "password"), [("a librarian", "another password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_are_one_refusal(
    stranger: Any, add_account: Any, name: Any, password: Any
) -> None:
    add_account(AccountRole.LIBRARIAN)

    page = stranger.submit("/login", log_in_name=name, log_in_password=password)

    assert page.status == 400
    assert "Le nom et le mot de passe ne vont pas ensemble" in page.text
    assert password == "" or password not in page.html
    assert stranger.get("/desk").status == 401


def test_a_disabled_account_cannot_log_in_and_its_sessions_end(app: Flask, librarian: Any, stranger: Any) -> None:
    assert librarian.get("/desk").status == 200
    with app.app_context():
        session = begin_write()
        accounts.disable(session, "a librarian", actor="tests")
        session.commit()

    assert librarian.get("/desk").status == 401
    page = stranger.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD)
    assert page.status == 400


def test_logging_out_ends_the_session(librarian: Any) -> None:
    page = librarian.submit(librarian.get("/desk"), "/logout")

    assert page.path == "/"
    assert "staff-bar" not in page.html
    assert librarian.get("/desk").status == 401


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_the_log_in(app: Flask, add_account: Any, address: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    browser = Browser(app.test_client())

    page = browser.submit(
        "/login", follow=False, log_in_name="a librarian", log_in_password=PASSWORD, log_in_next=address
    )

    assert page.status == 303
    assert page.headers["Location"] == "/"


def test_a_session_cookie_is_for_pages_of_this_site_only(app: Flask, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    browser = Browser(app.test_client())

    page = browser.submit("/login", follow=False, log_in_name="a librarian", log_in_password=PASSWORD)

    cookies = page.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"session", "known_browser"}
    for cookie in cookies:
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "a librarian" not in cookie


def test_behind_tls_the_cookie_is_for_tls_only(tmp_path: Path) -> None:
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "SECRET_KEY": "only-for-tests-" * 3}

    assert not create_app(environ).config["SESSION_COOKIE_SECURE"]
    assert create_app(environ | {"PUBLIC_URL": "https://library.example"}).config["SESSION_COOKIE_SECURE"]


def test_a_reader_s_page_shows_staff_the_bar_and_nobody_keeps_it(librarian: Any, stranger: Any) -> None:
    seen, others = librarian.get("/about"), stranger.get("/about")

    assert "staff-bar" in seen.html
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in seen.headers["Vary"]
    assert "staff-bar" not in others.html
    assert others.headers["Cache-Control"] == "private, no-cache"


def test_assets_are_the_same_for_everybody(librarian: Any) -> None:
    answer = librarian.client.get("/assets/x/desk.css")

    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_in_local_mode_the_desk_is_open_and_says_so(local: Any) -> None:
    page = local.get("/desk")

    assert page.status == 200
    assert "Le bureau est ouvert sans connexion" in page.html
