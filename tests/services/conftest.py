"""What the tests of the services share: transactions like those of the edge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Filters
from catalogue.domain.record import BookRecord
from catalogue.extensions import db
from catalogue.search.request import SearchRequest
from catalogue.services import books, changes, discovery


@pytest.fixture
def writing(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session opened for writing and committed after the block, as the edge does: `with writing() as session: …`."""

    @contextmanager
    def write() -> Iterator[Session]:
        with app.app_context():
            session = db.session()
            changes.open_write(session)
            yield session
            session.commit()

    return write


@pytest.fixture
def reading(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session for reading, of its own: `with reading() as session: …`."""

    @contextmanager
    def read() -> Iterator[Session]:
        with app.app_context():
            yield db.session()

    return read


@pytest.fixture
def stock(writing):
    """Store books, committed as the edge does: `stock(("Nana", {"authors": ("Émile Zola",)}), …)`; return numbers."""

    def store(*records):
        with writing() as session:
            return [books.create(session, BookRecord(title=title, **rest), actor="test") for title, rest in records]

    return store


@pytest.fixture
def ask(reading, live):
    """Return the result of a search: `ask("zola", language=("fr",))`."""

    def search(text="", *, keep=(), sort="relevance", typing=False, facets=(), page=1, per_page=20, **filters):
        asked = SearchRequest(text, Filters(**filters), frozenset(keep), sort, typing, facets=tuple(facets))
        with reading() as session:
            return discovery.search(session, live, asked, page, per_page)

    return search


@pytest.fixture
def titles(ask):
    """Return the titles that a search finds, in order."""
    return lambda *words, **filters: [book.title for book in ask(*words, **filters).page.hits]
