"""The collection's screen, run as Streamlit runs it."""

import pytest

from explorer.words import collection

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def test_the_page_shows_counts_a_figure_and_the_books(show, database_url, add_book, keep):
    add_book("Germinal", authors=("Émile Zola",), published="1885")
    keep()

    page = show(database_url)

    assert page.title[0].value == collection.FRENCH.title
    assert page.sidebar.caption[0].value == "Fait pour le catalogue Bibliothèque de Camélia"
    assert [metric.value for metric in page.metric] == ["1", "0", "0", "1", "0"]
    assert page.dataframe[0].value.loc[0, ["Titre", "Auteur", "Année"]].tolist() == ["Germinal", "Émile Zola", 1885]


def test_an_empty_catalogue_has_words(show, database_url, app):
    page = show(database_url)

    assert page.info[0].value == collection.FRENCH.empty
    assert not page.dataframe
