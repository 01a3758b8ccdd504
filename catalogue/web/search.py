"""`/search`: the results page, the list of all values of a facet, and the help page."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import FILTERS, Facet
from catalogue.errors import TooManyRequests
from catalogue.extensions import begin_read, db, get_live_index
from catalogue.rate_limit import count_failed_search, count_search
from catalogue.search.execute import SearchResult
from catalogue.search.highlight import Highlighter
from catalogue.services import discovery, failed_searches, items
from catalogue.services.discovery import SearchPage
from catalogue.web.blueprint import bp
from catalogue.web.chips import Chip, format_value, list_chips
from catalogue.web.explanations import explain_hits
from catalogue.web.facet_groups import arrange, build_facet_groups
from catalogue.web.language import get_page_language
from catalogue.web.page_labels import ALL_VALUES_HEADINGS, REVERSE_SORTS, SORTS
from catalogue.web.pager import PER_PAGE, is_past_end
from catalogue.web.search_form import SearchForm, clean_text, list_sorts, read_search_form


@bp.get("/search")
def show_results() -> ResponseReturnValue:
    """Show a page of hits, or with `facet` all its values; past the last page, 404 with a link back."""
    form = read_search_form(request.args)
    return answer_search(begin_read(), form, "search.html")


def answer_search(session: Session, form: SearchForm, template: str, **more: Any) -> ResponseReturnValue:
    """Return a page of the hits of a form, or of all values of its facet, to a reader who has not searched too often.

    :param more: what `template` shows beside the hits.
    """
    count_search()
    per_page = 1 if form.facet else PER_PAGE
    search_page = discovery.search(session, get_live_index(), form.build_request(), form.page, per_page)
    search_page = _speak_language(search_page)
    shown_form = _apply_correction(form, search_page)
    if form.facet:
        return _render_values(shown_form, search_page, form.facet)
    holdings = items.read_holdings(session, [book.id for book in search_page.page.hits])
    if not (search_page.page.total or form.has_filters or form.heading):
        _keep_failed_search(form.q)
    return render_template(
        template,
        form=form,
        shown_form=shown_form,
        page=search_page.page,
        result=search_page.result,
        marker=Highlighter(search_page.result.query),
        current=search_page.current,
        widenings=list(_list_widenings(form, search_page.result)),
        chips=list(list_chips(shown_form)),
        parts=[gettext(FILTERS[part].label) for part in _list_parts(form, search_page)],
        groups=build_facet_groups(shown_form, search_page.facets, search_page.page.total),
        items=holdings,
        reasons={} if form.heading and not form.q else explain_hits(search_page, holdings),
        sorts={name: SORTS[name] for name in list_sorts(form.q)},
        reverse_sorts=REVERSE_SORTS,
        **more,
    ), 404 if is_past_end(search_page.page) else 200


def _list_parts(form: SearchForm, search_page: SearchPage) -> list[Facet]:
    """Return the parts in books of the person on whose page a form stands."""
    if form.heading is None or form.heading.facet is not Facet.AUTHOR:
        return []
    return discovery.list_parts(search_page, form.heading.id) or [Facet.AUTHOR]


def _render_values(form: SearchForm, search_page: SearchPage, facet: Facet) -> str:
    typed, by_name = clean_text(request.args.get("among", "")), request.args.get("order") == "name"
    groups = build_facet_groups(form, search_page.facets, search_page.page.total)
    return render_template(
        "values.html",
        form=form,
        page=search_page.page,
        groups=[arrange(group, typed, by_name=by_name) for group in groups],
        is_cut=any(group.is_cut for group in groups),
        all_heading=ALL_VALUES_HEADINGS[facet],
        among=typed,
        by_name=by_name,
    )


def _keep_failed_search(text: str) -> None:
    """Keep what was searched for in vain for the librarians' worklist, unless one address has brought a lot of it."""
    with suppress(TooManyRequests):
        count_failed_search()
        failed_searches.record(db.engine, text)


@bp.get("/search/help")
def show_search_help() -> ResponseReturnValue:
    """Show how to search."""
    return render_template("help.html")


def _speak_language(search_page: SearchPage) -> SearchPage:
    """Return the page with the places that a correction names, such as `sujet:`, in the language of the reader."""
    correction = search_page.result.correction
    if correction is None or get_page_language() == "fr":
        return search_page
    text = correction.text
    for french, english in (
        ("sujet:", "subject:"),
        ("type:", "kind:"),
        ("public:", "audience:"),
        ("cote:", "callnumber:"),
    ):
        text = text.replace(french, english)
    correction = replace(correction, text=text)
    return replace(search_page, result=replace(search_page.result, correction=correction))


def _apply_correction(form: SearchForm, search_page: SearchPage) -> SearchForm:
    """Return the form whose hits are shown: with the corrected query if the correction was applied."""
    correction = search_page.result.correction
    return replace(form, q=correction.text) if correction and correction.is_shown else form


def _list_widenings(form: SearchForm, result: SearchResult) -> Iterator[Chip]:
    """Yield the filters without which books are found, each with the address and the number of these books."""
    for name, count in result.n_without.items():
        names = [one for one in form.filters if one == name or (name == "year" and one.startswith("year_"))]
        label = ", ".join(format_value(one, value) for one in names for value in form.filters[one])
        yield Chip(
            label,
            form.build_address(filters=form.filters.replace(**dict.fromkeys(names, ()))),
            is_chosen=True,
            count=count,
        )
