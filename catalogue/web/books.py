"""`/books/<id>`: a book, its items and similar books."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.domain.changes import RecordKind
from catalogue.errors import IndexUnavailable, NotFound
from catalogue.extensions import begin_read, get_live_index
from catalogue.services import books, collection, discovery, history, items, redirects, volumes
from catalogue.web.blueprint import bp

N_SIMILAR = 6


@bp.get("/books/<id:book_id>")
def show_book(book_id: int) -> ResponseReturnValue:
    """Show a book with its items; 404 when there never was one, 410 when it was deleted, 301 when merged."""
    session = begin_read()
    try:
        book = books.get(session, book_id)
    except NotFound:
        if (target := redirects.find_merged_into(session, RecordKind.BOOK, book_id)) is not None:
            return redirect(url_for("web.show_book", book_id=target), 301)
        deleted_at = history.find_deletion(session, book_id)
        if deleted_at is None:
            raise
        return render_template("gone.html", day=deleted_at.date().isoformat()), 410
    by_same_author = collection.list_by_same_author(session, book, N_SIMILAR)
    ids_by_same_author = {other.id for other in by_same_author}
    try:
        similar = discovery.find_similar(session, get_live_index(), book, 2 * N_SIMILAR)
    except IndexUnavailable:
        similar = []  # The page is useful without similar books.
    return render_template(
        "book.html",
        book=book,
        series_places=volumes.list_series_places(session, book),
        items=items.read_holdings(session, [book.id])[book.id],
        by_same_author=by_same_author,
        similar=[other for other in similar if other.id not in ids_by_same_author][:N_SIMILAR],
    )
