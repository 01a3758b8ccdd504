"""Finding books: the search box, lists, completions, and what is like a book."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.views import BookView, IndexedBook, Page
from catalogue.errors import IndexDamaged
from catalogue.search import similar, suggest, threads
from catalogue.search.execute import SearchResult, execute, execute_whole
from catalogue.search.explain import WordPlaces, explain
from catalogue.search.facets import TopHeadings
from catalogue.search.facets.columns import COLUMNS, PARTS
from catalogue.search.index import Snapshot
from catalogue.search.integrity import raise_damage
from catalogue.search.ranking import SORTS as SEARCH_SORTS
from catalogue.search.request import LITERALLY, SearchRequest
from catalogue.services.facets import FacetValue, list_top_headings, name_facets, name_values
from catalogue.services.indexing import Current, LiveIndex
from catalogue.store import book_numbers, holdings
from catalogue.store.book_views import read_books

T = TypeVar("T")

IDS_AT_ONCE = 5000
"""Numbers of books that one search gives when all are wanted."""

assert {name.removeprefix("-") for name in book_numbers.SORTS} == set(SEARCH_SORTS)


@dataclass(frozen=True, slots=True)
class BookQuery:
    """Which books a list holds and in which order: those that a search would find."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "title"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of books, what the index found, the facets with names, and how far the index follows the catalogue."""

    page: Page[BookView]
    result: SearchResult
    facets: Mapping[Facet, Sequence[FacetValue]]
    current: Current


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Completions of what is being typed: books by title, headings with how many books they have, `lag` as of pages."""

    titles: list[BookView]
    authors: list[tuple[str, int]]
    subjects: list[tuple[str, int]]
    series: list[tuple[str, int]]
    lag: int


def search(session: Session, live: LiveIndex, request: SearchRequest, page: int, per_page: int) -> SearchPage:
    """Return one page of the books that a request finds, and all that the search has to say.

    :raises IndexUnwritable: when there is no index to search and none can be made.
    """

    def ask(snapshot: Snapshot) -> tuple[SearchResult, dict[Facet, list[FacetValue]]]:
        result = execute(snapshot, request, page, per_page, _get_top_headings(session, snapshot))
        return result, name_facets(session, result.facets, request.n_values)

    key = request, page, per_page
    current, (result, values) = _ask(live, lambda snapshot: snapshot.remember(key, partial(ask, snapshot)))
    books = read_books(session, [hit.book_id for hit in result.hits])
    return SearchPage(Page(books, result.total, page, per_page, current.lag), result, values, current)


def _get_top_headings(session: Session, snapshot: Snapshot) -> TopHeadings:
    """Return the headings with most books; none for a catalogue in which no search finds many."""
    if snapshot.n_documents <= threads.MANY:
        return {}
    return snapshot.remember("top headings", partial(list_top_headings, session))


def list_books(session: Session, live: LiveIndex, query: BookQuery, page: int, per_page: int) -> Page[BookView]:
    """Return one page of the books that meet every condition of the query; no spelling is corrected here."""
    if query.text or query.filters != Filters():
        request = SearchRequest(query.text, query.filters, LITERALLY, query.sort)
        return search(session, live, request, page, per_page).page
    hits = book_numbers.read_page(session, query.sort, page, per_page)
    return Page(read_books(session, hits.hits), hits.total, page, per_page)


def list_ids(session: Session, live: LiveIndex, query: BookQuery) -> "array[int]":
    """Return the numbers of all books that `list_books` finds, in its order, out of one moment; 8 bytes each."""
    if query.text or query.filters != Filters():
        request = SearchRequest(query.text, query.filters, LITERALLY, query.sort)
        return find_ids(live, request)
    return book_numbers.list_sorted(session, query.sort, IDS_AT_ONCE)


def find_ids(live: LiveIndex, request: SearchRequest) -> "array[int]":
    """Return the numbers of all books on the pages of a search, in its order, out of one moment of the index."""
    return _ask(live, lambda snapshot: execute_whole(snapshot, request, IDS_AT_ONCE))[1]


def complete(session: Session, live: LiveIndex, text: str, n: int) -> Suggestions:
    """Return at most `n` completions of each kind for what has been typed so far."""
    current, completions = _ask(live, lambda snapshot: suggest.complete(snapshot, text, n))
    values = name_values(session, completions.headings, suggest.N_CANDIDATES)
    authors, subjects, series = (
        [(value.value, value.count) for value in values.get(facet, ()) if suggest.matches(value.value, text)][:n]
        for facet in (Facet.AUTHOR, Facet.SUBJECT, Facet.SERIES)
    )
    return Suggestions(read_books(session, completions.titles), authors, subjects, series, current.lag)


def find_similar(session: Session, live: LiveIndex, book: BookView, n: int) -> list[BookView]:
    """Return at most `n` books like `book`, the most alike first."""
    _, ids = _ask(live, lambda snapshot: similar.find_similar(snapshot, book, n))
    return read_books(session, ids)


def list_parts(shown: SearchPage, person: int) -> list[Facet]:
    """Return the parts that somebody has in books: an author's, a contributor's, both or none."""
    return [part for part in PARTS if shown.current.snapshot.searcher.doc_freq(COLUMNS[part], person)]


def explain_results(session: Session, shown: SearchPage) -> list[list[WordPlaces]]:
    """Return, for each book of a result, where the words of the question stand in it."""
    items = holdings.read_holdings(session, [book.id for book in shown.page.hits])
    return [explain(shown.result.query, IndexedBook(book, items[book.id])) for book in shown.page.hits]


def _ask(live: LiveIndex, ask: Callable[[Snapshot], T]) -> tuple[Current, T]:
    """Ask the index; once more when it turns out to be damaged, after it was mended."""
    try:
        return _ask_once(live, ask)
    except (IndexDamaged, OSError, ValueError):
        live.mend()
    return _ask_once(live, ask)


def _ask_once(live: LiveIndex, ask: Callable[[Snapshot], T]) -> tuple[Current, T]:
    with raise_damage():
        current = live.current()
        return current, ask(current.snapshot)
