"""`/desk/books`: cataloguing a book, correcting one, deleting one."""

from dataclasses import fields, replace
from typing import Any

import orjson
from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy.orm import Session
from wtforms import FormField, HiddenField

from catalogue.common.languages import name_language
from catalogue.desk import races
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import OTHER_FAULT, BookForm, fill_form, rearrange
from catalogue.desk.copy_form import NewCopiesForm, describe_barcode_in_use, describe_number_in_use
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.look_up import ask_sources, describe_origin
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.changes import RecordKind
from catalogue.domain.items import ItemRecord
from catalogue.domain.labels import can_count_up, list_numbers
from catalogue.domain.lookup_sources import ORIGIN
from catalogue.domain.record import BookRecord
from catalogue.domain.views import BookView
from catalogue.errors import DuplicateBarcode, DuplicateInventoryNumber, InvalidRecord, NotFound, OnLoan, StaleRevision
from catalogue.extensions import begin_read, begin_write
from catalogue.services import books, history, inventory_numbers, items, redirects
from catalogue.services.duplicates import ProbableDuplicate, find_probable_duplicates
from catalogue.web.language import get_page_language

add_entry(BarEntry(10, "desk.add_book", lazy_gettext("Catalogue a book")))

SHARED = (
    "publisher",
    "language",
    "series",
    "copies-location",
    "copies-acquired_on",
    "copies-owner",
    "copies-give_numbers",
)
"""What a delivery shares: “Save, next” carries these fields on."""
OFFERED_LANGUAGES = ["fr", "en", "de", "es", "it", "pt", "nl", "ar", "zh", "ja", "ru", "la", "br", "oc", "mul"]
ARRANGING = frozenset({"up", "rows", "look_up"})
"""Buttons that change the form and save nothing."""


class EditForm(BookForm):
    """A book and copies to add to it; `revision` is the one that the form was opened at."""

    copies = FormField(NewCopiesForm)
    revision = HiddenField()
    found_at = HiddenField()
    """Whose record filled the form (`describe_origin`), as JSON."""


@bp.route("/books/new", methods=["GET", "POST"])
@shows_form_again
def add_book() -> ResponseReturnValue:
    """Catalogue a book, with its first copies."""
    form = EditForm(formdata=_read_form_data())
    if "look_up" in request.form:
        form = _fill_from_sources(form)
    elif _is_saving() and form.validate_on_submit() and (record := _make_record(form)) is not None:
        session = begin_write()
        duplicates = [] if "allow_duplicate" in request.form else find_probable_duplicates(session, record)
        if duplicates:
            return _show_form(session, form, duplicates=duplicates)
        book_id = books.create(session, record, actor=g.actor, allow_duplicate=True)
        if _add_copies(session, book_id, form):
            session.commit()
            flash(_("“%(title)s” is catalogued.", title=record.title))
            return _continue(book_id, form)
        session.rollback()
    return _show_form(begin_read(), form)


@bp.route("/books/<id:book_id>", methods=["GET", "POST"])
@shows_form_again
def edit_book(book_id: int) -> ResponseReturnValue:
    """Correct a book, and add copies of it; when somebody else saved meanwhile, show both versions."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    try:
        book = books.get(session, book_id)
    except NotFound:
        if (target := redirects.find_merged_into(session, RecordKind.BOOK, book_id)) is None:
            return _lead_to_history(session, book_id)
        flash(_("The book was merged into this one."))
        return redirect(url_for(".edit_book", book_id=target), 303)
    stored = book.as_record()
    if not DeskForm.is_sent():
        return _show_form(session, EditForm(**fill_form(stored), revision=book.revision), book)
    form = EditForm(formdata=_read_form_data())
    if _is_saving() and form.validate_on_submit() and (record := _make_record(form, stored)) is not None:
        return _save(session, book, record, form)
    return _show_form(session, form, book)


@bp.route("/books/<id:book_id>/delete", methods=["GET", "POST"])
def delete_book(book_id: int) -> ResponseReturnValue:
    """Ask whether a book shall go, then delete it with its copies; it can be restored from its history."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    book = books.get(session, book_id)
    if not form.validate_on_submit():
        return render_form("desk/book_delete.html", form, book=book)
    try:
        books.delete(session, book_id, actor=g.actor)
    except OnLoan:
        flash(_("A copy of this book is on loan: take it back first."), "warning")
        return redirect(url_for(".edit_book", book_id=book_id), 303)
    session.commit()
    flash(_("“%(title)s” is deleted.", title=book.title))
    return redirect(url_for(".show_home"), 303)


def _lead_to_history(session: Session, book_id: int) -> ResponseReturnValue:
    """Go from the form of a book that somebody deleted to where it is restored.

    :raises NotFound: when there never was such a book.
    """
    if history.find_deletion(session, book_id) is None:
        raise NotFound("book", book_id)
    if DeskForm.is_sent():
        text = _("Somebody deleted this book meanwhile: nothing is saved. Restore it, go back to the form, save again.")
    else:
        text = _("This book was deleted. It can be restored here.")
    flash(text, "warning")
    return redirect(url_for(".show_history", kind="book", record_id=book_id), 303)


def _fill_from_sources(form: EditForm) -> EditForm:
    """Return the form with what another library has for its ISBN, in fields that are empty."""
    result = ask_sources(form.isbn.data or "")
    if result is None or result.found is None:
        return form
    values = dict(form.data)
    for name, value in fill_form(result.found.record).items():
        has_value = any(row["name"] for row in values["people"]) if name == "people" else values.get(name)
        if not has_value or (name == "subjects" and not any(values["subjects"])):
            values[name] = value
    return EditForm(formdata=None, **values | {"found_at": orjson.dumps(describe_origin(result.found)).decode()})


def _save(session: Session, book: BookView, record: BookRecord, form: EditForm) -> ResponseReturnValue:
    """Store a corrected record, unless somebody saved another since the form was opened."""
    stored = book.as_record()
    conflicts = races.find_conflicts(
        session, RecordKind.BOOK, book.id, book.revision, record.as_json(), stored.as_json()
    )
    if conflicts:
        words = {"heading": _("Somebody else saved this book meanwhile"), "cancel_url": request.path}
        return races.show_race(form, conflicts, book.revision, **words)
    picked = races.list_picked(field.name for field in fields(BookRecord))
    record = replace(record, **{name: getattr(stored, name) for name in picked})
    is_new = (record.isbn, record.title, record.authors) != _identify(stored)
    duplicates = find_probable_duplicates(session, record, but=book.id) if is_new else []
    if duplicates and "allow_duplicate" not in request.form:
        return _show_form(session, form, book, duplicates)
    try:
        if record != stored:
            books.replace(session, book.id, record, actor=g.actor, expected=[book.revision], allow_duplicate=True)
    except StaleRevision:  # Not while writers queue; kept for what the service promises.
        return _show_form(session, form, book)
    if not _add_copies(session, book.id, form):
        session.rollback()
        return _show_form(begin_read(), form, book)
    session.commit()
    flash(_("“%(title)s” is saved.", title=record.title))
    return _continue(book.id, form)


def _identify(record: BookRecord) -> tuple[str | None, str, tuple[str, ...]]:
    return record.isbn, record.title, record.authors


def _read_form_data() -> Any:
    if DeskForm.is_sent():
        return rearrange(request.form) if "up" in request.form else request.form
    return request.args


def _is_saving() -> bool:
    return DeskForm.is_sent() and not ARRANGING & request.form.keys()


def _make_record(form: EditForm, stored: BookRecord | None = None) -> BookRecord | None:
    try:
        record = form.make_record(stored)
        if form.found_at.data:
            record = replace(record, extra=record.extra | {ORIGIN: orjson.loads(form.found_at.data)})
    except (InvalidRecord, ValueError):
        return None
    return record


def _add_copies(session: Session, book_id: int, form: EditForm) -> bool:
    """Add the copies of a form; return whether all could be, after noting what is wrong beside its field."""
    copies = form.copies.form
    try:
        records: list[ItemRecord] = copies.make_records()
        if copies.give_numbers.data:
            records = inventory_numbers.number_records(session, current_app.config["INVENTORY_NUMBER_PATTERN"], records)
        items.create_all(session, book_id, records, actor=g.actor)
    except InvalidRecord:
        copies.barcode.errors = [OTHER_FAULT]
        return False
    except DuplicateBarcode as error:
        copies.barcode.errors = [describe_barcode_in_use(error)]
        return False
    except DuplicateInventoryNumber as error:
        copies.inventory_number.errors = [describe_number_in_use(error)]
        return False
    if records:
        text = ngettext("%(num)s copy is added.", "%(num)s copies are added.", len(records))
        flash(text)
    return True


def _continue(book_id: int, form: EditForm) -> ResponseReturnValue:
    """Return to the book, or go on: with the next of a worklist, or a new one with what a delivery shares."""
    if worklist := request.args.get("worklist"):
        return redirect(url_for(".open_next", worklist=worklist, after=book_id), 303)
    if "next" not in request.form and request.form.get("allow_duplicate") != "next":
        return redirect(url_for(".edit_book", book_id=book_id), 303)
    shared: dict[str, Any] = {name: request.form[name] for name in SHARED if request.form.get(name)}
    copies = form.copies.form
    for name in ("barcode", "inventory_number"):
        if (first := (copies[name].data or "").strip()) and can_count_up(first):
            shared[f"copies-{name}"] = list_numbers(first, (copies.count.data or 1) + 1)[-1]
    return redirect(url_for(".add_book", **shared), 303)


def _show_form(
    session: Session, form: EditForm, book: BookView | None = None, duplicates: list[ProbableDuplicate] | None = None
) -> ResponseReturnValue:
    form.add_spare_rows(6 if "rows" in request.form else 2)
    holdings = items.read_holdings(session, [book.id])[book.id] if book else []
    context = {"book": book, "items": holdings, "duplicates": duplicates or [], "language_names": list_language_names()}
    if duplicates:
        return render_template("desk/book.html", form=form, **context), 409
    return render_form("desk/book.html", form, **context)


def list_language_names() -> list[str]:
    """Return the languages that a field offers, in the language of the page."""
    return [name_language(code, get_page_language()) for code in OFFERED_LANGUAGES]
