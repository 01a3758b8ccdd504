"""Sessions: when they begin and end, and what a copied cookie is worth."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.extensions import begin_write, db
from catalogue.models import AccountRole, DeskSession, LogIn, now
from catalogue.services import accounts
from catalogue.services.sessions import IDLE_HOURS
from tests.desk.conftest import PASSWORD, Browser


@pytest.fixture
def change(app: Flask) -> Any:
    """Change something behind the back of whoever is logged in."""

    def change(do: Any) -> None:
        with app.app_context():
            session = begin_write()
            do(session)
            session.commit()

    return change


def session_cookie(browser: Any) -> Any:
    return browser.client.get_cookie("session").value


def test_a_cookie_copied_before_the_log_out_is_worth_nothing_after_it(app: Flask, librarian: Any) -> None:
    copied = session_cookie(librarian)
    librarian.submit(librarian.get("/desk"), "/logout")

    thief = Browser(app.test_client())
    thief.client.set_cookie("session", copied)

    assert thief.get("/desk").status == 401


def test_a_cookie_planted_before_the_log_in_is_worth_nothing_after_it(app: Flask, add_account: Any) -> None:
    add_account(AccountRole.LIBRARIAN)
    attacker, victim = Browser(app.test_client()), Browser(app.test_client())
    attacker.get("/login")
    planted = session_cookie(attacker)
    victim.client.set_cookie("session", planted)

    page = victim.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD)

    assert page.path == "/desk"
    assert session_cookie(victim) != planted
    assert attacker.get("/desk").status == 401


def test_logging_in_again_ends_the_session_before(app: Flask, librarian: Any) -> None:
    copied = session_cookie(librarian)
    with app.app_context():
        before = db.session().scalar(sa.select(DeskSession.key_hash))
    librarian.submit("/logout", "/logout")
    librarian.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD)

    with app.app_context():
        assert db.session().scalars(sa.select(DeskSession.key_hash)).all() != [before]
    assert session_cookie(librarian) != copied


@pytest.mark.parametrize(
    "do",
    [
        lambda session: accounts.disable(session, "a librarian", actor="tests"),
        lambda session: accounts.change_role(session, "a librarian", AccountRole.READER, actor="tests"),
        lambda session: session.execute(
            sa.update(DeskSession).values(last_seen_at=now() - timedelta(hours=IDLE_HOURS, seconds=1))
        ),
    ],
)
def test_a_session_ends_with_what_it_stands_on(librarian: Any, change: Any, do: Any) -> None:
    assert librarian.get("/desk").status == 200

    change(do)

    assert librarian.get("/desk").status in {401, 403}
    assert "/desk" not in librarian.get("/about").links


def test_a_session_in_use_does_not_end(app: Flask, librarian: Any, change: Any) -> None:
    seen = now() - timedelta(hours=IDLE_HOURS - 1)
    change(lambda session: session.execute(sa.update(DeskSession).values(last_seen_at=seen)))

    assert librarian.get("/desk").status == 200

    with app.app_context():
        assert db.session().scalar(sa.select(DeskSession.last_seen_at)) > seen  # type: ignore[operator]


def test_sessions_that_ended_are_swept_out(app: Flask, librarian: Any, log_in: Any, change: Any) -> None:
    long_ago = now() - timedelta(days=2)
    change(lambda session: session.execute(sa.update(DeskSession).values(last_seen_at=long_ago)))

    log_in("a librarian")

    with app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(DeskSession)) == 1


def test_a_page_of_a_stranger_asks_nothing_about_sessions(
    app: Flask, stranger: Any, count_statements: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "LOCAL_MODE", False)

    with count_statements() as sent:
        stranger.get("/search/help")

    assert sent == []


def test_a_page_of_staff_asks_once_who_it_is(librarian: Any, count_statements: Any) -> None:
    with count_statements() as sent:
        librarian.get("/search/help")

    assert len(sent) == 1


def test_log_ins_are_recorded_but_not_what_was_typed(app: Flask, librarian: Any) -> None:
    other = Browser(app.test_client())
    other.submit("/login", log_in_name="a librarian", log_in_password="a wrong password")
    other.submit("/login", log_in_name="my password by mistake", log_in_password="")
    librarian.submit(librarian.get("/desk"), "/logout")

    with app.app_context():
        rows = db.session().execute(sa.select(LogIn.account, LogIn.outcome).order_by(LogIn.id)).all()
    assert [tuple(map(str, row)) for row in rows] == [
        ("a librarian", "logged_in"),
        ("a librarian", "refused"),
        ("a librarian", "logged_out"),
    ]
