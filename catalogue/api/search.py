"""`/api/search` and `/api/suggest`."""

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.responses import add_lag_header, respond_with_document
from catalogue.common.languages import name_language
from catalogue.domain.query.filters import Facet
from catalogue.extensions import begin_read, get_live_index
from catalogue.rate_limit import count_search
from catalogue.schemas.queries import NO_FACETS, SearchQuery, SuggestQuery
from catalogue.schemas.search import SearchSchema, SuggestionsSchema, dump_hit, dump_query
from catalogue.search.corrections import Correction
from catalogue.search.highlight import Highlighter
from catalogue.search.request import MAX_VALUES, N_VALUES, SearchRequest
from catalogue.services import discovery
from catalogue.services.discovery import SearchPage
from catalogue.services.facets import FacetValue

TOO_OFTEN = "Too many searches from this address"
bp = ApiBlueprint("search", "Finding books", prefix="/api")


@bp.route("/search", methods=["GET"])
@bp.arguments(SearchQuery, location="query")
@bp.document_response(200, SearchSchema, "One page of the books found, with counts, corrections and reasons")
@bp.document_problems(s400="A parameter is unknown or wrong", s429=TOO_OFTEN)
def search(query: dict[str, Any]) -> Response:
    """Search: words of title, author, subject in any order, narrowed down by filters."""
    count_search()
    request = SearchRequest(
        text=query.get("q", ""),
        filters=query["filters"],
        keep=frozenset(query.get("keep", ())),
        sort=query["sort"],
        facets=_read_facets(query),
        n_values=MAX_VALUES if "facet" in query else N_VALUES,
    )
    session = begin_read()
    search_page = discovery.search(session, get_live_index(), request, query["page"], query["per_page"])
    return respond_with_document(_dump_search_page(session, search_page, explains=query["explain"]))


@bp.route("/suggest", methods=["GET"])
@bp.arguments(SuggestQuery, location="query")
@bp.document_response(200, SuggestionsSchema, "Completions, grouped")
@bp.document_problems(s400="A parameter is unknown or wrong", s429=TOO_OFTEN)
def suggest(query: dict[str, Any]) -> Response:
    """Complete what is being typed: titles, authors, subjects."""
    count_search()
    completions = discovery.complete(begin_read(), get_live_index(), query["q"], query["limit"])
    titles = [
        {"id": book.id, "title": book.title, "authors": [credit.name for credit in book.authors]}
        for book in completions.titles
    ]
    headings = {
        kind: [{"name": name, "books": n_books} for name, n_books in counts]
        for kind, counts in (
            ("authors", completions.authors),
            ("subjects", completions.subjects),
            ("series", completions.series),
        )
    }
    response = respond_with_document({"titles": titles, **headings})
    add_lag_header(response, completions.lag)
    return response


def _read_facets(query: dict[str, Any]) -> tuple[Facet, ...]:
    """Return the facets to count: one with all its values, else those that were chosen, else all."""
    if "facet" in query:
        return (query["facet"],)
    return tuple(Facet(name) for name in query.get("facets", Facet) if name != NO_FACETS)


def _dump_search_page(session: Session, search_page: SearchPage, *, explains: bool) -> dict[str, Any]:
    result, current = search_page.result, search_page.current
    highlighter = Highlighter(result.query)
    results = [dump_hit(book, highlighter.split) for book in search_page.page.hits]
    if explains:
        rules = {hit.book_id: hit.rule for hit in result.hits}
        for document, words in zip(results, discovery.explain_results(session, search_page), strict=True):
            document["why"] = {
                "rule": rules[document["id"]],
                "words": [{"word": w.word, "places": list(w.places), "by_stem": w.by_stem} for w in words],
            }
    correction = result.correction
    building = current.building
    return {
        "total": result.total,
        "results": results,
        "facets": {
            facet.value: [_dump_value(facet, value) for value in values] for facet, values in search_page.facets.items()
        },
        "suggestion": correction and _dump_correction(correction),
        "understood": dump_query(result.query, result.unknown_words),
        "index": {"behind": current.lag, "building": building and {"done": building[0], "total": building[1]}},
    }


def _dump_correction(correction: Correction) -> dict[str, Any]:
    return {
        "text": correction.text,
        "total": correction.total,
        "shown": correction.is_shown,
        "missing_volume": correction.missing_volume and correction.missing_volume.number,
        "left_out": list(correction.left_out),
    }


def _dump_value(facet: Facet, value: FacetValue) -> dict[str, Any]:
    document = {"value": value.value, "count": value.count, "chosen": value.is_chosen}
    if facet is Facet.LANGUAGE:
        document["names"] = {locale: name_language(str(value.value), locale) for locale in ("fr", "en")}
    return document
