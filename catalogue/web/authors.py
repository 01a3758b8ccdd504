"""An author's page: the name, the dates, the books."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from catalogue.extensions import db, live_index
from catalogue.services import authors, discovery, items
from catalogue.services.discovery import BookQuery
from catalogue.web.blueprint import bp
from catalogue.web.paging import PER_PAGE, is_beyond, page_number


@bp.get("/authors/<id:author_id>")
def author(author_id: int) -> ResponseReturnValue:
    """An author and a page of the books with any part of theirs; 404 when there is no such author or page."""
    session = db.session()
    found = authors.get(session, author_id)
    query = BookQuery(author_id=author_id, sort="title")
    page = discovery.list_books(session, live_index(), query, page_number(request.args.get("page")), PER_PAGE)
    holdings = items.read_holdings(session, [book.id for book in page.hits])
    return render_template("author.html", author=found, page=page, items=holdings), 404 if is_beyond(page) else 200
