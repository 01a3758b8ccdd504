"""A book's page: what it is, where it stands, what is near it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import db
from catalogue.services import books, discovery, holdings
from catalogue.web.blueprint import bp

N_SIMILAR = 6


@bp.get("/books/<id:book_id>")
def book(book_id: int) -> ResponseReturnValue:
    """A book with its items; 404 when there is none."""
    session = db.session()
    found = books.get(session, book_id)
    by_same_author = discovery.by_same_author(session, found, N_SIMILAR)
    shown = {book.id for book in by_same_author}
    on_same_subject = discovery.on_same_subject(session, found, 2 * N_SIMILAR)
    return render_template(
        "book.html",
        book=found,
        items=holdings.of_books(session, [found.id])[found.id],
        by_same_author=by_same_author,
        on_same_subject=[book for book in on_same_subject if book.id not in shown][:N_SIMILAR],
    )
