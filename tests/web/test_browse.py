"""Authors, subjects and titles from A to Z."""

from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.services import browse
from catalogue.services.browse import BrowseIndex
from catalogue.web import browse as browse_pages


@pytest.fixture
def shelf(add_book: Any) -> None:
    add_book("L'Étranger", language="fr", authors=("Albert Camus",), subjects=("Roman",))
    add_book("Au plaisir de Dieu", language="fr", authors=("Jean d'Ormesson",), subjects=("Roman",))
    add_book("Elle et lui", language="fr", authors=("Jean d'Ormesson",), subjects=("Amour",))
    add_book("Elle et lui", language="fr", authors=("Marc Levy",))
    add_book("Œdipe roi", language="fr", authors=("Sophocle",), subjects=("Théâtre",))


def list_names(page: Any) -> list[str]:
    people = ["Albert Camus", "Marc Levy", "Jean d’Ormesson", "Sophocle"]
    names = [*people, "Amour", "Roman", "Théâtre", "Au plaisir de Dieu", "Elle et lui", "L’Étranger", "Œdipe roi"]
    found = [name for name in names if f">{name}<" in page.html]
    return sorted(found, key=lambda name: page.html.index(f">{name}<"))


def test_authors_file_by_surname_with_their_numbers_of_books(get: Any, shelf: None) -> None:
    page = get("/browse/authors")

    assert page.heading == "Auteurs de A à Z"
    assert list_names(page) == ["Albert Camus", "Marc Levy", "Jean d’Ormesson", "Sophocle"]
    assert "Jean d’Ormesson 2 livres" in page.text


def test_titles_file_without_their_article_and_once(get: Any, shelf: None) -> None:
    page = get("/browse/titles")

    assert list_names(page) == ["Au plaisir de Dieu", "Elle et lui", "L’Étranger", "Œdipe roi"]
    assert "/search?title=Elle+et+lui" in page.links
    assert "/books/1" in page.links


def test_subjects_are_browsed(get: Any, shelf: None) -> None:
    assert list_names(get("/browse/subjects")) == ["Amour", "Roman", "Théâtre"]


def test_call_numbers_stand_as_on_the_shelf_without_those_of_lost_copies(get: Any, add_book: Any) -> None:
    def copy(barcode: str, call_number: str, **more: Any) -> ItemRecord:
        return ItemRecord(barcode=barcode, call_number=call_number, **more)

    camus = add_book("L'Étranger", items=(copy("1", "843 CAM"), copy("2", "843 CAM")))
    add_book("La Peste", items=(copy("3", "843/CAM"),))
    add_book("Cuisine", items=(copy("4", "641.5 COR"),))
    add_book("Betty", items=(copy("5", "641/BET"),))
    add_book("Perdu", items=(copy("6", "100 PER", status=ItemStatus.LOST),))

    page = get("/browse/call-numbers")

    assert page.heading == "Cotes, dans l’ordre des rayons"
    shown = [name for name in ("641/BET", "641.5 COR", "843 CAM", "100 PER") if f">{name}<" in page.html]
    assert sorted(shown, key=page.html.index) == ["641/BET", "641.5 COR", "843 CAM"]
    assert "843 CAM 2 livres" in page.text
    assert "/search?call_number=843+CAM" in page.links
    assert get("/search?call_number=843+CAM").heading == "2 livres"
    assert "Cote : 843 CAM" in get("/search?call_number=843+CAM").text
    assert ">641/BET<" not in get("/browse/call-numbers?from=8").html
    assert ">843 CAM<" in get("/browse/call-numbers?from=8").html
    assert f"/books/{camus}" in get("/search?call_number=843CAM").links


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("M", ["Jean d’Ormesson", "Sophocle"]),
        ("orm", ["Jean d’Ormesson", "Sophocle"]),
        ("ORMESSON", ["Jean d’Ormesson", "Sophocle"]),
        ("z", []),
    ],
)
def test_a_beginning_leads_to_where_it_files(get: Any, shelf: None, start: str, names: list[str]) -> None:
    assert list_names(get(f"/browse/authors?from={start}")) == names


def test_further_on_follows_page_by_page(get: Any, shelf: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse_pages, "PER_PAGE", 2)
    page, names = get("/browse/authors"), []
    for _ in range(2):
        names += list_names(page)
        if further := [link for link in page.links if "from=" in link and len(link.partition("from=")[2]) > 1]:
            page = get(further[0])
    assert names == ["Albert Camus", "Marc Levy", "Jean d’Ormesson", "Sophocle"]


def test_an_unknown_index_is_not_found(get: Any) -> None:
    assert get("/browse/colours").status == 404
    assert "Il n’y a plus rien à partir d’ici" in get("/browse/titles").text


def test_the_footer_leads_to_the_indexes(get: Any) -> None:
    assert "/browse/authors" in get("/").links
    assert get("/browse/authors", "en").heading == "Authors from A to Z"


def test_a_page_is_one_statement(app: Flask, shelf: None, reading: Any, count_statements: Any) -> None:
    with reading() as session, count_statements() as statements:
        browse.list_entries(session, BrowseIndex.TITLES, "", 10)
    assert len(statements) == 1
