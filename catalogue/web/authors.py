"""`/authors/<id>`: an author's name, dates and books, with all that a search has."""

from flask import request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.domain.query.filters import Facet
from catalogue.errors import NotFound
from catalogue.extensions import begin_read
from catalogue.services.headings import authors
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.search import answer_search
from catalogue.web.search_form import HeadingPage, read_search_form


@bp.get("/authors/<id:author_id>")
def show_author(author_id: int) -> ResponseReturnValue:
    """Show somebody and a page of the books with any part of theirs; 404 when there is no such person or page."""
    session = begin_read()
    try:
        author = authors.get(session, author_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.AUTHOR, author_id, "web.show_author")
    form = read_search_form(request.args, HeadingPage(Facet.AUTHOR, author.id, author.name))
    return answer_search(session, form, "author.html", author=author)
