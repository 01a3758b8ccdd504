"""`/series/<id>`: a series and its volumes, with all that a search has."""

from flask import request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.domain.query.filters import Facet
from catalogue.errors import NotFound
from catalogue.extensions import begin_read
from catalogue.services.headings import series
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.search import answer_search
from catalogue.web.search_form import HeadingPage, read_search_form


@bp.get("/series/<id:series_id>")
def show_series(series_id: int) -> ResponseReturnValue:
    """Show a series and a page of its books; 404 when there is no such series or page."""
    session = begin_read()
    try:
        one = series.get(session, series_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.SERIES, series_id, "web.show_series")
    form = read_search_form(request.args, HeadingPage(Facet.SERIES, one.id, one.name))
    return answer_search(session, form, "series.html", series=one)
