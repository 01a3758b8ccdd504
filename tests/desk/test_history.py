"""History, deleted books and change sets at the desk."""

from typing import Any

import pytest
from flask import Flask

from catalogue.domain.headings import AuthorRecord
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.extensions import begin_write
from catalogue.models import SetKind
from catalogue.services import books, items
from catalogue.services.headings import authors
from catalogue.store.change_sets import open_set
from tests.factories import book_record, stored_book


@pytest.fixture
def changed(app: Flask) -> Any:
    """The number of a book whose publisher ada gave and bob changed."""
    with app.app_context():
        session = begin_write()
        book_id = stored_book(session, "Nana", publisher="Gallimard", authors=("Zola",), actor="ada")
        books.replace(session, book_id, book_record("Nana", publisher="Folio", authors=("Zola",)), actor="bob")
        session.commit()
        return book_id


def test_the_history_says_who_changed_what_field_by_field(librarian: Any, changed: Any) -> None:
    page = librarian.get(f"/desk/books/{changed}/history")

    assert "Éditeur : Gallimard → Folio" in page.text
    assert "<del>Gallimard</del>" in page.html
    assert "<ins>Folio</ins>" in page.html
    assert "ada" in page.text
    assert "bob" in page.text
    assert f"/desk/books/{changed}/history" in librarian.get(f"/desk/books/{changed}").read.links


def test_an_earlier_version_is_restored(librarian: Any, client: Any, changed: Any) -> None:
    librarian.submit(f"/desk/books/{changed}/history", f"/desk/books/{changed}/restore", revision="1")

    assert client.get(f"/api/books/{changed}").json["publisher"] == "Gallimard"


def test_a_deleted_book_is_listed_gone_for_readers_and_restored(librarian: Any, client: Any, changed: Any) -> None:
    librarian.submit(f"/desk/books/{changed}/delete")
    assert client.get(f"/books/{changed}").status_code == 410
    assert client.get(f"/api/books/{changed}").status_code == 404
    assert client.get("/books/99").status_code == 404

    page = librarian.get("/desk/deleted")
    assert "Nana" in page.text
    librarian.submit(page, f"/desk/books/{changed}/restore")

    assert client.get(f"/books/{changed}").status_code == 200
    assert "Aucun livre n’est supprimé." in librarian.get("/desk/deleted").text


def test_a_rename_is_shown_and_taken_back_as_a_whole(app: Flask, librarian: Any, client: Any, changed: Any) -> None:
    with app.app_context():
        session = begin_write()
        authors.replace(session, 1, AuthorRecord(name="Émile Zola"), actor="bob")
        session.commit()
    listed = librarian.get("/desk/changesets")
    assert "Zola → Émile Zola" in listed.text
    assert "Auteurs : Zola → Émile Zola" in librarian.get("/desk/changesets/1").text

    preview = librarian.get("/desk/changesets/1/undo")
    assert "1 notice redeviendra ce qu’elle était." in preview.text
    assert client.get("/api/books/1").json["authors"] == ["Émile Zola"]
    done = librarian.submit(preview)

    assert "est redevenue ce qu’elle était" in done.text
    assert client.get("/api/books/1").json["authors"] == ["Zola"]
    assert "annulé" in librarian.get("/desk/changesets").text


def test_what_was_changed_since_is_listed_before_it_is_done(
    app: Flask, librarian: Any, client: Any, changed: Any
) -> None:
    with app.app_context():
        session = begin_write()
        authors.replace(session, 1, AuthorRecord(name="Émile Zola"), actor="bob")
        books.replace(session, changed, book_record("Nana", authors=("Balzac",)), actor="eve")
        session.commit()

    preview = librarian.get("/desk/changesets/1/undo")

    assert "Émile Zola → Balzac" in preview.text
    librarian.submit(preview)
    assert client.get("/api/books/1").json["authors"] == ["Balzac"]


def test_a_book_with_a_copy_on_loan_stays_and_the_reason_is_said(app: Flask, librarian: Any, client: Any) -> None:
    with app.app_context():
        session = begin_write()
        with open_set(session, SetKind.IMPORT, "books.json", actor="ada"):
            book_id = stored_book(session, "Nana", actor="ada")
            item = ItemRecord(barcode="B1", status=ItemStatus.ON_LOAN)
            items.create(session, book_id, item, actor="ada")
        session.commit()

    preview = librarian.get("/desk/changesets/1/undo")

    assert "1 notice reste comme elle est" in preview.text
    assert "un exemplaire est prêté" in preview.text
    librarian.submit(preview)
    assert client.get("/api/books/1").status_code == 200


@pytest.mark.parametrize("revision", ["²", "", "x", "99999999999"])
def test_an_author_is_no_deleted_book(librarian: Any, client: Any, changed: Any, revision: str) -> None:
    librarian.submit(f"/desk/books/{changed}/delete")
    page = librarian.get("/desk")
    token = librarian.find_form(page, "/logout").fields["csrf_token"][0]

    answer = librarian.post("/desk/authors/1/restore", {"revision": revision, "csrf_token": token})

    assert answer.status == 400
    assert client.get(f"/api/books/{changed}").status_code == 404


@pytest.mark.parametrize("kind", ["authors", "subjects", "series"])
def test_a_heading_that_came_with_a_book_has_a_history_without_changes(librarian: Any, writing: Any, kind: str) -> None:
    with writing() as session:
        stored_book(session, "Nana", authors=("Émile Zola",), subjects=("Roman",), series="Les Rougon-Macquart")

    page = librarian.get(f"/desk/{kind}/1/history")

    assert page.status == 200
    assert "Aucune modification n’est enregistrée" in page.text
    assert librarian.get(f"/desk/{kind}/99/history").status == 404
