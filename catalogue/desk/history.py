"""`/desk/books/<id>/history` and `/desk/deleted`: what changed in a record, and the way back."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.desk.audit import ACTIONS, KINDS
from catalogue.desk.blueprint import bp
from catalogue.domain.changes import ChangeView
from catalogue.domain.views import Page
from catalogue.errors import CatalogueError, NotFound
from catalogue.extensions import begin_read, begin_write, db
from catalogue.models import RecordKind
from catalogue.services import book_merge, history
from catalogue.web.pager import parse_page_number

PER_PAGE = 20


@bp.get("/books/<id:record_id>/history", defaults={"kind": "book"})
@bp.get("/authors/<id:record_id>/history", defaults={"kind": "author"})
@bp.get("/subjects/<id:record_id>/history", defaults={"kind": "subject"})
@bp.get("/series/<id:record_id>/history", defaults={"kind": "series"})
def show_history(kind: str, record_id: int) -> ResponseReturnValue:
    """Show what changed in a record, newest first; of a deleted book, too."""
    number = parse_page_number(request.args.get("page"))
    changes = history.list_changes(begin_read(), RecordKind(kind), record_id, number, PER_PAGE)
    is_deleted = bool(changes.hits) and number == 1 and changes.hits[0].action == "delete"
    merged = book_merge.find_merged_books(db.session(), record_id) if kind == "book" else []
    return _render("desk/history.html", changes, merged=merged, kind=kind, record_id=record_id, is_deleted=is_deleted)


@bp.post("/books/<id:record_id>/restore", defaults={"kind": "book"})
@bp.post("/authors/<id:record_id>/restore", defaults={"kind": "author"})
@bp.post("/subjects/<id:record_id>/restore", defaults={"kind": "subject"})
@bp.post("/series/<id:record_id>/restore", defaults={"kind": "series"})
def restore(kind: str, record_id: int) -> ResponseReturnValue:
    """Bring a record back to the revision that the form names, or a deleted book back."""
    session = begin_write()
    revision = request.form.get("revision", "")
    try:
        if revision.isascii() and revision.isdigit() and len(revision) < 10:
            history.restore_version(session, RecordKind(kind), record_id, int(revision), actor=g.actor)
            flash(_("The version %(revision)s is restored.", revision=revision))
        elif kind != "book":
            abort(400)
        else:
            taken = history.restore_deleted(session, record_id, actor=g.actor)
            flash(_("The book is back, with its number, its subjects and its copies."))
            if taken:
                text = _("Other copies have these barcodes by now: %(barcodes)s.", barcodes=", ".join(taken))
                flash(text, "warning")
    except NotFound:
        raise
    except CatalogueError as error:
        session.rollback()
        flash(_("This version cannot be restored: %(reason)s", reason=str(error)), "warning")
        return redirect(url_for(".show_history", kind=kind, record_id=record_id), 303)
    session.commit()
    return redirect(url_for(".show_history", kind=kind, record_id=record_id), 303)


@bp.get("/deleted")
def list_deleted() -> ResponseReturnValue:
    """List the books that were deleted and are not back."""
    deleted = history.list_deleted(begin_read(), parse_page_number(request.args.get("page")), PER_PAGE)
    return render_template("desk/deleted.html", page=deleted)


def _render(template: str, changes: Page[ChangeView], **context: object) -> ResponseReturnValue:
    return render_template(template, page=changes, kinds=KINDS, actions=ACTIONS, **context)
