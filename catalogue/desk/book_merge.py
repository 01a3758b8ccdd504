"""`/desk/books/<id>/merge`: two books that are one become one, field by field."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from catalogue.desk.blueprint import bp
from catalogue.desk.forms import DeskForm
from catalogue.domain.changes import EditConflict
from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.record import BookRecord, record_from_json
from catalogue.domain.views import BookView
from catalogue.errors import InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.services import book_merge, books, items

PICK = "pick_"
"""What the names of the choices begin with: `pick_title` is “mine”, “theirs” or, of a list, “both”."""


@bp.route("/books/<id:book_id>/merge", methods=["GET", "POST"])
def merge_book(book_id: int) -> ResponseReturnValue:
    """Show two books side by side, then make them one under the number of the first."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    kept = books.get(session, book_id)
    other = find_other(session, request.values.get("other", ""))
    if other is None or other.id == kept.id:
        flash(_("Give the number, the ISBN or a barcode of another book."), "warning")
        return redirect(url_for(".edit_book", book_id=book_id, _anchor="merge"), 303)
    choices = book_merge.list_choices(kept.as_record(), other.as_record())
    if form.validate_on_submit():
        if not is_fresh(kept, other):
            flash(_("Somebody changed one of the two meanwhile: look them over again."), "warning")
        elif (record := make_record(kept, choices, request.form)) is not None:
            book_merge.merge(session, kept, other, record, actor=g.actor)
            session.commit()
            flash(_("The two books are one. The old address leads here."))
            return redirect(url_for(".edit_book", book_id=book_id), 303)
    context: dict[str, Any] = {"kept": kept, "other": other, "choices": choices}
    picks = {one.field: request.form.get(PICK + one.field, "theirs" if not one.mine else "mine") for one in choices}
    copies = items.read_holdings(session, [other.id])[other.id]
    return render_template("desk/book_merge.html", form=form, picks=picks, n_copies=len(copies), **context)


def find_other(session: Session, text: str) -> BookView | None:
    """Return the book that somebody means: by number or address, barcode or ISBN; None when there is none."""
    text = text.strip().rstrip("/")
    book_id = items.find_book(session, text)
    try:
        if book_id is None:
            last = text.rpartition("/")[2]
            is_number = last.isascii() and last.isdigit() and len(last) < 10
            return books.get(session, int(last)) if is_number else books.get_by_isbn(session, parse_isbn(text))
        return books.get(session, book_id)
    except (NotFound, ValueError):
        return None


def is_fresh(kept: BookView, other: BookView) -> bool:
    """Return whether both books are as the form showed them."""
    return [str(kept.revision), str(other.revision)] == [request.form.get(n) for n in ("revision", "other_revision")]


def make_record(kept: BookView, choices: list[EditConflict], picked: Mapping[str, str]) -> BookRecord | None:
    """Return the record of the book that is kept, with what was picked of the other; None when it breaks a rule."""
    values = kept.as_record().as_json()
    for one in choices:
        match picked.get(PICK + one.field):
            case "theirs":
                values[one.field] = one.theirs
            case "both" if isinstance(one.mine, list) and isinstance(one.theirs, list):
                values[one.field] = [*one.mine, *(value for value in one.theirs if value not in one.mine)]
    try:
        return record_from_json(values)
    except InvalidRecord as error:
        flash(_("Together they break a rule: %(reason)s", reason=str(error)), "warning")
        return None
