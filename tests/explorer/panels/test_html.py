"""Panels as HTML: links, tables and nothing that a name could break."""

import re
from typing import Any

import pandas as pd

from catalogue.common.palette import LIGHT
from explorer.links import Site
from explorer.messages.pages import COLLECTION
from explorer.panels import dewey, html, ranked, time
from explorer.panels.numbers import Number
from explorer.panels.panel import Viewer

FRENCH = COLLECTION["fr"]

READER = Viewer(FRENCH, Site("http://127.0.0.1:5000"), LIGHT)
HOSTILE = '<script>alert("1")</script> & "Cie"'


def panel(*names: str) -> Any:
    frame = pd.DataFrame({"name": names, "n_books": [1234] * len(names)}).astype({"name": "string", "n_books": "Int64"})
    return ranked.authors(frame, READER)


def test_a_picture_has_a_link_over_each_bar_and_its_sentence() -> None:
    shown = html.picture(panel("Zola", "Camus").drawing, "")

    assert len(re.findall(r'<a href="http://127\.0\.0\.1:5000/search\?author=\w+"', shown)) == 2
    assert 'alt="Zola vient en tête, avec 1\u202f234 livres."' in shown


def test_a_table_has_heads_numbers_and_links_in_the_first_column() -> None:
    shown = html.table(panel("Zola"), READER)

    assert '<th scope="col">Auteur</th><th scope="col" class="number">Livres</th>' in shown
    assert '<th scope="row"><a href="http://127.0.0.1:5000/search?author=Zola">Zola</a></th>' in shown
    assert '<td class="number">1\u202f234</td>' in shown


def test_classes_and_decades_span_a_table() -> None:
    rows = {"hundred": [8, 8, 2], "publication_year": [1605, 2003, 2003], "n_books": [2, 1234, 1]}
    panel = dewey.decades(pd.DataFrame(rows).astype("Int64"), READER)

    shown = html.table(panel, READER)

    assert re.findall(r'<th scope="col" class="number">(.*?)</th>', shown) == ["≤ 1889", "2000"]
    assert re.findall(r'<th scope="row">(.*?)</th>', shown) == ["2 Religions", "8 Littérature"]
    assert '<td class="number"></td>' in shown
    assert 'dewey=8&amp;decade=2000">1\u202f234</a></td>' in shown


def test_months_are_written_out() -> None:
    months = pd.DataFrame({"month": [pd.Timestamp("2026-02-01", tz="UTC")], "n_books": pd.array([3], dtype="Int64")})

    assert "février 2026" in html.table(time.months(months, READER), READER)


def test_a_hostile_name_stays_text() -> None:
    drawn = panel(HOSTILE)

    for shown in (html.table(drawn, READER), html.picture(drawn.drawing, ""), html.inline(drawn.drawing)):
        assert "<script" not in shown


def test_numbers_are_a_list_of_links() -> None:
    shown = html.numbers([Number("1\u202f234", "livres", "http://127.0.0.1:5000/search?a=1&b=2")])

    assert (
        '<a href="http://127.0.0.1:5000/search?a=1&amp;b=2"><strong>1\u202f234</strong> <span>livres</span></a>'
        in shown
    )
