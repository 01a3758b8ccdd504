"""Look-up at the desk, against an SRU server of this machine."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import begin_write
from catalogue.formats.marc.records import MarcField, MarcRecord
from catalogue.services import books
from catalogue.services.look_up import is_advance_record
from tests.factories import book_record, stored_book
from tests.sru_server import serve_sru

NEW = "/desk/books/new"
ISBN = "9782070541270"
EMPTY = b"<searchRetrieveResponse xmlns='http://www.loc.gov/zing/srw/'/>"


@pytest.fixture
def answering(app: Flask, shared_data: Path) -> Iterator[Any]:
    """Have the national library answer with a record, with none, or not at all: `answering("record")`."""
    record = (shared_data / "marc" / "unimarc-sru-bnf-ean_any_9782070541270.xml").read_bytes()
    thin = re.sub(rb'<mxc:datafield tag="(210|214|215|330)".*?</mxc:datafield>', b"", record, flags=re.DOTALL)
    bodies = {
        "record": record,
        "an advance record": thin,
        "nothing": EMPTY,
        "a fault": b"<html>",
    }
    with ExitStack() as stack:

        def answer(kind: Any) -> None:
            app.config["LOOKUP_SOURCES"] = (serve_sru(stack, bodies[kind]),)

        yield answer


def test_an_isbn_fills_what_is_empty_and_nothing_is_saved(librarian: Any, client: FlaskClient, answering: Any) -> None:
    answering("record")

    page = librarian.submit(NEW, NEW, isbn=ISBN, publisher="Folio junior", look_up="1")

    assert "Trouvé : BnF, notice FRBNF370903960000006." in page.text
    fields = librarian.find_form(page, NEW).fields
    assert fields["title"][0].startswith("Harry Potter")
    assert fields["publisher"] == ["Folio junior"]
    assert client.get("/api/books").json == []
    librarian.submit(page, NEW)
    book = client.get("/api/books/1").json
    assert book["isbn"] == ISBN
    assert book["extra"]["look_up"] == {"source": "BnF", "number": "FRBNF370903960000006"}


def test_an_advance_record_is_on_its_worklist_until_it_is_complete(librarian: Any, answering: Any) -> None:
    advance = "/desk/worklists/advance-records"
    answering("an advance record")
    librarian.submit(librarian.submit(NEW, NEW, isbn=ISBN, look_up="1"), NEW)
    assert "/desk/books/1?worklist=advance-records" in librarian.get(advance).links

    answering("record")
    librarian.submit("/desk/books/1/complete")

    assert "/desk/books/1?worklist=advance-records" not in librarian.get(advance).links


@pytest.mark.parametrize(
    ("leader", "tags", "is_advance"),
    [
        ("     nam0 22        450 ", ["200", "215"], False),
        ("     nam0 22        450 ", ["200"], True),
        ("     nam0 22     2  450 ", ["200", "215"], True),
        ("     ngm0 22        450 ", ["200"], False),
        ("00000nam a2200000 i 4500", ["245", "300"], False),
        ("00000nam a22000008i 4500", ["245", "300"], True),
        ("00000nam a2200000 i 4500", ["245"], True),
    ],
)
def test_an_advance_record_says_so_or_has_no_extent(leader: str, tags: list[str], is_advance: bool) -> None:
    assert is_advance_record(MarcRecord(leader, [MarcField(tag) for tag in tags])) is is_advance


@pytest.mark.parametrize(
    ("kind", "isbn", "sentence"),
    [
        ("record", "9782070360024", "BnF n’a pas de notice pour ce numéro."),
        ("nothing", ISBN, "BnF n’a pas de notice pour ce numéro."),
        ("a fault", ISBN, "BnF ne répond pas pour le moment."),
        ("record", "camus", "Ce n’est ni un ISBN ni un EAN"),
    ],
)
def test_not_found_no_answer_and_no_number_are_different_sentences(
    librarian: Any, answering: Any, kind: Any, isbn: Any, sentence: Any
) -> None:
    answering(kind)

    page = librarian.submit(NEW, NEW, isbn=isbn, title="Kept", look_up="1")

    assert sentence in page.text
    assert 'value="Kept"' in page.html


def test_a_book_is_completed_by_what_was_ticked(
    librarian: Any, client: FlaskClient, app: Flask, answering: Any
) -> None:
    answering("record")
    with app.app_context():
        session = begin_write()
        stored_book(session, "Our own title", isbn=ISBN, subjects=("Magie",), actor="ada")
        session.commit()

    page = librarian.get("/desk/books/1/complete")
    form = librarian.find_form(page).fields
    assert "take_publisher" in form
    assert "take_title" not in form
    librarian.submit(page)

    book = client.get("/api/books/1").json
    assert book["title"] == "Our own title"
    assert book["publisher"]
    assert "Magie" in book["subjects"]


def test_a_record_that_was_tampered_with_changes_nothing(
    librarian: Any, client: FlaskClient, app: Flask, answering: Any
) -> None:
    answering("record")
    with app.app_context():
        session = begin_write()
        stored_book(session, "Nana", isbn=ISBN, actor="ada")
        session.commit()

    for found in ("", "[", "{}", '{"title": ""}', "null", "[1]"):
        librarian.submit("/desk/books/1/complete", found=found, take_title="on")

    assert client.get("/api/books/1").json["revision"] == 1


def test_completing_does_not_overwrite_what_somebody_saved_meanwhile(
    librarian: Any, client: FlaskClient, app: Flask, answering: Any
) -> None:
    answering("record")
    with app.app_context():
        session = begin_write()
        stored_book(session, "Nana", isbn=ISBN, actor="ada")
        session.commit()
    page = librarian.get("/desk/books/1/complete")
    with app.app_context():
        session = begin_write()
        books.replace(session, 1, book_record("Nana", isbn=ISBN, publisher="Minuit"), actor="eve")
        session.commit()

    page = librarian.submit(page, take_publisher="on")

    assert "entre-temps" in page.text
    assert client.get("/api/books/1").json["publisher"] == "Minuit"
