"""What was scanned at the desk: a barcode or an ISBN in the search box leads to the book, or to cataloguing it."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.desk.staff import find_staff
from catalogue.domain.identifiers import parse_isbn
from catalogue.errors import NotFound
from catalogue.extensions import begin_read
from catalogue.services import books, items
from catalogue.web.blueprint import bp as web_bp

SHORTEST_BARCODE = 4
FEWEST_DIGITS = 6
MOST_LETTERS = 4
_CODE = re.compile(r"[A-Za-z0-9./ -]+")


@web_bp.before_request
def follow_scan() -> ResponseReturnValue | None:
    """Lead staff from the search box to the book that was scanned."""
    if request.endpoint != "web.show_results" or request.method != "GET" or len(request.args) != 1:
        return None
    text = request.args.get("q", "").strip()
    if not _is_scan(text) or (staff := find_staff()) is None or not staff.may_open_desk:
        return None
    session = begin_read()
    book_id = items.find_book(session, text)
    if book_id is None:
        try:
            isbn = parse_isbn(text)
        except ValueError:
            if _is_barcode(text):
                return render_template("desk/not_found.html", isbn=None, text=text), 404
            session.rollback()
            return None
        try:
            book_id = books.get_by_isbn(session, isbn).id
        except NotFound:
            return render_template("desk/not_found.html", isbn=isbn, text=text), 404
    return redirect(url_for("web.show_book", book_id=book_id), 303)


def _is_scan(text: str) -> bool:
    """Return whether a text can be what a scanner types: one word with digits."""
    return len(text) >= SHORTEST_BARCODE and len(text.split()) == 1 and any(map(str.isdigit, text))


def _is_barcode(text: str) -> bool:
    """Return whether a text can hardly be anything but a barcode: no year and no word has so many digits."""
    n_digits, n_letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return n_digits >= FEWEST_DIGITS and n_letters <= MOST_LETTERS and bool(_CODE.fullmatch(text))
