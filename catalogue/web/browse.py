"""`/browse/<index>`: authors, subjects and titles from A to Z, call numbers along the shelves."""

import re
from string import ascii_uppercase, digits

from flask import abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from catalogue.domain.items import shelf_key
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
    BrowseIndex.SERIES: lazy_gettext("Series from A to Z"),
    BrowseIndex.CALL_NUMBERS: lazy_gettext("Call numbers along the shelves"),
}


@bp.get("/browse/<index>")
def show_index(index: str) -> ResponseReturnValue:
    """Show headings with their numbers of books, from the beginning in `from` on; 404 for an unknown index."""
    if index not in list(BrowseIndex):
        abort(404)
    per_page = current_app.config.get("BROWSE_PER_PAGE", PER_PAGE)
    start = clean_text(request.args.get("from", ""))
    page = browse.list_entries(begin_read(), BrowseIndex(index), make_key(BrowseIndex(index), start), per_page)
    return render_template(
        "browse.html",
        index=BrowseIndex(index),
        headings=HEADINGS,
        page=page,
        start=start,
        letters=digits + ascii_uppercase if index == BrowseIndex.CALL_NUMBERS else ascii_uppercase,
        build_entry_address=lambda entry: _build_entry_address(BrowseIndex(index), entry),
    )


def make_key(index: BrowseIndex, start: str) -> str:
    """Return what a beginning files by; the first digits of a Dewey class stand for the first class of theirs."""
    if index is BrowseIndex.CALL_NUMBERS:
        return shelf_key(start.ljust(3, "0") if re.fullmatch(r"[0-9]{1,2}", start) else start)
    return heading_key(start) if start else ""


def _build_entry_address(index: BrowseIndex, entry: BrowseEntry) -> str:
    match index:
        case BrowseIndex.AUTHORS:
            return url_for("web.show_author", author_id=entry.id)
        case BrowseIndex.SUBJECTS:
            return url_for("web.show_subject", subject_id=entry.id)
        case BrowseIndex.SERIES:
            return url_for("web.show_series", series_id=entry.id)
        case BrowseIndex.TITLES | BrowseIndex.CALL_NUMBERS if entry.n_books == 1:
            return url_for("web.show_book", book_id=entry.id)
        case BrowseIndex.CALL_NUMBERS:
            return url_for("web.show_results", call_number=entry.name)
        case _:
            return url_for("web.show_results", title=entry.name)
