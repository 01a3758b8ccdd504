"""What the tests of the services share: books, and searches for them."""

import pytest

from catalogue.domain.query.filters import Filters
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from tests.factories import stored_book


@pytest.fixture
def stock(writing):
    """Store books, committed as the edge does: `stock(("Nana", {"authors": ("Émile Zola",)}), …)`; return numbers."""

    def store(*records):
        with writing() as session:
            return [stored_book(session, title, **rest) for title, rest in records]

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
