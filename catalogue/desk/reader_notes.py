"""`/books/<id>/report` and `/wishes/new` for every reader; `/desk/reports` and `/desk/wishes`, where staff see them."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from catalogue.desk.blueprint import bp, door
from catalogue.desk.forms import MISSING
from catalogue.errors import NotFound, TooManyRequests
from catalogue.extensions import begin_read, begin_write, db
from catalogue.models import NoteKind, RecordKind
from catalogue.rate_limit import count_note
from catalogue.services import books, reader_notes, redirects

LISTS = {NoteKind.REPORT: "desk.list_reports", NoteKind.WISH: "desk.list_wishes"}


class NoteForm(FlaskForm):
    """One text, and nothing about who wrote it."""

    class Meta:
        csrf = False  # It needs no account; a token would need a cookie, and readers get none.

    text = TextAreaField(
        lazy_gettext("Your message"),
        [
            InputRequired(MISSING),
            Length(max=reader_notes.LONGEST_TEXT, message=lazy_gettext("At most 2,000 characters.")),
        ],
        render_kw={"rows": 5, "maxlength": reader_notes.LONGEST_TEXT},
    )

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse what is only spaces. :raises ValidationError: as WTForms wants it."""
        if not (field.data or "").strip():
            raise ValidationError(MISSING)


@door.route("/books/<id:book_id>/report", methods=["GET", "POST"])
def report_error(book_id: int) -> ResponseReturnValue:
    """Take a reader's report of an error in the record of a book, or of the one that it was merged into."""
    session = begin_write() if request.method == "POST" else begin_read()
    try:
        book = books.get(session, book_id)
    except NotFound:
        if (target := redirects.find_merged_into(session, RecordKind.BOOK, book_id)) is None:
            raise
        if request.method == "GET":
            return redirect(url_for(".report_error", book_id=target), 301)
        book = books.get(session, target)
    return take_note(NoteKind.REPORT, NoteForm(), book.id, book=book)


@door.route("/wishes/new", methods=["GET", "POST"])
def propose_purchase() -> ResponseReturnValue:
    """Take a reader's wish for a book that the library does not have."""
    begin_write() if request.method == "POST" else begin_read()
    form = NoteForm(data={"text": request.args.get("title", "")[: reader_notes.LONGEST_TEXT]})
    return take_note(NoteKind.WISH, form, book=None)


def take_note(kind: NoteKind, form: NoteForm, book_id: int | None = None, **context: object) -> ResponseReturnValue:
    """Keep what was sent and thank for it, or show the form."""
    status, is_done = 200, False
    if form.is_submitted():
        if not form.validate():
            status = 400
        elif reader_notes.is_full(db.session()):
            status, form.text.errors = 503, [_("So much is waiting to be read that nothing more is taken today.")]
        else:
            try:
                count_note()
            except TooManyRequests:
                status, form.text.errors = 429, [_("That was a lot at once. Try again in an hour.")]
            else:
                reader_notes.add(db.session(), kind, form.text.data.strip(), book_id)
                db.session.commit()
                is_done = True
    return render_template("desk/reader_note.html", kind=kind.value, form=form, is_done=is_done, **context), status


@bp.get("/reports")
def list_reports() -> ResponseReturnValue:
    """List the errors that readers have reported."""
    return show_notes(NoteKind.REPORT)


@bp.get("/wishes")
def list_wishes() -> ResponseReturnValue:
    """List the books that readers would like the library to buy."""
    return show_notes(NoteKind.WISH)


def show_notes(kind: NoteKind) -> ResponseReturnValue:
    """Return the page of the notes of one kind that wait."""
    session = begin_read()
    notes = reader_notes.list_open(session, kind)
    reported = {note.book_id for note in notes if note.book_id is not None}
    merged = redirects.find_all_merged_into(session, RecordKind.BOOK, reported)
    found = {book.id: book for book in books.list_by_number(session, {merged.get(one, one) for one in reported})}
    about = {one: found.get(merged.get(one, one)) for one in reported}
    return render_template("desk/reader_notes.html", kind=kind.value, notes=notes, about=about)


@bp.post("/notes/<id:note_id>/handle")
def handle_note(note_id: int) -> ResponseReturnValue:
    """Take a note off the list."""
    session = begin_write()
    note = reader_notes.handle(session, note_id, actor=g.actor)
    kind = note.kind
    session.commit()
    flash(_("Done: it is off the list."))
    return redirect(url_for(LISTS[kind]), 303)
