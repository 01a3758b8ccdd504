"""The yearly report, run as Streamlit runs it."""

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from catalogue.domain.items import ItemRecord
from catalogue.domain.materials import Material
from catalogue.services import items

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


@pytest.fixture
def copies(session: Session, add_book: Any, keep: Any) -> list[int]:
    """Two copies of Germinal, and one that another owner bought."""
    book_id = add_book("Germinal", published="1885", dewey="843", material=Material.BOOK)
    records = [ItemRecord(barcode=barcode, acquired_on=date(2024, 3, 1), location="Centre") for barcode in "AB"]
    records.append(ItemRecord(barcode="C", owner="Ville", acquired_on=date(2024, 3, 1)))
    numbers = [items.create(session, book_id, record, actor="test") for record in records]
    keep()
    return numbers


def test_a_figure_opens_the_list_of_its_copies(show: Any, database_url: str, copies: list[int]) -> None:
    page = show(database_url, "yearly", year="2024", lang="fr")

    assert page.header[0].value == "Bibliothèque de Camélia, rapport 2024"
    link = re.search(r'<a href="yearly\?([^"]*list=acquired&amp;by=branch[^"]*)">2</a>', html(page))
    address = dict(parse_qsl(unescape(link[1])))
    assert address == {"year": "2024", "list": "acquired", "by": "branch", "value": "Centre"}

    listed = show(database_url, "yearly", **address)
    assert listed.header[0].value == "Acquisitions (2024)"
    assert listed.subheader[0].value == "Bibliothèque\u202f: Centre · 2 exemplaires"
    assert re.findall(r"<td>([ABC])</td>", html(listed)) == ["A", "B"]
    assert "1&nbsp;mars&nbsp;2024" in html(listed)


def test_the_reader_says_which_owners_are_the_library_itself(show: Any, database_url: str, copies: list[int]) -> None:
    def count_stock(**address: str) -> str:
        page = html(show(database_url, "yearly", year="2024", lang="en", **address))
        return re.search(r"Stock on 31 December</th><td[^>]*><a [^>]*>(\d+)</a>", page)[1]

    assert (count_stock(), count_stock(own="")) == ("3", "2")


def test_a_list_of_nothing_known_is_the_stock(show: Any, database_url: str, copies: list[int]) -> None:
    page = show(database_url, "yearly", year="2024", lang="en", list="nonsense", by="material", value="x")

    assert page.header[0].value == "Stock on 31 December (2024)"
    assert page.subheader[0].value == "Kind of document: x · 0 copies"
