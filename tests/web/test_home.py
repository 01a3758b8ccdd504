"""The home page."""

from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord, ItemStatus


def test_the_greeting_is_the_name_of_the_library(get: Any) -> None:
    page = get("/")

    assert (page.status, page.title, page.heading) == (200, "hello my app", "hello my app")


def test_an_empty_catalogue_says_what_to_do(get: Any) -> None:
    assert "Les rayons sont encore vides" in get("/").text
    assert "catalogue import books.json" in get("/", "en").text


def test_counts_are_one_sentence(get: Any, add_book: Any) -> None:
    lent = ItemRecord(barcode="2", status=ItemStatus.ON_LOAN)
    add_book(items=(ItemRecord(barcode="1"), lent))

    assert "1 livre, 2 exemplaires, 1 en rayon." in get("/").text
    assert "1 book, 2 copies, 1 on the shelf." in get("/", "en").text


def test_the_newest_book_comes_first(get: Any, add_book: Any) -> None:
    first, second = add_book("Ancien"), add_book("Nouveau")

    links = get("/").links

    assert links.index(f"/books/{second}") < links.index(f"/books/{first}")


def test_shelves_lead_to_subjects_and_classes(get: Any, add_book: Any) -> None:
    add_book(subjects=("Jardinage",), dewey="635")

    page = get("/")

    assert "/subjects/1" in page.links
    assert "/search?dewey=6" in page.links
    assert "Techniques, santé, maison" in page.text


def test_the_number_of_statements_is_fixed(get: Any, add_book: Any, count_statements: Any) -> Any:
    def sent_with(n_books: int) -> int:
        for number in range(n_books):
            add_book(f"Livre {number}", authors=(f"Autrice {number}",), subjects=(f"Sujet {number}",), dewey="843")
        with count_statements() as sent:
            get("/")
        return len(sent)

    assert sent_with(1) == sent_with(20) <= 7 + 1  # In local mode one asks whether there is an account.


@pytest.mark.parametrize(
    ("setting", "address"),
    [(":8501", "http://localhost:8501/"), ("https://figures.example", "https://figures.example/")],
)
def test_the_explorer_is_a_link_away_where_there_is_one(
    get: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, setting: Any, address: Any
) -> None:
    monkeypatch.setitem(app.config, "EXPLORER_URL", setting)

    assert address in get("/", base_url="http://localhost:5000").links
    assert "La collection en chiffres" in get("/").html


def test_without_an_explorer_nothing_leads_to_it(get: Any) -> None:
    assert "La collection en chiffres" not in get("/").html
