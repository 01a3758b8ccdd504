"""The page on which a data set is looked at, run as Streamlit runs it."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.common.tables.faults import Fault
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Material
from catalogue.services import items
from explorer.messages.pages import DATA, ROWS
from explorer.sources import limits

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The folder of data files of this test."""
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def look_at(show: Any, database_url: str, app: Flask) -> Any:
    """Open the page: `look_at(table="author")`, on the catalogue."""
    return lambda **address: show(database_url, "look", lang="en", **address)


@pytest.fixture
def look_at_files(show_files: Any, folder: Any) -> Any:
    return lambda **address: show_files("look", **address)


@pytest.fixture
def numbers(folder: Any) -> None:
    frame = pd.DataFrame({"n": range(200), "word": ["odd", "even"] * 100, "day": "2025-01-31"})
    frame.to_csv(folder / "numbers.csv", index=False)


def metrics(page: Any) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_the_books_of_the_catalogue_are_there_under_readable_names(look_at: Any, add_book: Any, keep: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",), published="1885")
    keep()

    page = look_at()

    assert page.dataframe[0].value[["title", "first author", "publication year"]].values.tolist() == [
        ["Germinal", "Émile Zola", 1885]
    ]
    assert metrics(page)["Rows"] == "1"


def test_codes_are_shown_in_the_words_of_the_catalogue_and_filtered_by_them(
    show: Any, database_url: str, session: Session, add_book: Any, keep: Any
) -> None:
    book_id = add_book(language="fr", material=Material.DVD)
    for barcode, status in (("1", ItemStatus.LOST), ("2", ItemStatus.AVAILABLE)):
        items.create(session, book_id, ItemRecord(barcode=barcode, status=status), actor="test")
    keep()

    copies = show(database_url, "look", lang="fr", table="item")
    assert set(copies.dataframe[0].value["état"]) == {"Perdu", "En rayon"}
    left = show(database_url, "look", lang="fr", table="item", where='["status","is","lost"]')
    assert left.dataframe[0].value["état"].tolist() == ["Perdu"]
    books = show(database_url, "look", lang="en", table="book").dataframe[0].value
    assert books[["language", "material"]].to_numpy().tolist() == [["French", "DVD"]]


def test_an_empty_catalogue_says_so(look_at: Any) -> None:
    page = look_at()

    assert [info.value for info in page.info] == [DATA["en"].no_rows]
    assert not page.dataframe


def test_a_change_of_the_catalogue_is_seen_at_once(look_at: Any, session: Session, add_book: Any, keep: Any) -> None:
    add_book("First")
    keep()
    page = look_at()
    add_book("Second")
    keep()

    assert metrics(page.run())["Rows"] == "2"


def test_as_many_rows_as_the_reader_enters_of_the_columns_chosen_in_the_order_chosen(
    look_at_files: Any, numbers: Any
) -> None:
    page = look_at_files(file="numbers.csv")

    page.number_input(key="choice rows").set_value(3)
    page.multiselect(key="choice columns").set_value(["word", "n"])
    page.selectbox(key="choice sort").set_value("n")
    page.toggle(key="choice down").set_value(True)
    page.run()

    assert page.dataframe[0].value.values.tolist() == [["even", 199], ["odd", 198], ["even", 197]]
    assert page.query_params["rows"] == "3"
    assert page.query_params["columns"] == ["word", "n"]


def test_a_link_makes_the_same_choices_again(look_at_files: Any, numbers: Any) -> None:
    where = json.dumps(["n", "between", 10, 12])

    page = look_at_files(file="numbers.csv", sort="n", down="1", columns="n", where=where)

    assert page.dataframe[0].value["n"].tolist() == [12, 11, 10]


def test_a_link_to_what_is_not_there_falls_back(look_at_files: Any, numbers: Any) -> None:
    page = look_at_files(sort="nothing", rows="-5", columns="x", where="[", table="account")

    assert metrics(page)["Rows"] == "200"


def test_each_column_tells_its_kind_and_what_is_missing(look_at_files: Any, folder: Any) -> None:
    (folder / "x.csv").write_text("n,mot,jour\n1,é,2025-01-01\n,é,2025-02-01\n")

    page = look_at_files()

    described = page.dataframe[1].value.set_index("Column")
    assert described["Holds"].tolist() == ["number", "text", "date"]
    assert described["Missing"].tolist() == [1, 0, 0]
    assert [subheader.value for subheader in page.subheader] == ["Each column", "Numbers", "Texts", "Dates"]


def test_nothing_left_after_the_filter_is_a_sentence(look_at_files: Any, numbers: Any) -> None:
    page = look_at_files(where=json.dumps(["n", "between", 1000, None]))

    assert [warning.value for warning in page.warning] == [DATA["en"].none_left]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("..", "parent"), ("/etc", "absolute"), ("nowhere", "missing"), ("numbers.csv", "not a folder")],
)
def test_a_path_that_is_refused_says_why(look_at_files: Any, numbers: Any, path: Any, reason: Any) -> None:
    page = look_at_files(folder=path)

    assert [warning.value for warning in page.warning] == [DATA["en"].refused[reason].format(path=path)]


@pytest.mark.parametrize(
    ("name", "reason"), [("gone.csv", "missing"), ("../secret.csv", "parent"), ("/etc/passwd", "absolute")]
)
def test_a_link_to_a_file_that_is_not_there_says_so(
    look_at_files: Any, numbers: Any, folder: Any, name: Any, reason: Any
) -> None:
    (folder / "a.csv").write_text("a\n1\n")
    page = look_at_files(file=name)
    assert [warning.value for warning in page.warning] == [DATA["en"].refused[reason].format(path=name)]

    page.selectbox(key="choice file").set_value("numbers.csv").run()

    assert not page.warning
    assert metrics(page)["Rows"] == "200"


def test_another_folder_begins_with_its_own_first_file(look_at_files: Any, numbers: Any, folder: Any) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "x.csv").write_text("a\n1\n")
    (folder / "a.csv").write_text("a\n1\n2\n")
    page = look_at_files(folder="", file="numbers.csv")

    page.selectbox(key="choice folder").set_value("other").run()

    assert not page.warning
    assert metrics(page)["Rows"] == "1"


def test_dates_are_those_of_the_clock_of_their_zone(look_at_files: Any, folder: Any) -> None:
    days = pd.Series(pd.date_range("2025-01-01", periods=3, tz="Europe/Paris"))
    pd.DataFrame({"day": days}).to_parquet(folder / "x.parquet")

    page = look_at_files()

    assert page.dataframe[0].value["day"].dt.strftime("%d/%m %H:%M").tolist() == [f"0{n}/01 00:00" for n in (1, 2, 3)]
    assert page.dataframe[2].value["First"].tolist() == ["1 Jan 2025"]


def test_a_typed_path_inside_is_followed(look_at_files: Any, folder: Any) -> None:
    (folder / "2025" / "march").mkdir(parents=True)
    (folder / "2025" / "march" / "x.csv").write_text("a\n1\n")

    page = look_at_files(folder="2025/march/")

    assert page.dataframe[0].value["a"].tolist() == [1]


def test_a_file_that_cannot_be_read_says_why_and_another_can_be_chosen(look_at_files: Any, folder: Any) -> None:
    (folder / "broken.json").write_text('[{"a": 1},\n')
    (folder / "sound.csv").write_text("a\n1\n")
    page = look_at_files()
    assert [warning.value for warning in page.warning] == [DATA["en"].faults["bad json"].format(line=2)]

    page.selectbox(key="choice file").set_value("sound.csv").run()

    assert not page.warning
    assert page.dataframe[0].value["a"].tolist() == [1]


def test_a_folder_that_is_not_there_says_how_to_have_one(
    look_at_files: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path / "nowhere"))

    page = look_at_files()

    assert "EXPLORER_DATA_DIR" in page.warning[0].value


def test_the_page_speaks_french(show: Any, database_url: str, add_book: Any, keep: Any) -> None:
    add_book("Germinal")
    keep()

    page = show(database_url, "look")

    assert page.title[0].value == ROWS["fr"].title
    assert page.dataframe[0].value.columns[1] == "titre"


def test_the_rows_shown_are_taken_away_as_a_csv(look_at_files: Any, numbers: Any) -> None:
    page = look_at_files(file="numbers.csv")

    assert ROWS["en"].take_away in [button.label for button in page.get("download_button")]


def test_a_sheet_with_one_cell_in_its_last_corner_stops_nobody(look_at_files: Any, folder: Any, numbers: Any) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = 1
    book.save(folder / "corner.xlsx")

    page = look_at_files(file="corner.xlsx")
    assert page.warning[0].value == DATA["en"].faults[Fault.TOO_MUCH].format(memory=limits.MEGABYTES)

    page = look_at_files(file="numbers.csv")
    assert metrics(page)[ROWS["en"].rows] == "200"
