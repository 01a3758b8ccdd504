"""The page on which a data set is seen, run as Streamlit runs it."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from explorer.messages.pages import FIGURES, PLOT

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def visits(folder: Any) -> None:
    frame = pd.DataFrame({"day": ["2025-01-02", "2025-01-03"] * 20, "sky": list("ab") * 20, "visits": range(0, 120, 3)})
    frame.assign(late=[n * n % 7 for n in range(40)]).to_csv(folder / "visits.csv", index=False)


@pytest.fixture
def see_files(show_files: Any, folder: Any) -> Any:
    return lambda **address: show_files("see", **address)


def sentences(page: Any) -> list[str]:
    return [caption.value for caption in page.caption]


def count_figures(page: Any) -> int:
    return sum("<img" in element.proto.body for element in page.get("html"))


def test_five_figures_each_with_its_sentence_its_table_and_three_files(see_files: Any, visits: Any) -> None:
    page = see_files()

    assert [header.value for header in page.header] == [
        FIGURES["en"].counts,
        FIGURES["en"].correlations,
        FIGURES["en"].spread,
        FIGURES["en"].boxes,
        FIGURES["en"].course,
    ]
    assert len(page.dataframe) == count_figures(page) == 5
    assert len(page.get("download_button")) == 15
    assert not page.warning
    assert any(sentence.startswith("Rows by sky. Of 2 shown each has 20.") for sentence in sentences(page))


def test_a_second_column_groups_the_bars_and_they_may_be_stacked(see_files: Any, visits: Any) -> None:
    page = see_files()

    page.selectbox(key="choice count-by").set_value("late").run()
    page.selectbox(key="choice count-as").set_value("stacked").run()

    assert any("Rows by sky, by late." in sentence for sentence in sentences(page))
    assert (page.query_params["count-by"], page.query_params["count-as"]) == ("late", "stacked")


def test_the_top_is_cut_where_the_reader_says(see_files: Any, visits: Any) -> None:
    page = see_files(count="visits")

    page.number_input(key="choice count-top").set_value(5).run()

    assert any("35 others stand together." in sentence for sentence in sentences(page))


def test_a_figure_that_makes_no_sense_is_a_sentence_and_the_others_are_drawn(see_files: Any, folder: Any) -> None:
    (folder / "x.csv").write_text("word,n\na,1\nb,2\n")
    page = see_files()

    assert [warning.value for warning in page.warning] == [
        PLOT["en"].need_two.format(kind="correlations", example="none")
    ]
    assert [info.value for info in page.info] == [FIGURES["en"].no_dates]
    assert count_figures(page) == 3


def test_a_data_set_of_texts_says_what_is_not_there(see_files: Any, folder: Any) -> None:
    (folder / "x.csv").write_text("word\na\nb\n")
    page = see_files()

    assert [info.value for info in page.info] == [FIGURES["en"].no_numbers] * 3 + [FIGURES["en"].no_dates]


def test_the_catalogue_is_seen_under_its_readable_names(show: Any, database_url: str, add_book: Any, keep: Any) -> None:
    for year in ("1999", "2001", "2001"):
        add_book(published=year, language="fr")
    keep()

    page = show(database_url, "see", lang="en")

    assert any(sentence.startswith("Rows by published.") for sentence in sentences(page))
    assert any(sentence.startswith("How publication year is spread.") for sentence in sentences(page))


def test_years_serve_as_a_time_line(see_files: Any, folder: Any) -> None:
    (folder / "x.csv").write_text("year,n\n1999,1\n2001,2\n2001,5\n")
    page = see_files()

    assert any("Rows along year. 1999 – 2001: greatest 2 (2001), least 0 (2000)." in text for text in sentences(page))
