"""What the tests of the services share: books, and searches for them."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from catalogue.domain.import_choices import Choices
from catalogue.domain.query.filters import Filters
from catalogue.models import Book
from catalogue.search.request import SearchRequest
from catalogue.services import discovery, ingest
from catalogue.services.import_report import ImportReport
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


@pytest.fixture
def import_file(writing: Any) -> Callable[..., ImportReport]:
    """Import outcomes with choices and commit: `import_file([make_outcome(1)], copies=Copies.SKIP)`."""

    def ingest_outcomes(outcomes: Any, source: str = "file", **choices: Any) -> ImportReport:
        with writing() as session:
            return ingest.ingest(session, iter(outcomes), source=source, actor="ada", choices=Choices(**choices))

    return ingest_outcomes


@pytest.fixture
def list_books(reading: Any) -> Callable[[], list[Any]]:
    """The numbers and titles of all books."""

    def read() -> list[Any]:
        with reading() as session:
            return [tuple(row) for row in session.execute(sa.select(Book.id, Book.title).order_by(Book.id))]

    return read


@pytest.fixture
def list_reasons() -> Callable[[ImportReport], dict[int, str]]:
    """The reasons of refusals in a report, by position."""
    return lambda report: {refused.position: refused.reason for refused in report.rejected}
