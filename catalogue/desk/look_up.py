"""Look-up at the desk: a form is filled from another library's record, and a book completed by it."""

from dataclasses import replace
from typing import Any

import orjson
from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.desk.blueprint import bp
from catalogue.desk.forms import DeskForm
from catalogue.domain.lookup_sources import ADVANCE, ORIGIN
from catalogue.domain.record import BookRecord, record_from_json
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read, begin_write
from catalogue.services import books
from catalogue.services.look_up import FoundRecord, LookUp, list_offers, look_up, parse_identifier

MOST_RECORD_BYTES = 200_000
PICK = "take_"


def ask_sources(text: str) -> LookUp | None:
    """Ask the sources of the settings for an ISBN or EAN, and say in a message what came of it.

    None when the text is neither.
    """
    try:
        identifier = parse_identifier(text)
    except InvalidRecord:
        flash(_("This is no ISBN and no EAN, so it cannot be looked up."), "warning")
        return None
    sources = current_app.config["LOOKUP_SOURCES"]
    if not sources:
        flash(_("No catalogue to look it up in is set (LOOKUP_SOURCES)."), "warning")
        return None
    result = look_up(sources, identifier)
    if result.found is not None:
        source, number = result.found.source, result.found.number
        flash(_("Found at %(source)s, number %(number)s. Look it over, then save.", source=source, number=number))
        return result
    if result.without:
        flash(_("%(sources)s has no record of this number.", sources=", ".join(result.without)), "warning")
    for name, _reason in result.silent:
        flash(_("%(source)s gives no answer at the moment. Try again later, or type it in.", source=name), "warning")
    return result


def describe_origin(found: FoundRecord) -> dict[str, str]:
    """Return what `extra` keeps of where a record was found."""
    return {"source": found.source, "number": found.number} | ({"kind": ADVANCE} if found.is_advance else {})


def name_source(found: FoundRecord) -> BookRecord:
    """Return a found record that says where it comes from, and nothing else that no column holds."""
    return replace(found.record, extra={ORIGIN: describe_origin(found)})


@bp.route("/books/<id:book_id>/complete", methods=["GET", "POST"])
def complete_book(book_id: int) -> ResponseReturnValue:
    """Show another library's values beside ours, ticked where ours are empty, and store those that were chosen."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    book = books.get(session, book_id)
    stored = book.as_record()
    if DeskForm.is_sent() and request.form.get("revision") != str(book.revision):
        flash(_("Somebody else changed this book meanwhile: look it over again."), "warning")
        return redirect(url_for(".complete_book", book_id=book_id), 303)
    if DeskForm.is_sent() and form.validate_on_submit():
        chosen = _read_chosen(stored)
        if chosen != stored:
            books.replace(session, book_id, chosen, actor=g.actor, allow_duplicate=True)
            session.commit()
            flash(_("“%(title)s” is completed.", title=chosen.title))
        return redirect(url_for(".edit_book", book_id=book_id), 303)
    session.rollback()  # No connection is kept while another library thinks.
    result = ask_sources(stored.isbn or "")
    found = name_source(result.found) if result and result.found else None
    offers = list_offers(stored, found) if found else []
    context = {"offers": offers, "found": orjson.dumps(found.as_json()).decode() if found else ""}
    return render_template("desk/complete.html", form=form, book=book, **context)


def _read_chosen(stored: BookRecord) -> BookRecord:
    """Return our record with the values that were ticked; a record that was tampered with changes nothing."""
    text = request.form.get("found", "")
    try:
        found = record_from_json(orjson.loads(text)) if len(text) < MOST_RECORD_BYTES else stored
        offers = list_offers(stored, found)
        chosen: dict[str, Any] = {one.field: one.theirs for one in offers if PICK + one.field in request.form}
        if chosen:
            chosen["extra"] = stored.extra | {k: v for k, v in found.extra.items() if k == ORIGIN}
        return record_from_json(stored.as_json() | chosen)
    except (ValueError, TypeError, KeyError, InvalidRecord):
        return stored
