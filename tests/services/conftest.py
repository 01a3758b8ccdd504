"""What the tests of the services share: books, and searches for them."""

from typing import Any

import pytest

from catalogue.domain.query.filters import Filters
from catalogue.search.request import SearchRequest
from catalogue.services import discovery
from catalogue.services.indexing import LiveIndex
from tests.factories import stored_book


@pytest.fixture
def stock(writing: Any) -> Any:
    """Store books, committed as the edge does: `stock(("Nana", {"authors": ("Émile Zola",)}), …)`; return numbers."""

    def store(*records: Any) -> Any:
        with writing() as session:
            return [stored_book(session, title, **rest) for title, rest in records]

    return store


@pytest.fixture
def ask(reading: Any, live: LiveIndex) -> Any:
    """Return the result of a search: `ask("zola", language=("fr",))`."""

    def search(
        text: Any = "",
        *,
        keep: Any = (),
        sort: Any = "relevance",
        typing: Any = False,
        facets: Any = (),
        page: Any = 1,
        per_page: Any = 20,
        **filters: Any,
    ) -> Any:
        asked = SearchRequest(text, Filters(**filters), frozenset(keep), sort, typing, facets=tuple(facets))
        with reading() as session:
            return discovery.search(session, live, asked, page, per_page)

    return search


@pytest.fixture
def titles(ask: Any) -> Any:
    """Return the titles that a search finds, in order."""
    return lambda *words, **filters: [book.title for book in ask(*words, **filters).page.hits]
