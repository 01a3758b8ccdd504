"""The yearly report as tables: each figure with the list behind it, the survey, the files."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.services import items
from explorer.messages.pages import YEARLY
from explorer.panels import yearly
from explorer.panels.yearly import Report
from explorer.sources import yearly as source
from explorer.sources.database import snapshot

FRENCH = YEARLY["fr"]


@pytest.fixture
def add(session: Session, add_book: Any) -> Callable[..., None]:
    """Store a book with one copy: `add(acquired_on=date(2025, 3, 1))`."""
    barcodes = iter(range(100))

    def add(
        material: Material | None = Material.BOOK, audience: Audience | None = Audience.ADULT, **fields: Any
    ) -> None:
        book_id = add_book(dewey="843", material=material, audience=audience)
        items.create(session, book_id, ItemRecord(barcode=str(next(barcodes)), **fields), actor="test")

    return add


@pytest.fixture
def report(engine: sa.Engine, keep: Callable[[], None]) -> Callable[[int], Report]:
    """Report a year: `report(2025)`."""

    def report(year: int) -> Report:
        keep()
        with snapshot(engine) as connection:
            copies = source.list_copies(connection, year)
        return Report(year, source.count_numbers(copies, year, source.list_own_names(copies)))

    return report


def link_to(*figure: Any) -> str:
    """Write a figure's address as its parts."""
    return "/".join(map(str, figure))


def test_totals_stand_beside_those_of_the_year_before(add: Any, report: Any) -> None:
    add(acquired_on=date(2024, 5, 1))
    add(acquired_on=date(2025, 5, 1))
    add(acquired_on=date(2020, 1, 1), status=ItemStatus.WITHDRAWN, withdrawn_on=date(2025, 6, 1))
    add(acquired_on=date(2026, 1, 1))

    table = yearly.compare(report(2025), report(2024), FRENCH, link_to)
    totals = table.values.set_index(FRENCH.what)
    assert list(totals.loc[FRENCH.numbers["stock"]]) == [2, 2, 0]
    assert list(totals.loc[FRENCH.numbers["acquired"]]) == [1, 1, 0]
    assert list(totals.loc[FRENCH.numbers["withdrawn"]]) == [1, 0, 1]
    assert list(totals.loc[FRENCH.renewal])[:2] == ["50\u202f%", "50\u202f%"]
    assert table.links.iloc[0].tolist() == [None, "2025/stock", "2024/stock", None]


def test_every_figure_counts_the_copies_of_its_list(add: Any, report: Any) -> None:
    add(acquired_on=date(2025, 5, 1), location="Centre")
    add(acquired_on=date(2025, 5, 1), material=Material.DVD, audience=None)
    add(owner="BDP", deposited_on=date(2025, 2, 1), location="Centre")
    year, survey = report(2025), source.read_survey(2025)

    tables = [yearly.split(year, name, FRENCH, link_to) for name in source.DIMENSIONS]
    tables += [yearly.fill_survey(year, survey, FRENCH, link_to)]
    n_linked = 0
    for table in tables:
        for values, links in zip(table.values.to_numpy(), table.links.to_numpy(), strict=True):
            for value, address in zip(values, links, strict=True):
                if isinstance(address, str) and address.startswith("2025/"):
                    _, number, by, group = address.split("/")
                    assert len(yearly.select_copies(year.copies, number, by, group, survey)) == value
                    n_linked += 1
    assert n_linked > 50


def test_a_list_is_called_what_its_figure_is() -> None:
    survey = source.read_survey(2025)
    groups = {("material", "dvd"): "Type de document\u202f: DVD", ("branch", ""): "Bibliothèque\u202f: non renseigné"}
    groups |= {("class", "8"): "Classe Dewey\u202f: 800 Littérature", ("", ""): "", ("no", "such"): ""}
    groups |= {("D1", "youth"): "D1. Imprimés (livres), jeunesse", ("material", "x"): "Type de document\u202f: x"}

    for (by, value), name in groups.items():
        assert yearly.name_group(by, value, survey, FRENCH) == name


def test_the_survey_says_nc_for_what_no_record_says_and_zero_for_nothing(add: Any, report: Any) -> None:
    def fill() -> pd.DataFrame:
        return yearly.fill_survey(report(2025), source.read_survey(2025), FRENCH, link_to).values

    add(material=None, audience=None, acquired_on=date(2025, 2, 1))
    assert set(fill()[FRENCH.numbers["stock"]]) == {"NC"}

    add(acquired_on=date(2025, 2, 1))
    by_heading = fill().groupby(FRENCH.heading)[FRENCH.numbers["stock"]].agg(list)
    assert by_heading.filter(like="D1").tolist() == [[1, 1, 0]]
    assert by_heading.filter(like="D4").tolist() == [[0, "NC", "NC"]]
    assert by_heading.filter(like="D7").tolist() == [[0]]


@pytest.mark.parametrize("year", [1999, 2015, 2040])
def test_each_form_of_the_survey_fits_the_catalogue(year: int) -> None:
    form = source.read_survey(year)

    assert set(form["measures"]) <= set(source.NUMBERS)
    assert {audience for line in form["lines"].values() for audience in line["audiences"]} <= set(Audience)
    for heading in form["headings"].values():
        assert set(heading["materials"]) <= set(Material)
        assert set(heading["lines"]) <= set(form["lines"])


def test_a_french_excel_opens_the_files(add: Any, report: Any) -> None:
    add(acquired_on=date(2025, 2, 1), location="=1+1")
    tables = {"Lieux": yearly.split(report(2025), "branch", FRENCH, link_to).values}

    csv = yearly.write_french_csv(tables, "Camélia, 2025")
    assert csv.startswith("\ufeffCamélia, 2025\r\n\r\nLieux\r\nBibliothèque;Fonds au 31 décembre;".encode())
    assert b"\r\n'=1+1;1;0;1;0;1;" in csv
    workbook = yearly.write_workbook(tables, "Camélia & Cie, 2025")
    assert pd.read_excel(BytesIO(workbook), sheet_name="Lieux", engine="openpyxl").iloc[0, 0] == "=1+1"
