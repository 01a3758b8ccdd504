"""`/list`: a reader's own list of books, kept by the browser and shared by its address; nothing is stored here."""

import re

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind
from catalogue.domain.items import shelf_key
from catalogue.domain.views import BookView, ItemView, Page
from catalogue.downloads import send_books
from catalogue.extensions import begin_read
from catalogue.formats.writing import WRITERS
from catalogue.services import exports, redirects
from catalogue.web.blueprint import bp
from catalogue.web.jinja_filters import list_public_copies

MOST_BOOKS = 200
"""Books of one list; the address stays shorter than any browser cuts."""


@bp.get("/list")
def show_list() -> ResponseReturnValue:
    """Show the books whose numbers the address has, in the order of the shelves; without any, the script adds them."""
    numbers = _follow_merges(session := begin_read(), read_numbers(request.args.get("books", "")))
    listed = list(exports.read_listed(session, numbers))
    listed.sort(key=lambda entry: _locate(*entry))
    return render_template(
        "list.html",
        page=Page([book for book, _ in listed], len(listed), 1, MOST_BOOKS),
        items={book.id: items for book, items in listed},
        numbers=".".join(str(book.id) for book, _ in listed),
        n_missing=len(numbers) - len(listed),
        export_formats=WRITERS,
    )


@bp.get("/list.<format_name>")
def export_list(format_name: str) -> Response:
    """Send the books whose numbers the address has in one of the formats that go out."""
    if format_name not in WRITERS:
        abort(404)
    numbers = read_numbers(request.args.get("books", ""))
    return send_books(format_name, lambda session: _follow_merges(session, numbers), "list")


def read_numbers(text: str) -> list[int]:
    """Return the numbers of books in an address, each once, at most MOST_BOOKS.

    >>> read_numbers("12.7.12.x.0")
    [12, 7]
    """
    numbers = (int(part) for part in re.findall(r"[0-9]+", text[: 20 * MOST_BOOKS]) if len(part) <= 18)
    return list(dict.fromkeys(number for number in numbers if number))[:MOST_BOOKS]


def _follow_merges(session: Session, numbers: list[int]) -> list[int]:
    """Return the numbers, each once, with those of books that were merged replaced by those of what they are now."""
    merged = redirects.find_all_merged_into(session, RecordKind.BOOK, numbers)
    return list(dict.fromkeys(merged.get(number, number) for number in numbers))


def _locate(book: BookView, items: list[ItemView]) -> tuple[bool, str, str, int]:
    """Return what orders a list as one walks: branch, then shelf; books without a copy last."""
    copies = list_public_copies(items)
    if not copies:
        return True, "", "", book.id
    return False, copies[0].location or "", shelf_key(copies[0].call_number or ""), book.id
