"""The report: one file with everything in it, which asks for nothing from elsewhere."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask

from catalogue.common.palette import LIGHT
from explorer.links import Site
from explorer.messages.pages import COLLECTION
from explorer.panels import report
from explorer.panels.collection import RECIPES
from explorer.panels.panel import Viewer
from explorer.sources.database import snapshot

FRENCH = COLLECTION["fr"]


@pytest.fixture
def make_report(engine: Any, keep: Any) -> Any:
    def make_report(locale: str = "fr", library: str = "Bibliothèque") -> str:
        keep()
        reader = Viewer(COLLECTION[locale], Site("http://127.0.0.1:5000"), LIGHT)
        with snapshot(engine) as connection:
            return report.page(connection, reader, library, date(2026, 11, 25)).decode()

    return make_report


def test_it_holds_every_panel_with_figure_sentence_and_table(make_report: Any, add_book: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",), published="1885", dewey="843", language="fr")

    page = make_report()

    assert re.findall(r"<h2>(.*?)</h2>", page) == [FRENCH.panels[recipe.name] for recipe in RECIPES]
    assert page.count("<svg") == page.count("<table") == page.count("<figcaption>") == len(RECIPES)
    assert "25 novembre 2026" in page


def test_it_loads_nothing(make_report: Any, add_book: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",))

    assert not re.search(r"<(script|link|img|iframe)\b|\bsrc=|@import|url\((?!#)", make_report("en"))


def test_names_in_it_stay_text(make_report: Any, add_book: Any) -> None:
    add_book("x", authors=("<script>alert(1)</script>",), publisher="</svg><script>")

    page = make_report(library="<b>Camélia</b>")

    assert "<script" not in page
    assert "<b>" not in page


def test_it_is_well_formed(make_report: Any, add_book: Any) -> None:
    add_book("Germinal", authors=("Émile Zola",), published="1885")
    opened = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: Any, attributes: Any) -> None:
            if tag not in {"meta", "path", "use", "rect"}:
                opened.append(tag)

        def handle_endtag(self, tag: Any) -> None:
            if tag not in {"meta", "path", "use", "rect"}:
                assert opened.pop() == tag

    Tags().feed(make_report())

    assert opened == []


def test_an_empty_catalogue_makes_a_report_too(make_report: Any, app: Flask) -> None:
    assert FRENCH.nothing in make_report()
