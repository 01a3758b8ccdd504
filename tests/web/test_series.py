"""Series on the readers' pages: their volumes in order, and links from a book to those beside it."""

from typing import Any

import pytest

from catalogue.domain.series import SeriesKind, SeriesStatement


@pytest.fixture
def volumes(add_book: Any) -> None:
    """Volumes 10, 1 and 2 of Naruto, in this order; the second is also in a collection."""
    add_book("Naruto. 10", series="Naruto", series_number="10")
    kana = SeriesStatement("Kana", "7", SeriesKind.COLLECTION)
    add_book("Naruto. 1", series="Naruto", series_number="1", further_series=(kana,))
    add_book("Naruto. 2", series="Naruto", series_number="2")


def test_the_page_of_a_series_has_its_volumes_in_order(get: Any, volumes: Any) -> None:
    page = get("/series/1")
    assert page.status == 200
    assert page.html.index("/books/2") < page.html.index("/books/3") < page.html.index('"/books/1"')
    assert get("/series/99").status == 404
    assert "Naruto" in get("/browse/series").text


def test_a_book_leads_to_its_series_and_the_volumes_beside_it(get: Any, volumes: Any) -> None:
    page = get("/books/3")
    assert "Tome précédent" in page.text
    assert 'href="/series/1"' in page.html
    assert 'rel="prev" href="/books/2"' in page.html
    assert 'rel="next" href="/books/1"' in page.html
    assert 'rel="prev"' not in get("/books/2").html
    assert "Collection" in get("/books/2").text


def test_series_are_a_facet_and_a_filter(get: Any, volumes: Any, add_book: Any) -> None:
    add_book("Naruto, guide")
    page = get("/search?q=naruto")
    assert "series=Naruto" in page.html
    assert "3 livres" in get("/search?q=naruto&series=Naruto").text
    assert "1 livre" in get("/search?series=Kana").text


def test_a_missing_volume_is_said(get: Any, volumes: Any) -> None:
    page = get("/search?q=naruto+tome+5")
    assert "La bibliothèque n’a pas le tome 5 de naruto" in page.text
    assert "/books/2" in page.html
