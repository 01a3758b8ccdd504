"""What stands around every screen: the language and its switch, and words when the catalogue is away."""

import pytest

from explorer.words import collection, frame

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def test_a_catalogue_that_is_away_is_a_sentence_and_not_a_trace(show, tmp_path):
    page = show(f"sqlite:///{tmp_path / 'nowhere.db'}")

    assert [warning.value for warning in page.warning] == [frame.FRENCH.unavailable]


def test_the_address_chooses_the_language(show, database_url, app):
    assert show(database_url, lang="en").title[0].value == collection.ENGLISH.title


def test_the_switch_of_language_goes_into_the_address(show, database_url, app):
    page = show(database_url)

    page.sidebar.radio[0].set_value("en").run()

    assert page.query_params["lang"] == "en"
    assert page.title[0].value == collection.ENGLISH.title


def test_the_catalogue_is_named_and_one_step_away(show, database_url, app):
    (link,) = show(database_url).sidebar.get("link_button")

    assert link.proto.label == "Retour au catalogue"
    assert link.proto.url == "http://127.0.0.1:5000/"


def test_a_catalogue_elsewhere_is_linked_to_where_it_is(show, database_url, app, monkeypatch):
    monkeypatch.setenv("CATALOGUE_URL", "https://library.example/")

    (link,) = show(database_url).sidebar.get("link_button")

    assert link.proto.url == "https://library.example/"
