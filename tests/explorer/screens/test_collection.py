"""The collection's screen, run as Streamlit runs it."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from explorer.messages.pages import COLLECTION
from explorer.panels.collection import RECIPES
from tests.factories import stored_book

ENGLISH = COLLECTION["en"]
FRENCH = COLLECTION["fr"]

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's and pandas's own are not ours to mend


def html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def numbers(page: AppTest) -> list[str]:
    return re.findall(r"<strong>(.*?)</strong>", html(page))


def test_the_screen_shows_numbers_and_every_panel(show: Any, database_url: str, add_book: Any, keep: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",), published="1885", language="fr")
    keep()

    page = show(database_url)

    assert page.title[0].value == FRENCH.title
    assert numbers(page) == ["1", "0", "0", "1", "0", "1", "1885"]
    assert [heading.value for heading in page.header] == [FRENCH.panels[recipe.name] for recipe in RECIPES]
    assert html(page).count("<img") == html(page).count("<table") == len(RECIPES)


def test_numbers_and_bars_lead_to_the_catalogue_as_it_is_set_up(
    show: Any, database_url: str, add_book: Any, keep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGUE_URL", "http://library.example:8080")
    add_book("Germinal", authors=("Émile Zola",))
    keep()

    shown = html(show(database_url))

    assert 'href="http://library.example:8080/search?author=%C3%89mile+Zola"' in shown


def test_figures_are_never_older_than_the_newest_write(
    show: Any, database_url: str, session: Session, add_book: Any, keep: Any
) -> None:
    add_book("First", authors=("Émile Zola",))
    keep()
    page = show(database_url, lang="en")
    assert numbers(page)[0] == "1"

    stored_book(session, "Second", authors=("Albert Camus",))
    keep()
    page.run()

    assert numbers(page)[0] == "2"
    assert "Albert Camus" in html(page)


def test_an_empty_catalogue_has_words(show: Any, database_url: str, app: Flask) -> None:
    page = show(database_url)

    assert page.info[0].value == FRENCH.empty
    assert not page.header


def test_the_screen_speaks_english(show: Any, database_url: str, add_book: Any, keep: Any) -> None:
    add_book("Germinal", published="1885")
    keep()

    page = show(database_url, lang="en")

    assert [heading.value for heading in page.header] == [ENGLISH.panels[recipe.name] for recipe in RECIPES]
