"""What a number or a bar leads to is what it counts: the demonstration collection, panel by panel."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from catalogue import formats
from catalogue.cli.demonstration import BOOKS
from catalogue.common.palette import LIGHT
from catalogue.search.request import SearchRequest
from catalogue.services import discovery, ingest
from catalogue.services.indexing import LiveIndex
from catalogue.web.search_form import read_search_form
from explorer.links import Site
from explorer.messages.pages import COLLECTION
from explorer.panels.collection import RECIPES
from explorer.panels.panel import Panel, Viewer
from explorer.sources.database import snapshot

ENGLISH = COLLECTION["en"]

COUNTED_OTHERWISE = {"branches"}
"""Panels that count copies."""


@pytest.fixture
def panels(session: Session, engine: Any, keep: Any) -> list[Panel]:
    """The panels of the demonstration collection."""
    with BOOKS.open("rb") as file:
        ingest.ingest(session, formats.read(file, BOOKS.name), source="seed", actor="test")
    session.commit()
    with snapshot(engine) as connection:
        return [recipe.make(connection, Viewer(ENGLISH, Site(""), LIGHT)) for recipe in RECIPES]


@pytest.fixture
def n_found(session: Session, live: LiveIndex) -> Any:
    """How many books the search finds at an address of its page."""

    def n_found(address: str) -> int:
        parts = urlsplit(address)
        assert parts.path == "/search"
        filters = read_search_form(MultiDict(parse_qsl(parts.query))).filters
        return discovery.search(session, live, SearchRequest("", filters), 1, 1).page.total

    return n_found


def test_every_row_leads_to_as_many_books_as_it_counts(panels: Any, n_found: Any) -> None:
    columns = ENGLISH.columns
    for panel in panels:
        number = columns["n_missing" if panel.name == "completeness" else "n_books"]
        for row in panel.drawing.table.to_dict("records"):
            address = row[columns["link"]]
            if panel.name in COUNTED_OTHERWISE:
                assert 0 < n_found(address) <= row[columns["n_available"]]
            elif isinstance(address, str):
                assert n_found(address) == row[number], address
