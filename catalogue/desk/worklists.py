"""`/desk/worklists`: records that want looking at, each list with its count, its records, and the next of them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from catalogue.desk.blueprint import bp
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.changes import RecordKind
from catalogue.domain.worklists import Worklist
from catalogue.extensions import begin_read, begin_write
from catalogue.models import NoteKind
from catalogue.services import failed_searches, heading_merge, reader_notes, worklists
from catalogue.web.pager import is_past_end, parse_page_number

PER_PAGE = 50
MAX_PAGE = 200

LABELS = {
    Worklist.NO_ISBN: lazy_gettext("Without an ISBN"),
    Worklist.WRONG_ISBN: lazy_gettext("An ISBN whose check digit is wrong"),
    Worklist.NO_YEAR: lazy_gettext("Without a year"),
    Worklist.NO_LANGUAGE: lazy_gettext("Without a language"),
    Worklist.NO_SUBJECT: lazy_gettext("Without a subject"),
    Worklist.NO_CLASS: lazy_gettext("Without a Dewey class"),
    Worklist.NO_COPY: lazy_gettext("Without a copy"),
    Worklist.COPY_TO_CHECK: lazy_gettext("With copies to be checked"),
    Worklist.ADVANCE: lazy_gettext("Advance records, taken over before the book was out"),
    Worklist.SAME_TITLE: lazy_gettext("The same title and author as another book"),
    Worklist.SET_ASIDE: lazy_gettext("With values that an import set aside"),
}

ALIKE = (RecordKind.AUTHOR, RecordKind.SUBJECT, RecordKind.SERIES)
"""The kinds of headings whose forms may be one name (`catalogue.desk.headings`)."""

add_entry(BarEntry(20, "desk.list_worklists", lazy_gettext("Worklists")))


@bp.get("/worklists")
def list_worklists() -> ResponseReturnValue:
    """List the worklists with their counts."""
    session = begin_read()
    return render_template(
        "desk/worklists.html",
        labels=LABELS,
        counts={worklist: worklists.count(session, worklist) for worklist in Worklist},
        most=worklists.MOST_COUNTED,
        n_reports=reader_notes.count_open(session, NoteKind.REPORT),
        n_wishes=reader_notes.count_open(session, NoteKind.WISH),
        n_searches=len(failed_searches.list_frequent(session)),
        n_alike={kind.value: len(heading_merge.list_alike(session, kind)) for kind in ALIKE},
    )


@bp.get("/worklists/<worklist>")
def show_worklist(worklist: str) -> ResponseReturnValue:
    """Show a page of the books on a worklist."""
    chosen = find_worklist(worklist)
    number = min(parse_page_number(request.args.get("page")), MAX_PAGE)
    page = worklists.list_books(begin_read(), chosen, number, PER_PAGE)
    context = {"worklist": chosen, "heading": LABELS[chosen], "page": page, "build_edit_address": build_edit_address}
    return render_template("desk/worklist.html", **context), 404 if is_past_end(page) else 200


@bp.get("/worklists/<worklist>/next")
def open_next(worklist: str) -> ResponseReturnValue:
    """Go on to the next book of a worklist after the one with the id `after`; at the end, to the list."""
    chosen = find_worklist(worklist)
    after = request.args.get("after", "0")
    is_number = after.isascii() and after.isdigit() and len(after) < 19
    book_id = worklists.find_next(begin_read(), chosen, int(after) if is_number else 0)
    if book_id is None:
        flash(_("That was the last one of this list."))
        return redirect(url_for(".show_worklist", worklist=chosen), 303)
    return redirect(build_edit_address(book_id, chosen), 303)


@bp.get("/searches")
def list_failed_searches() -> ResponseReturnValue:
    """List what readers have searched for in vain on several days."""
    return render_template("desk/failed_searches.html", questions=failed_searches.list_frequent(begin_read()))


@bp.post("/searches")
def settle_failed_search() -> ResponseReturnValue:
    """Take words off the list, and note them as a wish if that was the button."""
    session = begin_write()
    words = request.form.get("words", "")[:100]
    if request.form.get("wish") and words:
        reader_notes.add(session, NoteKind.WISH, words)
    failed_searches.forget(session, words)
    failed_searches.forget_old(session)
    session.commit()
    flash(_("Done: it is off the list."))
    return redirect(url_for(".list_failed_searches"), 303)


def find_worklist(name: str) -> Worklist:
    """Return the worklist of an address, or abort with 404."""
    if name not in set(Worklist):
        abort(404)
    return Worklist(name)


def build_edit_address(book_id: int, worklist: Worklist) -> str:
    """Return where a book of a worklist is corrected; its form goes on to `open_next` after saving."""
    return url_for("desk.edit_book", book_id=book_id, worklist=worklist.value)
