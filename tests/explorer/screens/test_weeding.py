"""The weeding list, run as Streamlit runs it."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from catalogue.domain.items import ItemRecord
from catalogue.services import items
from explorer.messages.pages import WEEDING

FRENCH = WEEDING["fr"]

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


@pytest.fixture
def weed(show: Any, database_url: str) -> Any:
    return lambda **address: show(database_url, "weeding", **address)


@pytest.fixture
def old_book(session: Session, add_book: Any, keep: Any) -> Any:
    book_id = add_book("Germinal", authors=("Émile Zola",), published="1885", dewey="843")
    items.create(session, book_id, ItemRecord(barcode="1"), actor="test")
    keep()
    return book_id


def test_each_row_leads_to_the_page_of_its_book(weed: Any, old_book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8080")

    page = weed()

    table = html(page)
    assert page.header[0].value == "1 livre"
    assert f'<th scope="row"><a href="http://127.0.0.1:8080/books/{old_book}">Germinal</a></th>' in table
    assert all(f">{value}</td>" in table for value in ("Émile Zola", 1885, 1))


def test_the_list_goes_by_branch_and_shelf_or_is_of_one_branch(
    weed: Any, session: Session, add_book: Any, keep: Any
) -> None:
    for n, (branch, call_number) in enumerate([("Centre", "R ZOL"), ("Gare", "R ABE"), ("Centre", "R BAL")]):
        record = ItemRecord(barcode=str(n), location=branch, call_number=call_number)
        items.create(session, add_book(call_number, published="1950"), record, actor="test")
    keep()

    assert re.findall(r">(R \w+)</a>", html(weed(order="shelf"))) == ["R BAL", "R ZOL", "R ABE"]
    assert re.findall(r">(R \w+)</a>", html(weed(branch="Gare"))) == ["R ABE"]


def test_the_list_opens_at_the_desk_to_withdraw_its_copies(
    weed: Any, old_book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "8080")

    (button,) = [one for one in weed().get("link_button") if "withdrawals" in one.proto.url]

    assert button.proto.url == f"http://127.0.0.1:8080/desk/withdrawals/new?books={old_book}"
    assert "ce livre" in button.proto.label


def test_rules_stand_in_the_address(weed: Any, old_book: Any) -> None:
    page = weed(before="1900", dewey="8")
    assert page.number_input[0].value == 1900
    assert page.header[0].value == "1 livre"

    page.number_input[0].set_value(1800).run()

    assert page.query_params == {"before": "1800", "dewey": "8"}
    assert page.info[0].value == FRENCH.none


@pytest.mark.parametrize("dewey", ["", "8", "84", "843", "843.", "843.9"])
def test_a_class_may_be_typed_as_far_as_it_is_known(
    weed: Any, session: Session, add_book: Any, keep: Any, dewey: Any
) -> None:
    items.create(session, add_book(published="1950", dewey="843.912"), ItemRecord(barcode="1"), actor="test")
    keep()

    assert weed(dewey=dewey).header[0].value == "1 livre"


@pytest.mark.parametrize("dewey", ["roman", "8434", "84.3", "-1", "'"])
def test_a_class_that_is_none_is_explained(weed: Any, old_book: Any, dewey: Any) -> None:
    page = weed(dewey=dewey)

    assert page.warning[0].value == FRENCH.no_class.format(text=dewey)
    assert "<table" not in html(page)


def test_an_empty_catalogue_has_words(weed: Any, app: Flask) -> None:
    assert weed().info[0].value == FRENCH.none
