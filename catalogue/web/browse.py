"""`/browse/<index>`: authors, subjects and titles from A to Z."""

from string import ascii_uppercase

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from catalogue.domain.text import heading_key
from catalogue.extensions import begin_read
from catalogue.services import browse
from catalogue.services.browse import BrowseEntry, BrowseIndex
from catalogue.web.blueprint import bp
from catalogue.web.search_form import clean_text

PER_PAGE = 60

HEADINGS: dict[BrowseIndex, LazyString] = {
    BrowseIndex.AUTHORS: lazy_gettext("Authors from A to Z"),
    BrowseIndex.TITLES: lazy_gettext("Titles from A to Z"),
    BrowseIndex.SUBJECTS: lazy_gettext("Subjects from A to Z"),
}


@bp.get("/browse/<index>")
def show_index(index: str) -> ResponseReturnValue:
    """Show headings with their numbers of books, from the beginning in `from` on; 404 for an unknown index."""
    if index not in list(BrowseIndex):
        abort(404)
    start = clean_text(request.args.get("from", ""))
    page = browse.list_entries(begin_read(), BrowseIndex(index), heading_key(start) if start else "", PER_PAGE)
    return render_template(
        "browse.html",
        index=BrowseIndex(index),
        headings=HEADINGS,
        page=page,
        start=start,
        letters=ascii_uppercase,
        build_entry_address=lambda entry: _build_entry_address(BrowseIndex(index), entry),
    )


def _build_entry_address(index: BrowseIndex, entry: BrowseEntry) -> str:
    match index:
        case BrowseIndex.AUTHORS:
            return url_for("web.show_author", author_id=entry.id)
        case BrowseIndex.SUBJECTS:
            return url_for("web.show_subject", subject_id=entry.id)
        case BrowseIndex.TITLES if entry.n_books == 1:
            return url_for("web.show_book", book_id=entry.id)
        case _:
            return url_for("web.show_results", title=entry.name)
