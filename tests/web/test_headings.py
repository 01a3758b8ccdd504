"""The pages of authors and subjects."""

from typing import Any

import pytest


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
def test_a_heading_that_is_not_there_is_a_page(get: Any, kind: Any) -> None:
    assert get(f"/{kind}/7").status == 404
    assert get(f"/{kind}/0").status == 404


@pytest.mark.parametrize("kind", ["authors", "subjects"])
def test_the_number_of_statements_is_fixed(get: Any, add_book: Any, count_statements: Any, kind: Any) -> Any:
    def sent_with(n_books: int) -> int:
        for number in range(n_books):
            add_book(f"Livre {number}", **{kind: ("Simone Weil",)})
        with count_statements() as sent:
            get(f"/{kind}/1")
        return len(sent)

    assert sent_with(1) == sent_with(19) <= 6
