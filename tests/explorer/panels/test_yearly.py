"""The yearly report: what came, what went, and what was there on 31 December."""

from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.services import items
from explorer.panels import yearly
from explorer.sources import yearly as source
from explorer.sources.database import snapshot
from explorer.words.yearly import FRENCH


@pytest.fixture
def add(session: Session, add_book: Any) -> Any:
    """Store a book with one copy: `add(acquired_on=date(2025, 3, 1))`."""
    barcodes = iter(range(100))

    def add(
        material: Material | None = Material.BOOK, audience: Audience | None = Audience.ADULT, **fields: Any
    ) -> None:
        book_id = add_book(dewey="843", material=material, audience=audience)
        items.create(session, book_id, ItemRecord(barcode=str(next(barcodes)), **fields), actor="test")

    return add


@pytest.fixture
def count(engine: Any, keep: Any) -> Any:
    def count(year: int) -> pd.DataFrame:
        keep()
        with snapshot(engine) as connection:
            return source.count_copies(connection, year)

    return count


def test_a_year_has_its_acquisitions_withdrawals_and_stock(add: Any, count: Any) -> None:
    add(acquired_on=date(2024, 5, 1))
    add(acquired_on=date(2025, 5, 1), location="Centre")
    gone: Any = {"status": ItemStatus.WITHDRAWN, "withdrawn_on": date(2025, 6, 1)}
    add(acquired_on=date(2020, 1, 1), **gone)
    add(acquired_on=date(2026, 1, 1))

    assert count(2025)[["stock", "acquired", "withdrawn"]].sum().tolist() == [2, 1, 1]
    assert count(2024)[["stock", "acquired", "withdrawn"]].sum().tolist() == [2, 1, 0]


def test_deposits_are_neither_acquired_nor_withdrawn(add: Any, count: Any) -> None:
    add(owner="BDP", deposited_on=date(2025, 2, 1), acquired_on=date(2025, 2, 1))
    add(owner="Fonds propre", acquired_on=date(2025, 2, 1))

    assert count(2025)[list(source.NUMBERS)].sum().to_dict() == {
        "stock": 1, "acquired": 1, "withdrawn": 0, "deposits": 1, "deposits_in": 1, "deposits_out": 0,
    }  # fmt: skip


def test_a_copy_counts_from_the_year_in_which_it_came(add: Any, count: Any) -> None:
    add(acquired_on=date(2024, 5, 1))
    add(acquired_on=date(2025, 5, 1), location="Centre")

    assert count(2025)[["stock", "acquired"]].sum().tolist() == [2, 1]
    assert count(2024)[["stock", "acquired"]].sum().tolist() == [1, 1]


def test_the_survey_says_nc_for_what_no_record_says_and_zero_for_nothing(add: Any, count: Any) -> None:
    add(material=None, audience=None, acquired_on=date(2025, 2, 1))
    unknown = yearly.fill_survey(count(2025), source.read_survey(2025), FRENCH)
    assert set(unknown[FRENCH.numbers["stock"]]) == {"NC"}

    add(acquired_on=date(2025, 2, 1))
    known = yearly.fill_survey(count(2025), source.read_survey(2025), FRENCH)
    books = known[known[FRENCH.heading].str.startswith("D1")][FRENCH.numbers["stock"]]
    dvds = known[known[FRENCH.heading].str.startswith("D4")][FRENCH.numbers["stock"]]
    assert (books.tolist(), dvds.tolist()) == ([1, 1, 0], [0, "NC", "NC"])


def test_a_french_excel_opens_the_file(add: Any, count: Any) -> None:
    add(acquired_on=date(2025, 2, 1))
    copies = count(2025)
    tables = {"Public": yearly.split(copies, "audience", FRENCH)}

    assert yearly.write_french_csv(tables).startswith("\ufeffPublic\r\nPublic;Fonds au 31 décembre;".encode())
    assert pd.read_excel(BytesIO(yearly.write_workbook(tables)), sheet_name="Public", engine="openpyxl").shape == (1, 7)
