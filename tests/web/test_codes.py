"""Codes that a record may hold: each has its words on every page, in both languages."""

from typing import Any

import pytest

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.query.filters import Part
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role

ODD_LANGUAGES = {
    "mul": "plusieurs langues",
    "zxx": "sans texte",
    "grc": "grec ancien",
    "fro": "ancien français",
    "frm": "moyen français",
    "egy": "égyptien ancien",
    "nan": "minnan",
    "pcd": "picard",
    "sr-ME": "serbe (Monténégro)",
    "fr-ZQ": "français (ZQ)",
}


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_books_in_odd_languages_are_shown(get: Any, add_book: Any, locale: Any) -> None:
    ids = [add_book(f"Livre {tag}", language=tag) for tag in ODD_LANGUAGES]
    addresses = ["/", "/search", "/search?q=livre", "/search?facet=language", *(f"/books/{book_id}" for book_id in ids)]

    assert [(address, get(address, locale).status) for address in addresses] == [(way, 200) for way in addresses]


@pytest.mark.parametrize(("tag", "name"), ODD_LANGUAGES.items())
def test_a_language_is_named_wherever_it_stands(get: Any, add_book: Any, tag: Any, name: Any) -> None:
    book_id = add_book(language=tag)

    assert f"Langue{name}" in get(f"/books/{book_id}").text
    assert f"{name} 1 livre" in get("/search").text
    assert f"✓ {name}, retirer ce filtre" in get(f"/search?language={tag}").text


@pytest.mark.parametrize("tag", ODD_LANGUAGES)
def test_a_language_that_no_book_has_can_be_asked_for(get: Any, tag: Any) -> None:
    assert get(f"/search?language={tag}").status == 200


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_role_and_status_is_shown(get: Any, add_book: Any, locale: Any) -> None:
    people = tuple(Contributor(f"Camille {role}", role) for role in Role if role is not Role.AUTHOR)
    items = tuple(ItemRecord(barcode=status, status=status) for status in ItemStatus)
    book_id = add_book(authors=("Albert Camus",), contributors=people, items=items)

    page = get(f"/books/{book_id}", locale)

    assert page.status == 200
    assert [role for role in Role if role is not Role.AUTHOR and f"Camille {role}" not in page.text] == []


@pytest.mark.parametrize("dewey", [*(f"{digit}00" for digit in range(10)), "843.914", "000.0000000000000001"])
def test_every_class_is_shown(get: Any, add_book: Any, dewey: Any) -> None:
    book_id = add_book(dewey=dewey)

    assert [get(address).status for address in ("/", "/search", f"/books/{book_id}")] == [200, 200, 200]


@pytest.mark.parametrize("published", [f"{FIRST_YEAR:05}", "-0001", "0001", "0009-12-31", str(LAST_YEAR)])
def test_every_year_is_shown(get: Any, add_book: Any, published: Any) -> None:
    book_id = add_book(published=published)

    assert [get(address).status for address in ("/search", "/search?facet=decade", f"/books/{book_id}")] == [200] * 3


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("status", list(ItemStatus)),
        ("has", list(Part)),
        ("missing", list(Part)),
        ("decade", [-4000, -10, 0, 1940, 2100]),
        ("dewey", [*range(10), "00", "999", "843."]),
        ("added", ["0000", "0001-01", "2026-11", "9999-12"]),
    ],
)
def test_every_value_of_a_filter_has_a_chip(get: Any, name: Any, values: Any) -> None:
    assert [value for value in values if get(f"/search?{name}={value}").status != 200] == []
