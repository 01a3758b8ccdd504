"""`/subjects/<id>`: a subject heading and its books, with all that a search has."""

from flask import request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.domain.query.filters import Facet
from catalogue.errors import NotFound
from catalogue.extensions import begin_read
from catalogue.services.headings import subjects
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.search import answer_search
from catalogue.web.search_form import HeadingPage, read_search_form


@bp.get("/subjects/<id:subject_id>")
def show_subject(subject_id: int) -> ResponseReturnValue:
    """Show a subject and a page of its books; 404 when there is no such subject or page."""
    session = begin_read()
    try:
        subject = subjects.get(session, subject_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.SUBJECT, subject_id, "web.show_subject")
    form = read_search_form(request.args, HeadingPage(Facet.SUBJECT, subject.id, subject.name))
    return answer_search(session, form, "subject.html", subject=subject)
