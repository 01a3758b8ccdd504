"""New on the shelves: the titles of a month, by section."""

from datetime import date
from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Audience


def copy(barcode: str, day: date, **members: Any) -> Any:
    return (ItemRecord(barcode=barcode, acquired_on=day, **members),)


@pytest.fixture
def books(add_book: Any) -> None:
    """Two new titles of March 2024 and one of January; another copy, and a lost one, are nothing new."""
    march = date(2024, 3, 5)
    add_book("Nana", dewey="843", items=copy("B1", march))
    add_book("Petit Ours", audience=Audience.CHILD, items=copy("B2", march))
    add_book("Germinal", items=copy("B3", date(2024, 1, 5)) + copy("B4", march))
    add_book("Perdu", items=copy("B5", march, status=ItemStatus.LOST))
    add_book("Sans date", items=(ItemRecord(barcode="B6"),))


def test_new_titles_stand_by_section_with_the_months_around(get: Any, books: Any) -> None:
    page = get("/new/2024-03")

    assert page.heading == "Nouveautés : mars 2024"
    assert "2 nouveaux titres" in page.text
    assert page.text.index("Enfants") < page.text.index("Petit Ours") < page.text.index("Nana")
    assert not any(title in page.text for title in ("Germinal", "Perdu", "Sans date"))
    assert "/new/2024-01" in page.links
    assert "March 2024" in get("/new/2024-03", language="en").heading


def test_the_newest_month_is_led_to(client: Any, books: Any) -> None:
    assert client.get("/new").headers["Location"] == "/new/2024-03"


def test_a_month_without_titles_says_so(get: Any, books: Any) -> None:
    page = get("/new/2024-02")

    assert "Aucune nouveauté" in page.text
    assert {"/new/2024-01", "/new/2024-03"} <= set(page.links)


@pytest.mark.parametrize("month", ["2024-13", "2024", "24-03", "2024-3", "x"])
def test_what_is_no_month_is_not_found(client: Any, month: str) -> None:
    assert client.get(f"/new/{month}").status_code == 404


def test_a_month_takes_as_many_statements_for_one_title_as_for_thirty(
    client: Any, add_book: Any, count_statements: Any
) -> None:
    sent = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            add_book(f"Title {number}", items=copy(f"B{number}", date(2024, 3, 5)))
        with count_statements() as statements:
            assert client.get("/new/2024-03").status_code == 200
        sent.append(len(statements))

    assert sent[0] == sent[1]
