"""What the tests of the index share: books that are stored, and hosts that search them."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.domain.changes import LogPosition
from catalogue.extensions import db
from catalogue.search import sync
from catalogue.search.index import SearchIndex
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from catalogue.services.index_check import check_index
from catalogue.services.indexing import LiveIndex
from catalogue.store import change_log
from tests.factories import stored_book


@pytest.fixture
def write(app: Flask) -> Any:
    """Store books of these titles, committed: `write("A", "B")`; return their numbers."""

    def store(*titles: Any) -> Any:
        with app.app_context():
            session = db.session()
            change_log.open_write(session)
            numbers = [stored_book(session, title) for title in titles]
            session.commit()
            return numbers

    return store


@pytest.fixture
def host(app: Flask, tmp_path: Path) -> Any:
    """Return another host of the same catalogue: `host("a")`, each with an index folder of its own."""

    def make(name: Any) -> Any:
        with app.app_context():
            return LiveIndex(SearchIndex(tmp_path / name), db.engine)

    return make


@pytest.fixture
def titles(app: Flask) -> Any:
    """Return the titles that a host finds, in order."""

    def find(live: LiveIndex, text: Any, **options: Any) -> Any:
        with app.app_context():
            found = discovery.search(db.session(), live, SearchRequest(text, **options), 1, 50)
            return [book.title for book in found.page.hits]

    return find


@pytest.fixture
def differs(app: Flask) -> Any:
    """Tell whether the index of a host differs from the tables."""

    def differs(live: LiveIndex) -> Any:
        with app.app_context():
            return check_index(live, db.session()).is_there

    return differs


@pytest.fixture
def index_books(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a snapshot of an index of these books, without a database: `index_books(indexed_book("Nana"), …)`."""

    def index(*entries: Any) -> Any:
        index = SearchIndex(tmp_path_factory.mktemp("index"))
        newest = LogPosition(1, "mark")
        batch = sync.Batch([entry.book.id for entry in entries], entries)
        with index.locked(seconds=-1):
            sync.grow(index, sync.begin(index, newest), [batch], len(entries) + 1)
        return index.snapshot()

    return index
