"""Worklists, and what readers tell the library."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.worklists import Worklist
from catalogue.extensions import db
from catalogue.models import FailedSearch, NoteKind, ReaderNote
from catalogue.rate_limit import NOTES, create_limiter
from catalogue.services import failed_searches, reader_notes
from catalogue.store.worklists import CONDITIONS
from tests.desk.conftest import Browser
from tests.factories import stored_book

COMPLETE = {
    "isbn": "9782070360024",
    "published": "1942",
    "language": "fr",
    "subjects": ("Roman",),
    "dewey": "843",
}
LACKS = {
    Worklist.NO_ISBN: {"isbn": None},
    Worklist.WRONG_ISBN: {"isbn": None, "extra": {"isbn": "978-2-07-036002-5"}},
    Worklist.NO_YEAR: {"published": None},
    Worklist.NO_LANGUAGE: {"language": None},
    Worklist.NO_SUBJECT: {"subjects": ()},
    Worklist.NO_CLASS: {"dewey": None},
    Worklist.NO_COPY: {"items": ()},
    Worklist.COPY_TO_CHECK: {"items": (ItemRecord(barcode="2", status=ItemStatus.TO_CHECK),)},
    Worklist.ADVANCE: {"extra": {"look_up": {"source": "BnF", "number": "1", "kind": "advance"}}},
    Worklist.SAME_TITLE: {"title": "Complet"},
    Worklist.SET_ASIDE: {"extra": {"pages": "many"}},
}


@pytest.fixture
def keep(writing: Any) -> Any:
    barcodes = map(str, count(100))

    def keep(title: Any, **fields: Any) -> Any:
        with writing() as session:
            items = {"items": (ItemRecord(barcode=next(barcodes)),)}
            return stored_book(session, title, **{**COMPLETE, **items, **fields})

    return keep


@pytest.fixture
def notes(app: Flask) -> Any:
    def read() -> Any:
        with app.app_context():
            return db.session().scalars(sa.select(ReaderNote).order_by(ReaderNote.id)).all()

    return read


@pytest.fixture
def reader_of_pages(app: Flask, add_account: Any) -> Any:
    """The browser of somebody without an account."""
    add_account("admin", "somebody")
    return Browser(app.test_client())


@pytest.mark.parametrize("worklist", list(Worklist))
def test_a_book_is_on_the_list_of_what_it_lacks(librarian: Any, keep: Any, worklist: Any) -> None:
    keep("Complet")
    fields = {"title": "À revoir", "isbn": "9780140328721"} | LACKS[worklist]  # type: ignore[operator]
    number = keep(fields.pop("title"), **fields)

    page = librarian.get(f"/desk/worklists/{worklist}")

    assert page.status == 200
    rows = page.text.partition("Éditeur")[2]
    assert "À revoir" in rows or worklist is Worklist.SAME_TITLE
    assert rows.count("Complet") == (2 if worklist is Worklist.SAME_TITLE else 0)
    assert f"/desk/books/{number}?worklist={worklist}" in page.links


def test_every_list_has_its_condition_and_its_test() -> None:
    assert set(CONDITIONS) == set(Worklist) == set(LACKS)


def test_a_book_from_a_look_up_has_no_value_set_aside(librarian: Any, keep: Any) -> None:
    origin = {"source": "BnF", "number": "1"}
    keep("Repris", extra={"look_up": origin})
    keep("Repris et importé", isbn=None, extra={"look_up": origin, "pages": "many"})

    text = librarian.get("/desk/worklists/set-aside").text

    assert [text.count(title) for title in ("Repris", "Repris et importé")] == [1, 1]


def test_the_lists_are_counted(librarian: Any, keep: Any) -> None:
    keep("Complet")
    keep("Sans langue", language=None, isbn=None, items=(), authors=("Camus, Albert",))
    keep("La Peste", authors=("Albert Camus",), isbn="9782070360420")

    text = librarian.get("/desk/worklists").text

    for line in (
        "Sans langue1",
        "Sans ISBN1",
        "Sans exemplaire1",
        "Sans année0",
        "Auteurs qui n’en font peut-être qu’un1",
    ):
        assert line in text


def test_from_one_book_of_a_list_to_the_next(librarian: Any, keep: Any) -> Any:
    first, second = (keep(f"Livre {number}", isbn=None, items=()) for number in "12")
    keep("Complet")

    def go(address: Any) -> Any:
        return librarian.client.get(address).headers["Location"]

    assert go("/desk/worklists/no-isbn/next") == f"/desk/books/{first}?worklist=no-isbn"
    saved = librarian.submit(f"/desk/books/{first}?worklist=no-isbn", title="Relu")
    assert saved.path == f"/desk/books/{second}?worklist=no-isbn"
    assert f"/books/{second}" in go(f"/desk/worklists/no-isbn/next?after={first}")
    assert go(f"/desk/worklists/no-isbn/next?after={second}") == "/desk/worklists/no-isbn"
    assert f"/books/{first}" in go("/desk/worklists/no-isbn/next?after=nonsense")
    assert librarian.get("/desk/worklists/nonsense").status == 404
    assert librarian.get("/desk/worklists/nonsense/next").status == 404


def test_a_reader_reports_an_error_without_account_or_cookie(
    reader_of_pages: Any, librarian: Any, keep: Any, notes: Any
) -> None:
    number = keep("L'Étranger")
    assert f"/books/{number}/report" in reader_of_pages.get(f"/books/{number}").links

    page = reader_of_pages.submit(f"/books/{number}/report", text="  L’année est <b>fausse</b>.  ")

    assert page.status == 200
    assert "Merci" in page.text
    assert "Set-Cookie" not in page.headers
    (note,) = notes()
    assert (note.kind, note.book_id, note.text) == (NoteKind.REPORT, number, "L’année est <b>fausse</b>.")
    assert note.day == date.today()
    seen = librarian.get("/desk/reports")
    assert "L’année est <b>fausse</b>." in seen.text
    assert "<b>fausse" not in seen.html
    librarian.submit(seen)
    assert "Rien n’attend ici" in librarian.get("/desk/reports").text
    assert notes()[0].handled_by == "a librarian"


def test_a_reader_proposes_what_was_not_found(reader_of_pages: Any, librarian: Any, notes: Any) -> None:
    found_nothing = reader_of_pages.get("/search?q=xyzzy+plugh")
    (address,) = [link for link in found_nothing.links if link.startswith("/wishes/new")]

    form = reader_of_pages.get(address)
    assert "xyzzy plugh" in form.text
    reader_of_pages.submit(form)

    assert [note.kind for note in notes()] == [NoteKind.WISH]
    assert "xyzzy plugh" in librarian.get("/desk/wishes").text


@pytest.mark.parametrize(("text", "status"), [("", 400), ("   ", 400), ("x" * 2001, 400), ("x" * 2000, 200)])
def test_a_note_has_something_to_say_but_not_a_book(reader_of_pages: Any, notes: Any, text: Any, status: Any) -> None:
    page = reader_of_pages.submit("/wishes/new", text=text)

    assert page.status == status
    assert len(notes()) == (status == 200)


def test_the_same_note_twice_is_one(reader_of_pages: Any, notes: Any) -> None:
    for _ in range(2):
        assert reader_of_pages.submit("/wishes/new", text="Les Misérables").status == 200

    assert len(notes()) == 1


def test_too_many_notes_are_refused(
    app: Flask, reader_of_pages: Any, notes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.config | {"RATE_LIMITS": True, "WEB_WORKERS": 1}
    monkeypatch.setitem(app.extensions, "rate_limiter", create_limiter(settings))
    most = int(NOTES.split("/")[0])
    for number in range(most):
        assert reader_of_pages.submit("/wishes/new", text=f"Livre {number}").status == 200

    page = reader_of_pages.submit("/wishes/new", text="Encore un")

    assert page.status == 429
    assert "Encore un" in page.html  # Nothing that was typed is lost.
    assert len(notes()) == most


def test_a_full_box_takes_no_more(reader_of_pages: Any, notes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_notes, "MAX_OPEN", 1)
    reader_of_pages.submit("/wishes/new", text="Le premier")

    assert reader_of_pages.submit("/wishes/new", text="Le second").status == 503
    assert len(notes()) == 1


def test_a_report_needs_its_book(reader_of_pages: Any) -> None:
    assert reader_of_pages.get("/books/99/report").status == 404
    assert reader_of_pages.post("/books/99/report", {"text": "x"}).status == 404


@pytest.fixture
def ask_on(app: Flask, writing: Any) -> Any:
    """Have words asked in vain on so many days."""

    def ask(words: Any, n_days: Any) -> None:
        with writing() as session:
            session.add_all(
                FailedSearch(words=words, day=date.today() - timedelta(days=number)) for number in range(n_days)
            )

    return ask


def test_a_search_in_vain_is_kept_folded_with_the_day_only(app: Flask, reader_of_pages: Any, keep: Any) -> None:
    keep("L'Étranger")
    for _ in range(2):
        reader_of_pages.get("/search?q=%C3%89lan+Vital")
    reader_of_pages.get("/search?q=etranger")
    reader_of_pages.get("/search?q=xyzzy&language=fr")  # It is the filter that leaves nothing.

    with app.app_context():
        rows = db.session().execute(sa.select(FailedSearch.words, FailedSearch.day)).all()
    assert [tuple(row) for row in rows] == [("elan vital", date.today())]


@pytest.mark.parametrize("text", ["marie.dupont@example.org", "06123456789", "x" * 101, "   "])
def test_what_may_be_personal_is_not_kept(app: Flask, reader_of_pages: Any, text: Any) -> None:
    reader_of_pages.get("/search", query_string={"q": text})

    with app.app_context():
        assert db.session().scalars(sa.select(FailedSearch.words)).all() == []


def test_only_what_was_asked_on_three_days_is_shown(librarian: Any, ask_on: Any) -> None:
    ask_on("rare words", 2)
    ask_on("elan vital", 3)

    text = librarian.get("/desk/searches").text

    assert "elan vital" in text
    assert "rare words" not in text
    assert "Recherches restées vaines1" in librarian.get("/desk/worklists").text


def test_a_search_in_vain_becomes_a_wish_by_one_click(librarian: Any, ask_on: Any, notes: Any) -> None:
    ask_on("elan vital", 3)
    page = librarian.get("/desk/searches")

    librarian.submit(page)  # The first button of the row.

    assert [(note.kind, note.text) for note in notes()] == [(NoteKind.WISH, "elan vital")]
    assert "elan vital" not in librarian.get("/desk/searches").text


def test_old_searches_are_forgotten(app: Flask, librarian: Any, ask_on: Any, writing: Any) -> None:
    with writing() as session:
        session.add(FailedSearch(words="long ago", day=date.today() - timedelta(days=200)))
    ask_on("elan vital", 3)

    librarian.submit("/desk/searches")

    with app.app_context():
        assert db.session().scalars(sa.select(FailedSearch.words)).all() == []


def test_a_reader_does_not_wait_for_a_database_that_is_busy(
    app: Flask, keep: Any, reader_of_pages: Any, session: Session
) -> None:
    """`session` has the database open for writing; on PostgreSQL that keeps nobody from writing elsewhere."""
    failed_searches.record(db.engine, "elan vital")

    kept = session.scalars(sa.select(FailedSearch.words)).all()
    assert kept == ([] if session.get_bind().dialect.name == "sqlite" else ["elan vital"])
