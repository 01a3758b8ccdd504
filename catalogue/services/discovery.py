"""Finding books: the search box, lists, completions, and what is like a book."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.views import BookView, Page
from catalogue.errors import IndexDamaged
from catalogue.models import Author, Authorship, Book, BookSubject, Subject
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_numbers
from catalogue.models.prepared import Prepared
from catalogue.search import answers, facets, similar, suggest
from catalogue.search.answers import Answer
from catalogue.search.asked import LITERALLY, Search
from catalogue.search.commonest import LISTED, MostBooks
from catalogue.search.documents import IndexedBook
from catalogue.search.explanation import Found, explain
from catalogue.search.facets import FacetValue
from catalogue.search.index import Snapshot, faults
from catalogue.search.ranking import SORTS as SEARCH_SORTS
from catalogue.services import holdings, memory, paging
from catalogue.services.indexing import Current, LiveIndex
from catalogue.services.paging import Key
from catalogue.services.views import find_all_committed, views

T = TypeVar("T")

SORTS: dict[str, Key] = {
    "title": Key(Book.title_key),
    "-title": Key(Book.title_key, descending=True),
    "author": Key(Book.author_key),
    "-author": Key(Book.author_key, descending=True),
    "year": Key(Book.publication_year),
    "-year": Key(Book.publication_year, descending=True),
    "created": Key(Book.created_at),
    "-created": Key(Book.created_at, descending=True),
}
"""The orders a list of books can have; books without the value come last."""

HEADINGS = {Facet.AUTHOR: table_of(Author), Facet.SUBJECT: table_of(Subject)}


def _most_books(table: sa.Table) -> Prepared:
    on_most = sa.select(table.c.id, table.c.n_books).where(table.c.n_books > 0)
    return Prepared(on_most.order_by(table.c.n_books.desc(), table.c.id.desc()).limit(LISTED))


def _filed() -> Prepared:
    """Return the select of names of authors and subjects alike: one look for both."""
    names = [
        sa.select(sa.literal_column(f"'{facet}'"), table.c.id, table.c.name, table.c.key).where(
            table.c.id.in_(json_numbers(facet))
        )
        for facet, table in HEADINGS.items()
    ]
    return Prepared(sa.union_all(*names).order_by("key"))


_MOST_BOOKS = {facet: _most_books(table) for facet, table in HEADINGS.items()}
_FILED = _filed()

RELEVANCE = "relevance"
"""The order of a search: see `catalogue.search.ranking`."""

assert {name.removeprefix("-") for name in SORTS} == set(SEARCH_SORTS)


@dataclass(frozen=True, slots=True)
class BookQuery:
    """Which books a list holds and in which order: those that a search would find, of one author, on one subject."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    author_id: int | None = None
    subject_id: int | None = None
    sort: str = "title"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of books, how the index found them, what all found have, and how far the index follows the catalogue."""

    page: Page[BookView]
    answer: Answer
    facets: Mapping[Facet, Sequence[FacetValue]]
    current: Current


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Completions of what is being typed: books by title, headings with how many books they have, `lag` as of pages."""

    titles: list[BookView]
    authors: list[tuple[str, int]]
    subjects: list[tuple[str, int]]
    lag: int


def search(session: Session, live: LiveIndex, asked: Search, page: int, per_page: int) -> SearchResult:
    """Return one page of the books that answer, and all that the search has to say.

    :raises IndexUnwritable: when there is no index to search and none can be made.
    """
    headings = _Headings(session)
    current, found = _ask(live, lambda snapshot: answers.answer(snapshot, asked, page, per_page, headings))
    books = find_all_committed(_engine(session), [hit.book_id for hit in found.hits])
    counted = facets.of_books(books, asked.wanted, asked.n_values) if found.facets is None else found.facets
    return SearchResult(Page(books, found.total, page, per_page, current.lag), found, counted, current)


def list_books(session: Session, live: LiveIndex, query: BookQuery, page: int, per_page: int) -> Page[BookView]:
    """Return one page of the books that meet every condition of the query; no spelling is corrected here."""
    if query.text or query.filters != Filters():
        asked = Search(query.text, query.filters, LITERALLY, query.sort)
        return search(session, live, asked, page, per_page).page
    ids = _conditions(sa.select(Book.id), query)
    found = paging.page_of_ids(
        session,
        ids,
        (SORTS[query.sort],),
        page,
        per_page,
        counted_as=(query.author_id, query.subject_id),
        total=_known_total(session, query),
    )
    return Page(views(session, found.hits), found.total, page, per_page)


def complete(session: Session, live: LiveIndex, text: str, n: int) -> Suggestions:
    """Return at most `n` completions of each kind for what has been typed so far."""
    current, found = _ask(live, lambda snapshot: suggest.complete(snapshot, text, n, _Headings(session)))
    return Suggestions(views(session, found.titles), found.authors, found.subjects, current.lag)


def like(session: Session, live: LiveIndex, book: BookView, n: int) -> list[BookView]:
    """Return at most `n` books like `book`, the most alike first."""
    _, ids = _ask(live, lambda snapshot: similar.similar(snapshot, book, n))
    return views(session, ids)


def explanations(session: Session, result: SearchResult) -> list[list[Found]]:
    """Return, for each book of a result, where the words of the question stand in it."""
    items = holdings.of_books(session, [book.id for book in result.page.hits])
    return [explain(result.answer.query, IndexedBook(book, items[book.id], ())) for book in result.page.hits]


def _ask(live: LiveIndex, ask: Callable[[Snapshot], T]) -> tuple[Current, T]:
    """Ask the index; once more when it turns out to be damaged, after it was mended."""
    try:
        return _ask_once(live, ask)
    except (IndexDamaged, OSError, ValueError):
        live.mend()
    return _ask_once(live, ask)


def _ask_once(live: LiveIndex, ask: Callable[[Snapshot], T]) -> tuple[Current, T]:
    with faults():
        current = live.current()
        return current, ask(current.snapshot)


def _engine(session: Session) -> sa.Engine:
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    return engine


@dataclass(frozen=True, slots=True)
class _Headings:
    """The headings as they were last committed."""

    session: Session

    def with_most_books(self, facet: Facet) -> MostBooks:
        """Return those with most books."""

        def ask() -> MostBooks:
            return [(number, n_books) for number, n_books in _MOST_BOOKS[facet].all(_engine(self.session))]

        return memory.until_next_change(self.session, ("most books", facet), ask)

    def filed(self, numbers: Mapping[Facet, Iterable[int]]) -> dict[Facet, dict[int, str]]:
        """Return the names of those with these numbers that there are, by number, as headings file."""
        wanted = {facet.value: orjson.dumps(list(numbers.get(facet, ()))).decode() for facet in HEADINGS}
        named: dict[Facet, dict[int, str]] = {facet: {} for facet in numbers}
        for facet, number, name, _ in _FILED.all(_engine(self.session), **wanted):
            named[Facet(facet)][number] = name
        return named


def _known_total(session: Session, query: BookQuery) -> int | None:
    """Return how many books one heading has, which headings know; None when all books are asked for."""
    n_books: sa.Select[int]
    if query.subject_id is not None:
        n_books = sa.select(Subject.n_books).where(Subject.id == query.subject_id)
    elif query.author_id is not None:
        n_books = sa.select(Author.n_books).where(Author.id == query.author_id)
    else:
        return None
    return session.scalar(n_books) or 0


def _conditions(ids: sa.Select[int], query: BookQuery) -> sa.Select[int]:
    if query.author_id is not None:
        return ids.where(Book.id.in_(sa.select(Authorship.book_id).where(Authorship.author_id == query.author_id)))
    if query.subject_id is not None:
        return ids.where(Book.id.in_(sa.select(BookSubject.book_id).where(BookSubject.subject_id == query.subject_id)))
    return ids
