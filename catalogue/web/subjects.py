"""A subject's page: the heading and its books."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from catalogue.extensions import db, live_index
from catalogue.services import discovery, items, subjects
from catalogue.services.discovery import BookQuery
from catalogue.web.blueprint import bp
from catalogue.web.paging import PER_PAGE, is_beyond, page_number


@bp.get("/subjects/<id:subject_id>")
def subject(subject_id: int) -> ResponseReturnValue:
    """A subject and a page of its books; 404 when there is no such subject or page."""
    session = db.session()
    found = subjects.get(session, subject_id)
    query = BookQuery(subject_id=subject_id, sort="title")
    page = discovery.list_books(session, live_index(), query, page_number(request.args.get("page")), PER_PAGE)
    holdings = items.read_holdings(session, [book.id for book in page.hits])
    return render_template("subject.html", subject=found, page=page, items=holdings), 404 if is_beyond(page) else 200
