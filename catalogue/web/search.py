"""Results: what was asked, how it was understood, the books that answer; and the help beside the box."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalogue.extensions import db, live_index
from catalogue.rate_limit import count_search
from catalogue.search.explanation import Marker
from catalogue.services import discovery, holdings
from catalogue.services.discovery import SearchResult
from catalogue.web.blueprint import bp
from catalogue.web.labels import ALL_VALUES, SORTS, TURNED
from catalogue.web.narrowing import Group, chips, groups
from catalogue.web.paging import PER_PAGE, is_beyond
from catalogue.web.questions import Question, read_question, sorts_for
from catalogue.web.reasons import reasons


@bp.get("/search")
def search() -> ResponseReturnValue:
    """A page of the books that answer; 404, with the way back, past the last one. With `facet`, all its values."""
    count_search()
    session = db.session()
    question = read_question(request.args)
    per_page = 1 if question.facet else PER_PAGE
    result = discovery.search(session, live_index(), question.as_search(), question.page, per_page)
    shown = _shown(question, result)
    if question.facet:
        heading = ALL_VALUES[question.facet]
        found = _groups(shown, result)
        return render_template("values.html", question=shown, page=result.page, groups=found, all_heading=heading)
    items = holdings.of_books(session, [book.id for book in result.page.hits])
    return render_template(
        "search.html",
        question=question,
        shown=shown,
        page=result.page,
        answer=result.answer,
        marker=Marker(result.answer.query),
        current=result.current,
        n_continued=_n_continued(session, question, result),
        chips=list(chips(shown)),
        groups=_groups(shown, result),
        items=items,
        reasons=reasons(result, items),
        sorts={name: SORTS[name] for name in sorts_for(question.q)},
        turned=TURNED,
    ), 404 if is_beyond(result.page) else 200


@bp.get("/search/help")
def search_help() -> ResponseReturnValue:
    """How to ask: one screen."""
    return render_template("help.html")


def _shown(question: Question, result: SearchResult) -> Question:
    """Return the question that the books answer: the correction, where that is shown."""
    correction = result.answer.correction
    return replace(question, q=correction.text) if correction and correction.is_shown else question


def _n_continued(session: Session, question: Question, result: SearchResult) -> int:
    """Return how many books there are if an unknown last word is only the beginning of one."""
    if question.is_unfinished or not result.answer.unknown:
        return 0
    asked = replace(question.as_search(), is_unfinished=True, counted=())
    return discovery.search(session, live_index(), asked, 1, 1).page.total


def _groups(shown: Question, result: SearchResult) -> list[Group]:
    return groups(shown, result.facets)
