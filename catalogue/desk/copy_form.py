"""The part of a book's form that adds copies, and the form of one copy."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, Form, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from catalogue.common.labels import STATUSES
from catalogue.desk.book_form import limit
from catalogue.desk.forms import MISSING, DeskForm
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.labels import can_count_up, list_numbers
from catalogue.domain.text import squeeze
from catalogue.domain.views import ItemView
from catalogue.web.language import get_page_language

MOST_COPIES = 100
BAD_DATE = lazy_gettext("This is no day of the calendar.")


class NewCopiesForm(Form):
    """Copies to add: as many as `count`, with barcodes that follow each other."""

    barcode = StringField(lazy_gettext("Barcode of the first copy"), [limit(32)], render_kw={"autocomplete": "off"})
    count = IntegerField(
        lazy_gettext("Number of copies"),
        [Optional(), NumberRange(1, MOST_COPIES, lazy_gettext("Between 1 and 100 copies at a time."))],
        default=1,
        render_kw={"inputmode": "numeric"},
    )
    location = StringField(lazy_gettext("Branch"), [limit(100)], render_kw={"autocomplete": "on"})
    call_number = StringField(lazy_gettext("Call number"), [limit(64)], render_kw={"autocomplete": "off"})
    acquired_on = DateField(lazy_gettext("Acquired on"), [Optional()], default=None)

    def validate_barcode(self, field: StringField) -> None:
        """Refuse several copies whose barcodes cannot be counted up. :raises ValidationError: as WTForms wants it."""
        if field.data and (self.count.data or 1) > 1 and not can_count_up(field.data.strip()):
            raise ValidationError(_("This barcode has no number to count up from: add these copies one by one."))

    def make_records(self) -> list[ItemRecord]:
        """Return the copies; none without a barcode. :raises InvalidRecord: when a text cannot be kept."""
        first = squeeze(self.barcode.data or "")
        if not first:
            return []
        shared: dict[str, Any] = {
            "location": squeeze(self.location.data or "") or None,
            "call_number": squeeze(self.call_number.data or "") or None,
            "acquired_on": self.acquired_on.data,
        }
        return [ItemRecord(barcode=barcode, **shared) for barcode in list_numbers(first, self.count.data or 1)]


class CopyForm(DeskForm):
    """One copy."""

    barcode = StringField(
        lazy_gettext("Barcode"), [InputRequired(MISSING), limit(32)], render_kw={"autocomplete": "off"}
    )
    location = StringField(lazy_gettext("Branch"), [limit(100)], render_kw={"autocomplete": "on"})
    call_number = StringField(lazy_gettext("Call number"), [limit(64)], render_kw={"autocomplete": "off"})
    status = SelectField(lazy_gettext("Status"))
    revision = HiddenField()
    acquired_on = DateField(lazy_gettext("Acquired on"), [Optional()])
    other_book = StringField(lazy_gettext("Move it to another book"), [limit(200)], render_kw={"autocomplete": "off"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_page_language()
        self.status.choices = [(status.value, STATUSES[status][language]) for status in ItemStatus]

    def make_record(self) -> ItemRecord:
        """Return the copy. :raises InvalidRecord: when a text cannot be kept."""
        return ItemRecord(
            barcode=self.barcode.data,
            location=squeeze(self.location.data or "") or None,
            call_number=squeeze(self.call_number.data or "") or None,
            status=ItemStatus(self.status.data),
            acquired_on=self.acquired_on.data,
        )


def fill_copy_form(item: ItemView) -> dict[str, str | date | None]:
    """Return what the fields of a form show of a copy."""
    return {
        "barcode": item.barcode,
        "location": item.location,
        "call_number": item.call_number,
        "status": item.status.value,
        "acquired_on": item.acquired_on,
    }
