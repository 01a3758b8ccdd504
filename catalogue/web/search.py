"""Results: what was asked, how it was understood, the books that answer; and the help beside the box."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalogue.extensions import db, live_index
from catalogue.rate_limit import count_search
from catalogue.search.highlight import Highlighter
from catalogue.services import discovery, items
from catalogue.services.discovery import SearchPage
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
    answer = discovery.search(session, live_index(), question.as_search(), question.page, per_page)
    shown = _shown(question, answer)
    if question.facet:
        heading = ALL_VALUES[question.facet]
        found = _groups(shown, answer)
        return render_template("values.html", question=shown, page=answer.page, groups=found, all_heading=heading)
    holdings = items.read_holdings(session, [book.id for book in answer.page.hits])
    return render_template(
        "search.html",
        question=question,
        shown=shown,
        page=answer.page,
        result=answer.result,
        marker=Highlighter(answer.result.query),
        current=answer.current,
        n_continued=_n_continued(session, question, answer),
        chips=list(chips(shown)),
        groups=_groups(shown, answer),
        items=holdings,
        reasons=reasons(answer, holdings),
        sorts={name: SORTS[name] for name in sorts_for(question.q)},
        turned=TURNED,
    ), 404 if is_beyond(answer.page) else 200


@bp.get("/search/help")
def search_help() -> ResponseReturnValue:
    """How to ask: one screen."""
    return render_template("help.html")


def _shown(question: Question, answer: SearchPage) -> Question:
    """Return the question that the books answer: the correction, where that is shown."""
    correction = answer.result.correction
    return replace(question, q=correction.text) if correction and correction.is_shown else question


def _n_continued(session: Session, question: Question, answer: SearchPage) -> int:
    """Return how many books there are if an unknown last word is only the beginning of one."""
    if question.is_unfinished or not answer.result.unknown_words:
        return 0
    asked = replace(question.as_search(), is_unfinished=True, facets=())
    return discovery.search(session, live_index(), asked, 1, 1).page.total


def _groups(shown: Question, answer: SearchPage) -> list[Group]:
    return groups(shown, answer.facets)
