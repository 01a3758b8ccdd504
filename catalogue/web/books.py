"""A book's page: what it is, where it stands, what is near it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.errors import IndexUnavailable
from catalogue.extensions import db, live_index
from catalogue.services import books, discovery, items, shelves
from catalogue.web.blueprint import bp

N_SIMILAR = 6


@bp.get("/books/<id:book_id>")
def book(book_id: int) -> ResponseReturnValue:
    """A book with its items; 404 when there is none."""
    session = db.session()
    found = books.get(session, book_id)
    by_same_author = shelves.by_same_author(session, found, N_SIMILAR)
    shown = {book.id for book in by_same_author}
    try:
        similar = discovery.like(session, live_index(), found, 2 * N_SIMILAR)
    except IndexUnavailable:
        similar = []  # A book can be found on its shelf without knowing what is like it.
    return render_template(
        "book.html",
        book=found,
        items=items.read_holdings(session, [found.id])[found.id],
        by_same_author=by_same_author,
        similar=[book for book in similar if book.id not in shown][:N_SIMILAR],
    )
