"""The audit: who did what, and when."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask

from catalogue.models import LogIn, LogInOutcome, SetKind, now
from catalogue.services import accounts
from catalogue.store.change_sets import open_set
from tests.desk.conftest import PASSWORD, Browser
from tests.factories import stored_book


@pytest.fixture
def busy(app: Flask, admin: Any, writing: Any) -> Any:
    """The browser of an admin, after a day's work of others."""
    with writing() as session:
        stored_book(session, "Les Misérables", authors=("Victor Hugo",), actor="Paul")
        with open_set(session, SetKind.IMPORT, "=livres.json", actor="Paul (import)"):
            for number in range(3):
                stored_book(session, f"Livre {number}", actor="Paul (import)")
        accounts.add(session, "Marie", "librarian", PASSWORD, actor="a admin")  # type: ignore[arg-type]
        accounts.create_token(session, "Marie", "loans", actor="a admin")
    Browser(app.test_client()).submit("/login", log_in_name="Marie", log_in_password="wrong")
    return admin


def rows_of(page: Any) -> Any:
    return page.text.partition("Fait")[2]


def test_records_sets_accounts_tokens_and_log_ins_are_one_list(busy: Any) -> None:
    page = busy.get("/desk/audit")
    text = rows_of(page)

    assert {"/desk/books/1/history", "/desk/changesets/1", "/desk/accounts/2"} <= set(page.links)
    for told in ("Paul Livre Les Misérables ajout", "=livres.json import", "a admin Compte Marie ajout"):
        assert told in text
    assert "a admin Jeton loans ajout" in text
    assert "Marie Connexion refus" in text
    assert "a admin Connexion connexion" in text
    assert "Livre 1" not in text  # It is in its set.


@pytest.mark.parametrize(
    ("question", "there", "not_there"),
    [
        ("actor=marie", ["Marie Connexion"], ["Les Misérables", "Jeton"]),
        ("what=book", ["Les Misérables"], ["Connexion", "Jeton", "livres.json"]),
        ("what=set", ["=livres.json"], ["Connexion", "Les Misérables"]),
        ("what=log_in", ["Connexion"], ["Jeton", "Les Misérables"]),
        ("what=token&actor=a+admin", ["loans"], ["Compte Marie"]),
        ("first_day=2000-01-01&last_day=2000-01-02", [], ["Marie", "Les Misérables"]),
        ("first_day=nonsense&last_day=9999-12-31&what=nonsense", ["Les Misérables"], []),
        ("last_day=0001-01-01", ["Les Misérables"], []),
    ],
)
def test_the_list_is_filtered(busy: Any, question: Any, there: Any, not_there: Any) -> None:
    page = busy.get(f"/desk/audit?{question}")

    assert page.status == 200
    for text in there:
        assert text in rows_of(page)
    for text in not_there:
        assert text not in rows_of(page)


def test_days_are_those_of_the_service(admin: Any, writing: Any) -> None:
    with writing() as session:
        session.add(LogIn(at=now() - timedelta(days=3), account="long ago", outcome=LogInOutcome.LOGGED_IN))
    today = now().astimezone().date()

    assert "long ago" not in rows_of(admin.get(f"/desk/audit?first_day={today}&last_day={today}"))
    assert "a admin" in rows_of(admin.get(f"/desk/audit?first_day={today - timedelta(days=1)}"))
    before = today - timedelta(days=2)
    assert "long ago" in rows_of(admin.get(f"/desk/audit?last_day={before}"))
    assert "a admin" not in rows_of(admin.get(f"/desk/audit?last_day={before}"))


def test_pages_keep_the_filters_and_miss_nothing(admin: Any, writing: Any) -> None:
    with writing() as session:
        for number in reversed(range(120)):
            session.add(LogIn(at=now() + timedelta(minutes=200 - number), account=f"n{number:03}", outcome="logged_in"))
            session.flush()
    told, address = [], "/desk/audit?what=log_in"
    while address:
        page = admin.get(address)
        told += [word for word in rows_of(page).split() if word.startswith("n") and word[1:].isdigit()]
        older = [link for link in page.links if "page=" in link and "what=log_in" in link]
        address = older[-1] if "Plus ancien" in page.text else None  # type: ignore[assignment]

    assert told == [f"n{number:03}" for number in range(120)]


def test_a_page_of_a_long_log_takes_as_many_statements_as_one_of_a_short_one(
    busy: Any, writing: Any, count_statements: Any
) -> Any:
    def count() -> Any:
        with count_statements() as sent:
            busy.get("/desk/audit")
        return len(sent)

    few = count()
    with writing() as session:
        for number in range(60):
            stored_book(session, f"Encore {number}")
    assert count() <= few


def test_the_export_has_every_row_and_runs_no_formula(busy: Any) -> None:
    answer = busy.client.get("/desk/audit.csv?what=set")
    everything = busy.client.get("/desk/audit.csv")

    rows = list(csv.DictReader(StringIO(answer.text)))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit.csv"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert [(row["actor"], row["what"], row["action"], row["name"]) for row in rows] == [
        ("Paul (import)", "set", "import", "'=livres.json")
    ]
    assert {row["what"] for row in csv.DictReader(StringIO(everything.text))} == {
        *("book", "set", "account", "token", "log_in")
    }


def test_what_was_deleted_keeps_its_name(busy: Any, writing: Any) -> None:
    with writing() as session:
        accounts.delete(session, "Marie", actor="a admin")

    assert "a admin Compte Marie suppression" in rows_of(busy.get("/desk/audit"))
