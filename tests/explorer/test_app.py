"""The explorer's page, run as Streamlit runs it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.words import ENGLISH

APP = Path(__file__).parents[2] / "explorer" / "app.py"

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


@pytest.fixture
def show(monkeypatch):
    def show(database_url: str) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", database_url)
        monkeypatch.setenv("CATALOGUE_NAME", "Bibliothèque de Camélia")
        page = AppTest.from_file(APP, default_timeout=60).run()
        assert not page.exception
        return page

    return show


def test_the_page_shows_counts_a_figure_and_the_books(show, database_url, add_book, keep):
    add_book("Germinal", authors=("Émile Zola",), published="1885")
    keep()

    page = show(database_url)

    assert page.title[0].value == ENGLISH.title
    assert page.caption[0].value == "Made for the catalogue Bibliothèque de Camélia"
    assert [metric.value for metric in page.metric] == ["1", "0", "0", "1", "0"]
    assert page.dataframe[0].value.loc[0, ["Title", "Author", "Year"]].tolist() == ["Germinal", "Émile Zola", 1885]


def test_an_empty_catalogue_has_words(show, database_url, app):
    page = show(database_url)

    assert page.info[0].value == ENGLISH.empty
    assert not page.dataframe


def test_a_catalogue_that_is_away_is_a_sentence_and_not_a_trace(show, tmp_path):
    page = show(f"sqlite:///{tmp_path / 'nowhere.db'}")

    assert [warning.value for warning in page.warning] == [ENGLISH.unavailable]
