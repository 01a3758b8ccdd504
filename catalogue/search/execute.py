"""A search executed on one snapshot of the index: ids of books in order, counts of facets, a correction."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from catalogue.domain.query.filters import Facet
from catalogue.domain.query.parser import Keep, TextQuery
from catalogue.domain.query.rewriting import LINKS
from catalogue.search import threads
from catalogue.search.beginnings import complete_last_word
from catalogue.search.corrections import Correction, correct
from catalogue.search.execution import Execution
from catalogue.search.facets import FacetCounts, TopHeadings, count_facets
from catalogue.search.hits import Hit
from catalogue.search.index import Snapshot
from catalogue.search.query_builder import narrow
from catalogue.search.request import SearchRequest

MAX_COUNTED = 8
"""Words of a text that finds nothing up to which each is counted."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: `query` is what `hits` answer, which is the correction if that is shown.

    If the text finds nothing: `unknown_words` are in no book, `word_counts` are its words as they were typed, each with
    the number of its books. If the filters leave none, `n_unfiltered` is the number of books without them, `n_without`
    that without one of them, by its name.
    """

    query: TextQuery
    total: int
    hits: Sequence[Hit]
    facets: Mapping[Facet, FacetCounts]
    correction: Correction | None = None
    unknown_words: tuple[str, ...] = ()
    n_unfiltered: int = 0
    word_counts: tuple[tuple[str, int], ...] = ()
    n_without: Mapping[str, int] = field(default_factory=dict)


def execute(
    snapshot: Snapshot, request: SearchRequest, page: int, per_page: int, top_headings: TopHeadings
) -> SearchResult:
    """Return one page of what a request finds, and the counts of its facets.

    :param top_headings: see `catalogue.search.facets.top_headings`; none if the catalogue is small.
    """
    typed, effective, correction = _interpret(snapshot, request)
    page_of_hits = threads.start(partial(effective.find_page, page, per_page), effective.total)
    return SearchResult(
        query=effective.query,
        total=effective.total,
        facets=count_facets(
            effective.builder, effective.matching, effective.conditions, effective.total, request, top_headings
        ),
        hits=page_of_hits(),
        correction=correction,
        unknown_words=() if typed.total else typed.unknown_words,
        word_counts=() if typed.total else tuple(_count_words(typed)),
        n_without={} if effective.total else dict(_count_without(effective)),
        n_unfiltered=effective.builder.count(effective.matching) if effective.conditions and not effective.total else 0,
    )


def execute_whole(snapshot: Snapshot, request: SearchRequest, at_once: int) -> "array[int]":
    """Return the numbers of all books on the pages of a request, in its order, looked up `at_once` a search."""
    _, effective, _ = _interpret(snapshot, request)
    n_pages = -(-effective.total // at_once)
    return array("q", (hit.book_id for number in range(n_pages) for hit in effective.find_page(number + 1, at_once)))


def _interpret(snapshot: Snapshot, request: SearchRequest) -> tuple[Execution, Execution, Correction | None]:
    """Return the request as it was typed, as it is answered, and the correction that leads from one to the other."""
    typed = Execution(snapshot, request, request.parse())
    if Keep.SPELLING in request.keep:
        return typed, typed, None
    typed = complete_last_word(typed)
    correction = None if typed.query.is_unfinished else correct(typed)
    effective = typed.with_text(correction.text) if correction and correction.is_shown else typed
    return typed, effective, correction


def _count_words(typed: Execution) -> Iterator[tuple[str, int]]:
    """Yield the terms of a text of several, as they were typed, with the number of books of each; no mere links."""
    terms = [term for term in typed.query.wanted if not {word.folded for word in term.words} <= LINKS]
    if 1 < len(terms) <= MAX_COUNTED:
        for term in terms:
            is_unknown = any(word.folded in typed.unknown_words for word in term.words)
            yield typed.query.text[term.start : term.end], 0 if is_unknown else typed.count_term(term)


def _count_without(shown: Execution) -> Iterator[tuple[str, int]]:
    """Yield the filters, of several, without which books are found, with the number of these books."""
    for name in shown.conditions if len(shown.conditions) > 1 else ():
        if n_books := shown.builder.count(narrow(shown.matching, shown.conditions, name)):
            yield name, n_books
