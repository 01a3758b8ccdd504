"""A question answered from one snapshot of the index: which books, in which order, counted by which facets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.query.parser import Keep, TextQuery
from catalogue.search import cores, facets
from catalogue.search.asked import Asked, Search
from catalogue.search.columns import COLUMNS, Counts
from catalogue.search.corrections import Correction, correction
from catalogue.search.facets import FacetValue, Headings, Known
from catalogue.search.index import Snapshot
from catalogue.search.layout import TRAITS
from catalogue.search.paging import Hit
from catalogue.search.queries import narrowed


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `query` is the question that the books answer, which is the correction when that is shown.

    `facets` is None where all books found are on the page, from which they are sooner counted (`facets.of_books`).
    `unknown` are the words that are in no book; `n_unfiltered` is how many books there would be without any filter,
    told when the filters leave none.
    """

    query: TextQuery
    total: int
    hits: Sequence[Hit]
    facets: Mapping[Facet, Sequence[FacetValue]] | None
    correction: Correction | None = None
    unknown: tuple[str, ...] = ()
    n_unfiltered: int = 0


def answer(snapshot: Snapshot, search: Search, page: int, per_page: int, headings: Headings) -> Answer:
    """Return one page of what a search finds; asked again, it is remembered as long as the snapshot lives."""
    key = (search, page, per_page)
    known: Answer | None = snapshot.answers.get(key)
    if known is None:
        known = _answer(Asked(snapshot, search, headings, search.query), page, per_page)
        snapshot.answers.put(key, known)
    return known


def _answer(asked: Asked, page: int, per_page: int) -> Answer:
    shown = asked
    page_found = shown.begin_page(page, per_page)
    begun = _begin_facets(shown, shown.n_about) if shown.n_about > cores.MANY else None
    corrected = None if Keep.SPELLING in asked.search.keep else correction(asked)
    if corrected is not None and corrected.is_shown:
        shown, begun = asked.put(corrected.text), None
        page_found = shown.begin_page(page, per_page)
    is_all_on_page = page == 1 and shown.total <= per_page and not shown.conditions
    counted = None if is_all_on_page else _facets(shown, begun or _begin_facets(shown, shown.total))
    return Answer(
        query=shown.query,
        total=shown.total,
        hits=page_found(),
        facets=counted,
        correction=corrected,
        unknown=asked.unknown if not asked.total else (),
        n_unfiltered=shown.queries.count(shown.found) if not shown.total and shown.conditions else 0,
    )


def _begin_facets(shown: Asked, n_found: int) -> Callable[[], dict[Facet, Counts]]:
    """Return what waits for the counts of the facets that stand in columns of their own.

    :param n_found: about how many books are found.
    """
    wanted = [facet for facet in shown.search.wanted if facet in COLUMNS]
    known = Known(n_found, shown.is_plain)
    limit, headings = shown.search.n_values, shown.headings
    return facets.begin(shown.snapshot, shown.found, shown.conditions, wanted, limit, headings, known)


def _facets(shown: Asked, begun: Callable[[], dict[Facet, Counts]]) -> dict[Facet, list[FacetValue]]:
    """Return the counts of each facet wanted; values that are chosen are told whatever their count."""
    of_traits = {facet: shown.traits.count(facet) for facet in TRAITS if facet in shown.search.wanted}
    if Facet.AVAILABLE in of_traits and shown.search.filters.get("location"):
        of_traits[Facet.AVAILABLE] = _at_branches(shown)
    named = facets.named(begun() | of_traits, shown.search.n_values, shown.headings)
    return {facet: list(_with_chosen(shown, facet, values)) for facet, values in named.items()}


def _at_branches(shown: Asked) -> Counts:
    """Return how many books are on the shelf at the branches wanted, and how many of theirs are on no shelf."""
    filters = {value: shown.search.filters.replace(available=value) for value in (True, False)}
    conditions = {value: shown.queries.conditions(some) for value, some in filters.items()}
    counts = {value: shown.queries.count(narrowed(shown.found, some)) for value, some in conditions.items()}
    return {value: n for value, n in counts.items() if n}


def _with_chosen(shown: Asked, facet: Facet, values: Sequence[FacetValue]) -> Sequence[FacetValue]:
    chosen = shown.search.filters.get(facet)
    if not chosen:
        return values
    told = [replace(value, is_chosen=value.value in chosen) for value in values]
    others = narrowed(shown.found, shown.conditions, but_for=facet)
    for value in chosen:
        if all(one.value != value for one in told):
            single = shown.queries.conditions(Filters(**{facet: value}))
            n_books = shown.queries.count(narrowed(others, single))
            told.append(FacetValue(value, n_books, is_chosen=True))
    return told
