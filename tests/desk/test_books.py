"""Cataloguing and correcting books at the desk, with their copies."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import begin_write
from tests.factories import stored_book

NEW = "/desk/books/new"
FORM = "/desk/books/new"


@pytest.fixture
def stored(app: Flask) -> Any:
    """Store a book and return its number: `stored("Nana", authors=("Émile Zola",))`."""

    def store(title: Any, **rest: Any) -> Any:
        with app.app_context():
            session = begin_write()
            book_id = stored_book(session, title, actor="ada", **rest)
            session.commit()
            return book_id

    return store


def read(client: FlaskClient, path: Any) -> Any:
    return client.get(path).get_json()


def test_a_book_is_catalogued_with_two_copies(librarian: Any, client: FlaskClient) -> None:
    page = librarian.submit(
        NEW,
        FORM,
        title="L’Étranger",
        isbn="2-07-036002-4",
        language="français",
        published="19 mai 1942",
        page_count="185",
        dewey="843,912",
        **{
            "people-0-name": "Albert Camus",
            "people-1-name": "Jean Grenier",
            "people-1-role": "author_of_introduction",
            "subjects-0": "Roman",
            "subjects-1": "Algérie",
            "copies-barcode": "B0099",
            "copies-count": "2",
            "copies-location": "Centre",
            "copies-call_number": "843 CAM",
        },
    )

    assert page.status == 200
    assert "« L’Étranger » est catalogué." in page.text
    book = read(client, "/api/books/1")
    assert book["authors"] == ["Albert Camus"]
    assert book["contributors"] == [{"name": "Jean Grenier", "role": "author_of_introduction"}]
    assert (book["isbn"], book["language"], book["published"]) == ("9782070360024", "fr", "1942-05-19")
    assert (book["page_count"], book["dewey"], book["subjects"]) == (185, "843.912", ["Roman", "Algérie"])
    assert [item["barcode"] for item in read(client, "/api/items")] == ["B0099", "B0100"]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("title", "", "À remplir."),
        ("isbn", "2-07-036002-5", "un chiffre est faux"),
        ("isbn", "abc", "Ce n’est pas un ISBN"),
        ("published", "naguère", "Une date est une année"),
        ("language", "klingonais", "Aucune langue ne porte ce nom"),
        ("page_count", "0", "entre 1 et 100"),
        ("dewey", "84", "trois chiffres"),
        ("cover_url", "couverture", "commence par https://"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    librarian: Any, client: FlaskClient, field: Any, text: Any, sentence: Any
) -> None:
    page = librarian.submit(NEW, FORM, **({"title": "Nana", "subtitle": "kept"} | {field: text}))

    assert page.status == 400
    assert sentence in page.text
    assert 'value="kept"' in page.html
    assert f'href="#{field}"' in page.html
    assert read(client, "/api/books") == []


def test_a_correction_keeps_what_the_form_does_not_show(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Nana", authors=("Émile Zola",), extra={"prix": 5})

    librarian.submit(f"/desk/books/{book_id}", publisher="Folio")

    book = read(client, f"/api/books/{book_id}")
    assert (book["publisher"], book["authors"], book["extra"], book["revision"]) == (
        "Folio",
        ["Émile Zola"],
        {"prix": 5},
        2,
    )


def test_saving_without_a_change_writes_nothing(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Nana", authors=("Émile Zola",), language="pt-BR", published="1880-02")

    librarian.submit(f"/desk/books/{book_id}")

    assert read(client, f"/api/books/{book_id}")["revision"] == 1


def test_people_change_places(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Astérix", authors=("Albert Uderzo", "René Goscinny"))

    page = librarian.submit(f"/desk/books/{book_id}", up="1")
    assert read(client, f"/api/books/{book_id}")["revision"] == 1
    librarian.submit(page)

    assert read(client, f"/api/books/{book_id}")["authors"] == ["René Goscinny", "Albert Uderzo"]


def test_more_lines_are_shown_and_nothing_is_saved(librarian: Any, client: FlaskClient) -> None:
    page = librarian.submit(NEW, FORM, title="Nana", rows="more")

    assert 'name="people-5-name"' in page.html
    assert read(client, "/api/books") == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "Autre", "isbn": "9782070360024"}, "même ISBN"),
        ({"title": "l'etranger", "people-0-name": "CAMUS Albert"}, ""),
        ({"title": "l'etranger", "people-0-name": "albert camus"}, "même titre et même auteur"),
    ],
)
def test_a_probable_duplicate_is_shown_and_overruled_in_one_click(
    librarian: Any, client: FlaskClient, stored: Any, fields: Any, reason: Any
) -> None:
    stored("L’Étranger", authors=("Albert Camus",), isbn="9782070360024")

    page = librarian.submit(NEW, FORM, **fields)

    if not reason:
        assert len(read(client, "/api/books")) == 2
        return
    assert reason in page.text
    assert len(read(client, "/api/books")) == 1
    librarian.submit(page, FORM, allow_duplicate="1")
    assert len(read(client, "/api/books")) == 2


def test_a_record_is_no_duplicate_of_itself_and_volumes_are_none(
    librarian: Any, client: FlaskClient, stored: Any
) -> None:
    first = stored("Naruto", authors=("Kishimoto",), series="Naruto", series_number="1", isbn="9782871294146")

    librarian.submit(f"/desk/books/{first}", isbn="9782871294146", subtitle="new")
    librarian.submit(NEW, FORM, title="Naruto", series="Naruto", series_number="2", **{"people-0-name": "Kishimoto"})

    assert read(client, f"/api/books/{first}")["subtitle"] == "new"
    assert len(read(client, "/api/books")) == 2


def test_save_and_next_keeps_what_a_delivery_shares(librarian: Any) -> None:
    page = librarian.submit(
        NEW,
        FORM,
        title="Un",
        publisher="Folio",
        language="fr",
        next="1",
        **{"copies-barcode": "B09", "copies-location": "Centre", "copies-acquired_on": "2026-11-27"},
    )

    fields = librarian.find_form(page, FORM).fields
    assert fields["title"] == [""]
    assert (fields["publisher"], fields["copies-location"]) == (["Folio"], ["Centre"])
    assert (fields["copies-barcode"], fields["copies-acquired_on"]) == (["B10"], ["2026-11-27"])


def test_a_taken_barcode_stores_nothing_and_says_so(
    librarian: Any, client: FlaskClient, app: Flask, stored: Any
) -> None:
    book_id = stored("Nana")
    librarian.submit(f"/desk/books/{book_id}", **{"copies-barcode": "B1"})

    page = librarian.submit(NEW, FORM, title="Autre", **{"copies-barcode": "B0", "copies-count": "2"})

    assert "B1" in page.text
    assert 'value="Autre"' in page.html
    assert len(read(client, "/api/books")) == 1


def test_the_second_of_two_people_chooses_field_by_field(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Nana", publisher="Charpentier")
    mine = librarian.get(f"/desk/books/{book_id}")
    librarian.submit(f"/desk/books/{book_id}", publisher="Folio", subtitle="roman")

    race = librarian.submit(mine, publisher="Pocket", dewey="843")

    assert race.status == 409
    assert read(client, f"/api/books/{book_id}")["publisher"] == "Folio"
    for text in ("Pocket", "Folio", "Charpentier", "843"):
        assert text in race.text
    again = librarian.submit(race)
    assert again.status == 409  # Both changed the publisher, and nothing was chosen.
    librarian.submit(again, pick_publisher="mine")
    book = read(client, f"/api/books/{book_id}")
    assert (book["publisher"], book["subtitle"], book["dewey"]) == ("Pocket", "roman", "843")


def test_the_form_of_a_book_that_somebody_deleted_is_saved_after_it_is_restored(
    librarian: Any, client: FlaskClient, stored: Any
) -> None:
    book_id = stored("Nana", publisher="Charpentier")
    form = librarian.get(f"/desk/books/{book_id}")
    librarian.submit(f"/desk/books/{book_id}/delete")
    assert "Ce livre a été supprimé." in librarian.get(f"/desk/books/{book_id}").text

    page = librarian.submit(form, publisher="Folio")

    assert "rien n’est enregistré" in page.text
    librarian.submit(page)
    saved = librarian.submit(form, publisher="Folio")
    assert saved.status == 200, saved.text
    assert read(client, f"/api/books/{book_id}")["publisher"] == "Folio"
    assert librarian.get("/desk/books/99").status == 404


def test_a_book_with_a_copy_on_loan_is_not_deleted(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Nana")
    librarian.submit(f"/desk/books/{book_id}", **{"copies-barcode": "B1"})
    librarian.submit(f"/desk/books/{book_id}", "/desk/items/1/lend")
    assert read(client, "/api/items/1")["status"] == "on_loan"

    assert "est prêté" in librarian.submit(f"/desk/books/{book_id}/delete").text
    librarian.submit(f"/desk/books/{book_id}", "/desk/items/1/return")
    librarian.submit(f"/desk/books/{book_id}/delete")

    assert client.get(f"/api/books/{book_id}").status_code == 404


def test_a_copy_is_corrected_and_deleted(librarian: Any, client: FlaskClient, stored: Any) -> None:
    librarian.submit(f"/desk/books/{stored('Nana')}", **{"copies-barcode": "B1"})

    librarian.submit("/desk/items/1", barcode="B2", location="Annexe", status="in_repair", acquired_on="2026-01-31")
    item = read(client, "/api/items/1")
    assert (item["barcode"], item["location"], item["status"], item["acquired_on"]) == (
        "B2",
        "Annexe",
        "in_repair",
        "2026-01-31",
    )

    librarian.submit("/desk/items/1/delete")
    assert client.get("/api/items/1").status_code == 404


def test_a_scan_leads_to_the_book_or_offers_to_catalogue_it(librarian: Any, stored: Any) -> None:
    book_id = stored("L’Étranger", isbn="9782070360024")
    librarian.submit(f"/desk/books/{book_id}", **{"copies-barcode": "3780143000002"})

    for scan in ("3780143000002", "9782070360024", "2-07-036002-4"):
        assert librarian.get(f"/search?q={scan}").path == f"/books/{book_id}"
    offer = librarian.get("/search?q=9782871294146")
    assert "/desk/books/new?isbn=9782871294146" in offer.read.links
    new = librarian.get("/desk/books/new?isbn=9782871294146")
    assert librarian.find_form(new, FORM).fields["isbn"] == ["9782871294146"]


def test_readers_search_as_ever(stranger: Any, stored: Any) -> None:
    stored("L’Étranger", isbn="9782070360024")

    assert stranger.get("/search?q=9782070360024").path == "/search?q=9782070360024"


def test_every_page_of_a_book_leads_staff_to_its_form(librarian: Any, stranger: Any, stored: Any) -> None:
    book_id = stored("Nana")
    for path in (f"/books/{book_id}", "/search?q=nana"):
        assert f"/desk/books/{book_id}" in librarian.get(path).read.links
        assert f"/desk/books/{book_id}" not in stranger.get(path).read.links


def test_names_are_completed_from_what_is_known(librarian: Any, client: FlaskClient, stored: Any) -> None:
    stored("Nana", authors=("Émile Zola",), subjects=("Paris (France)",), publisher="Gallimard")

    for field, text, name in (
        ("author", "zol", "Émile Zola"),
        ("subject", "par", "Paris (France)"),
        ("publisher", "gal", "Gallimard"),
    ):
        assert librarian.client.get(f"/desk/completions/{field}?q={text}").json == [name]
    assert librarian.client.get("/desk/completions/shoe-size?q=4").status_code == 404


def test_a_copy_has_its_price_owner_and_withdrawal(librarian: Any, client: FlaskClient, stored: Any) -> None:
    librarian.submit(f"/desk/books/{stored('Nana')}", **{"copies-barcode": "B1"})

    librarian.submit(
        "/desk/items/1", barcode="", inventory_number="2024-0117", price="12,50", owner="BDP", return_by="2027-01-31"
    )
    item = read(client, "/api/items/1")
    assert (item["barcode"], item["inventory_number"], item["price"]) == (None, "2024-0117", 12.5)
    assert (item["owner"], item["return_by"]) == ("BDP", "2027-01-31")

    librarian.submit("/desk/items/1", status="withdrawn", withdrawal_reason="worn", withdrawn_on="2026-11-20")
    item = read(client, "/api/items/1")
    assert (item["withdrawal_reason"], item["withdrawn_on"]) == ("worn", "2026-11-20")
    assert "2024-0117" in librarian.get("/desk/books/1/history").text
    wrong = librarian.submit("/desk/items/1", price="cher")
    assert wrong.status == 400


def test_a_copy_that_somebody_else_changed_is_not_overwritten_unasked(librarian: Any, client: Any, stored: Any) -> None:
    librarian.submit(f"/desk/books/{stored('Nana')}", **{"copies-barcode": "B1"})
    mine = librarian.get("/desk/items/1")
    librarian.submit("/desk/items/1", location="Annexe")

    again = librarian.submit(mine, call_number="843 ZOL")

    assert re.search(r"Il dit maintenant[^.]*\bAnnexe\b", again.text)
    assert client.get("/api/items/1").json["location"] == "Annexe"
    librarian.submit(again, location="Centre")
    item = client.get("/api/items/1").json
    assert (item["location"], item["call_number"]) == ("Centre", "843 ZOL")


def test_a_copy_that_is_not_on_its_shelf_is_not_lent(librarian: Any, client: Any, stored: Any) -> None:
    book_id = stored("Nana")
    librarian.submit(f"/desk/books/{book_id}", **{"copies-barcode": "B1"})
    page = librarian.get(f"/desk/books/{book_id}")
    librarian.submit("/desk/items/1", status="lost")

    assert "donc rien n’a été fait" in librarian.submit(page, "/desk/items/1/lend").text
    assert client.get("/api/items/1").json["status"] == "lost"


def test_copies_are_added_with_numbers_price_and_owner(librarian: Any, client: FlaskClient, stored: Any) -> None:
    book_id = stored("Nana")
    copies = {"inventory_number": "2026-009", "count": "2", "price": "12,5", "owner": "BDP"}

    page = librarian.submit(f"/desk/books/{book_id}", **{f"copies-{name}": value for name, value in copies.items()})

    assert "2 exemplaires sont ajoutés." in page.text
    items = read(client, "/api/items")
    assert [item["inventory_number"] for item in items] == ["2026-009", "2026-010"]
    assert {(item["barcode"], item["price"], item["owner"]) for item in items} == {(None, 12.5, "BDP")}


def test_an_inventory_number_in_use_is_said_beside_its_field(librarian: Any, stored: Any) -> None:
    book_id = stored("Nana")
    librarian.submit(f"/desk/books/{book_id}", **{"copies-inventory_number": "7"})

    page = librarian.submit(f"/desk/books/{book_id}", **{"copies-inventory_number": "7"})

    assert page.status == 400
    assert "Ce numéro d’inventaire est, ou a été, celui d’un exemplaire de « Nana »." in page.text
