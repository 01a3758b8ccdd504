"""`/desk/items`: one copy, its place and its state; lending and taking back."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import OTHER_FAULT
from catalogue.desk.book_merge import find_other
from catalogue.desk.copy_form import CopyForm, describe_barcode_in_use, describe_number_in_use, fill_copy_form
from catalogue.desk.forms import DeskForm, render_form
from catalogue.desk.record_values import format_item_value, name_item_field
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.views import ItemView
from catalogue.errors import DuplicateBarcode, DuplicateInventoryNumber, InvalidRecord, OnLoan, StaleRevision
from catalogue.extensions import begin_read, begin_write
from catalogue.services import books, items


@bp.route("/items/<id:item_id>", methods=["GET", "POST"])
@shows_form_again
def edit_item(item_id: int) -> ResponseReturnValue:
    """Correct a copy: its barcode, place, call number, status."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    item = items.get(session, item_id)
    form = CopyForm(**fill_copy_form(item), revision=item.revision)
    book = books.get(session, item.book_id)
    target = find_other(session, form.other_book.data) if form.other_book.data else book
    if form.validate_on_submit() and target is None:
        form.other_book.errors = [_("There is no such book.")]
    elif target is not None and form.validate_on_submit():
        try:
            opened_at = int(form.revision.data) if str(form.revision.data).isdecimal() else 0
            items.replace(session, item_id, target.id, form.make_record(), actor=g.actor, expected=[opened_at])
        except InvalidRecord:
            form.barcode.errors = [OTHER_FAULT]
        except StaleRevision:  # What stands now is shown; saving again is then a choice.
            text = _(
                "Somebody else changed this copy meanwhile. It now says: %(values)s. Save again to replace it.",
                values=_describe_differences(item, form.make_record()),
            )
            form.barcode.errors = [text]
            form.revision.data = item.revision
        except DuplicateBarcode as error:
            form.barcode.errors = [describe_barcode_in_use(error)]
        except DuplicateInventoryNumber as error:
            form.inventory_number.errors = [describe_number_in_use(error)]
        else:
            session.commit()
            flash(_("The copy %(barcode)s is saved.", barcode=form.barcode.data or item.label))
            return _return_to_book(target.id)
    return render_form("desk/item.html", form, item=item, book=book)


@bp.post("/items/<id:item_id>/lend")
def lend_item(item_id: int) -> ResponseReturnValue:
    """Note that a copy is on loan; who has it is not recorded."""
    return _set_status(item_id, ItemStatus.AVAILABLE, ItemStatus.ON_LOAN, _("The copy %(barcode)s is on loan."))


@bp.post("/items/<id:item_id>/return")
def return_item(item_id: int) -> ResponseReturnValue:
    """Note that a copy is back on its shelf."""
    return _set_status(item_id, ItemStatus.ON_LOAN, ItemStatus.AVAILABLE, _("The copy %(barcode)s is back."))


@bp.route("/items/<id:item_id>/delete", methods=["GET", "POST"])
def delete_item(item_id: int) -> ResponseReturnValue:
    """Ask whether a copy shall go, then delete it."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    item = items.get(session, item_id)
    if not form.validate_on_submit():
        return render_form("desk/item_delete.html", form, item=item, book=books.get(session, item.book_id))
    try:
        items.delete(session, item_id, actor=g.actor)
    except OnLoan:
        flash(_("This copy is on loan: take it back first."), "warning")
        return redirect(url_for(".edit_item", item_id=item_id), 303)
    session.commit()
    flash(_("The copy %(barcode)s is deleted.", barcode=item.label))
    return _return_to_book(item.book_id)


def _describe_differences(item: ItemView, mine: ItemRecord) -> str:
    """Return what a copy says now, field by field, where the form says something else."""
    now = item.as_record().as_json()
    differing = [name for name, value in mine.as_json().items() if now[name] != value]
    words = [f"{name_item_field(name)}{_(': ')}{format_item_value(now[name], name)}" for name in differing]
    return " · ".join(words) or item.label


def _set_status(item_id: int, old: ItemStatus, status: ItemStatus, message: str) -> ResponseReturnValue:
    session = begin_write()
    item = items.get(session, item_id)
    if item.status is not old:
        flash(_("The copy %(barcode)s has another status by now, so nothing was done.", barcode=item.label), "warning")
        return _return_to_book(item.book_id)
    items.set_status(session, item_id, status, actor=g.actor)
    session.commit()
    flash(message % {"barcode": item.label})
    return _return_to_book(item.book_id)


def _return_to_book(book_id: int) -> ResponseReturnValue:
    return redirect(url_for(".edit_book", book_id=book_id, _anchor="copies"), 303)
