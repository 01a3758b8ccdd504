"""The pages of authors and subjects."""

from typing import Any

import pytest

from catalogue.domain.items import ItemRecord
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_a_heading_gathers_its_books(get: Any, add_book: Any, kind: Any) -> None:
    first = add_book("Un", **{kind: ("Simone Weil",)})
    add_book("Deux")

    page = get(f"/{kind}/1")

    assert (page.status, page.heading) == (200, "Simone Weil")
    assert "1 livre à la bibliothèque" in page.text
    assert f"/books/{first}" in page.links
    assert "/books/2" not in page.links


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_long_lists_have_pages(get: Any, add_book: Any, kind: Any) -> None:
    for number in range(25):
        add_book(f"Livre {number}", **{kind: ("Simone Weil",)})

    assert f"/{kind}/1?page=2" in get(f"/{kind}/1").links
    assert "21. " not in get(f"/{kind}/1?page=2").text
    past = get(f"/{kind}/1?page=3&author_id=5")
    assert past.status == 404
    assert f"/{kind}/1?page=2" in past.links


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_the_page_of_a_heading_is_a_search_among_its_books(get: Any, add_book: Any, kind: Any) -> None:
    here = ItemRecord(barcode="1", location="Centre", call_number="100 WEI")
    french = add_book("Attente de Dieu", **{kind: ("Simone Weil",)}, language="fr", published="1950", items=(here,))
    english = add_book("Waiting for God", **{kind: ("Simone Weil",)}, language="en", published="1951")
    other = add_book("La Peste", language="fr")

    page = get(f"/{kind}/1")
    assert {f"/{kind}/1?language=fr", f"/{kind}/1?available=1", f"/{kind}/1?sort=-year"} <= set(page.links)
    assert "En rayon : Centre, 100 WEI" in page.text

    narrowed = get(f"/{kind}/1?language=fr")
    assert f"/books/{french}" in narrowed.links
    assert f"/books/{english}" not in narrowed.links
    assert f"/{kind}/1" in narrowed.links
    assert "1 livre avec ces filtres" in narrowed.text
    assert f"/books/{other}" not in get(f"/{kind}/1?q=peste").links

    newest_first = [link for link in get(f"/{kind}/1?sort=-year").links if link.startswith("/books/")]
    assert newest_first.index(f"/books/{english}") < newest_first.index(f"/books/{french}")


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_the_books_of_a_heading_go_out_as_a_file(get: Any, add_book: Any, kind: Any) -> None:
    add_book("Attente de Dieu", **{kind: ("Simone Weil",)}, language="fr")
    add_book("Waiting for God", **{kind: ("Simone Weil",)}, language="en")
    add_book("La Peste", language="fr")

    (address,) = [link for link in get(f"/{kind}/1?language=fr").links if link.startswith("/search.csv")]

    assert "Attente de Dieu" in get(address).html
    assert "Waiting for God" not in get(address).html
    assert "La Peste" not in get(address).html


def test_a_heading_does_not_offer_itself_as_a_filter(get: Any, add_book: Any) -> None:
    add_book("Un", authors=("Goscinny", "Uderzo"))

    links = get("/authors/1").links

    assert "/authors/1?author=Uderzo" in links
    assert "/authors/1?author=Goscinny" not in links


def test_the_page_of_somebody_says_the_parts_and_offers_each_as_a_filter(get: Any, add_book: Any) -> None:
    preface = Contributor("Émile Zola", Role.INTRODUCTION)
    add_book("Nana", authors=("Émile Zola",))
    add_book("Paradoxes", authors=("Anne Rosier",), contributors=(preface,))

    page = get("/authors/1")

    assert "Auteur · Illustration, traduction…" in page.text
    assert "Préface : Émile Zola" in page.text
    assert {"/authors/1?author=%C3%89mile+Zola", "/authors/1?contributor=%C3%89mile+Zola"} <= set(page.links)
    narrowed = get("/authors/1?contributor=%C3%89mile+Zola")
    assert "Illustration, traduction… : Émile Zola, retirer ce filtre" in narrowed.text
    assert "Nana" not in narrowed.text


def test_who_is_no_author_is_not_called_one(get: Any, add_book: Any) -> None:
    add_book("Nana", contributors=(Contributor("Henri Mitterand", Role.EDITOR),))

    page = get("/authors/1")

    assert "Illustration, traduction…" in page.text
    assert "Auteur ·" not in page.text
    assert "Sous la direction de : Henri Mitterand" in page.text


def test_all_values_of_a_facet_are_those_of_the_books_of_the_heading(get: Any, add_book: Any) -> None:
    add_book("Un", authors=("Zola",), subjects=("Mines",))
    add_book("Deux", authors=("Hugo",), subjects=("Paris",))

    values = get("/authors/1?facet=subject&among=m&order=name")

    assert "Mines" in values.text
    assert "Paris" not in values.text
    assert "/authors/1?facet=subject&among=m" in values.links
    assert "/authors/1" in values.links


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_a_heading_that_is_not_there_is_a_page(get: Any, kind: Any) -> None:
    assert get(f"/{kind}/7").status == 404
    assert get(f"/{kind}/0").status == 404


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_the_number_of_statements_is_fixed(get: Any, add_book: Any, count_statements: Any, kind: Any) -> Any:
    def sent_with(n_books: int) -> int:
        for number in range(n_books):
            add_book(f"Livre {number}", **{kind: ("Simone Weil",)})
        get("/search")  # The index takes in what is new.
        with count_statements() as sent:
            get(f"/{kind}/1")
        return len(sent)

    assert sent_with(1) == sent_with(19) <= 6
