"""`/subjects/<id>`: a subject heading and its books."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, get_live_index
from catalogue.services import discovery, items, subjects
from catalogue.services.discovery import BookQuery
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.pager import PER_PAGE, is_past_end, parse_page_number


@bp.get("/subjects/<id:subject_id>")
def show_subject(subject_id: int) -> ResponseReturnValue:
    """Show a subject and a page of its books; 404 when there is no such subject or page."""
    session = begin_read()
    try:
        subject = subjects.get(session, subject_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.SUBJECT, subject_id, "web.show_subject")
    query = BookQuery(subject_id=subject_id, sort="title")
    page = discovery.list_books(session, get_live_index(), query, parse_page_number(request.args.get("page")), PER_PAGE)
    holdings = items.read_holdings(session, [book.id for book in page.hits])
    status = 404 if is_past_end(page) else 200
    return render_template("subject.html", subject=subject, page=page, items=holdings), status
