"""What stands around every screen: the language and its switch, and words when the catalogue is away."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from explorer.messages.pages import COLLECTION, FRAME

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def test_a_catalogue_that_is_away_is_a_sentence_and_not_a_trace(show: Any, tmp_path: Path) -> None:
    page = show(f"sqlite:///{tmp_path / 'nowhere.db'}")

    assert [warning.value for warning in page.warning] == [FRAME["fr"].unavailable]


def test_the_address_chooses_the_language(show: Any, database_url: str, app: Flask) -> None:
    assert show(database_url, lang="en").title[0].value == COLLECTION["en"].title


def test_the_switch_of_language_goes_into_the_address(show: Any, database_url: str, app: Flask) -> None:
    page = show(database_url)

    page.sidebar.radio[0].set_value("en").run()

    assert page.query_params["lang"] == "en"
    assert page.title[0].value == COLLECTION["en"].title


def test_the_catalogue_is_named_and_one_step_away(show: Any, database_url: str, app: Flask) -> None:
    (link,) = show(database_url).sidebar.get("link_button")

    assert link.proto.label == "Retour au catalogue"
    assert link.proto.url == "http://127.0.0.1:5000/"


def test_a_catalogue_elsewhere_is_linked_to_where_it_is(
    show: Any, database_url: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGUE_URL", "https://library.example/")

    (link,) = show(database_url).sidebar.get("link_button")

    assert link.proto.url == "https://library.example/"
