"""`/authors/<id>`: an author's name, dates and books."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, get_live_index
from catalogue.services import authors, discovery, items
from catalogue.services.discovery import BookQuery
from catalogue.web.blueprint import bp
from catalogue.web.merged import redirect_to_merged
from catalogue.web.pager import PER_PAGE, is_past_end, parse_page_number


@bp.get("/authors/<id:author_id>")
def show_author(author_id: int) -> ResponseReturnValue:
    """Show an author and a page of the books in any role; 404 when there is no such author or page."""
    session = begin_read()
    try:
        author = authors.get(session, author_id)
    except NotFound:
        return redirect_to_merged(session, RecordKind.AUTHOR, author_id, "web.show_author")
    query = BookQuery(author_id=author_id, sort="title")
    page = discovery.list_books(session, get_live_index(), query, parse_page_number(request.args.get("page")), PER_PAGE)
    holdings = items.read_holdings(session, [book.id for book in page.hits])
    return render_template("author.html", author=author, page=page, items=holdings), 404 if is_past_end(page) else 200
