"""A search executed on one snapshot of the index: ids of books in order, counts of facets, a correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from catalogue.domain.query.filters import Facet
from catalogue.domain.query.parser import Keep, TextQuery
from catalogue.search import threads
from catalogue.search.corrections import Correction, correct
from catalogue.search.execution import Execution
from catalogue.search.facets import FacetCounts, TopHeadings, count_facets
from catalogue.search.hits import Hit
from catalogue.search.index import Snapshot
from catalogue.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: `query` is what `hits` answer, which is the correction if that is shown.

    `unknown_words` are in no book; `n_unfiltered` is the number of books without filters, if the filters leave none.
    """

    query: TextQuery
    total: int
    hits: Sequence[Hit]
    facets: Mapping[Facet, FacetCounts]
    correction: Correction | None = None
    unknown_words: tuple[str, ...] = ()
    n_unfiltered: int = 0


def execute(
    snapshot: Snapshot, request: SearchRequest, page: int, per_page: int, top_headings: TopHeadings
) -> SearchResult:
    """Return one page of what a request finds, and the counts of its facets.

    :param top_headings: see `catalogue.search.facets.top_headings`; none if the catalogue is small.
    """
    typed = Execution(snapshot, request, request.parse())
    correction = None if Keep.SPELLING in request.keep else correct(typed)
    shown = typed.with_text(correction.text) if correction and correction.is_shown else typed
    page_of_hits = threads.start(partial(shown.find_page, page, per_page), shown.total)
    return SearchResult(
        query=shown.query,
        total=shown.total,
        facets=count_facets(shown.builder, shown.matching, shown.conditions, shown.total, request, top_headings),
        hits=page_of_hits(),
        correction=correction,
        unknown_words=() if typed.total else typed.unknown_words,
        n_unfiltered=shown.builder.count(shown.matching) if shown.conditions and not shown.total else 0,
    )
