"""The part of a book's form that adds copies, and the form of one copy."""

from dataclasses import fields
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Form,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional, ValidationError

from catalogue.common.labels import STATUSES, WITHDRAWAL_DESTINATIONS, WITHDRAWAL_REASONS
from catalogue.desk.book_form import limit
from catalogue.desk.forms import DeskForm
from catalogue.domain.items import MOST_PRICE, ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.labels import can_count_up, list_numbers
from catalogue.domain.text import squeeze
from catalogue.domain.views import ItemView
from catalogue.errors import DuplicateBarcode, DuplicateInventoryNumber
from catalogue.web.language import get_page_language

MOST_COPIES = 100
_AS_THEY_ARE = ("due_on", "acquired_on", "price", "deposited_on", "return_by", "withdrawn_on")
PRICE_RANGE = NumberRange(0, MOST_PRICE, lazy_gettext("A price is a number: 12,50."))
BAD_DATE = lazy_gettext("This is no day of the calendar.")


class PriceField(DecimalField):
    """A price as people write it: 12,50 or 12.50."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([text.strip().replace(",", ".") for text in valuelist])


class NewCopiesForm(Form):
    """Copies to add: as many as `count`, with barcodes and inventory numbers that follow each other."""

    barcode = StringField(lazy_gettext("Barcode of the first copy"), [limit(32)], render_kw={"autocomplete": "off"})
    count = IntegerField(
        lazy_gettext("Number of copies"),
        [Optional(), NumberRange(1, MOST_COPIES, lazy_gettext("Between 1 and 100 copies at a time."))],
        default=1,
        render_kw={"inputmode": "numeric"},
    )
    inventory_number = StringField(
        lazy_gettext("Inventory number of the first copy"), [limit(32)], render_kw={"autocomplete": "off"}
    )
    give_numbers = BooleanField(lazy_gettext("Give the next inventory numbers"))
    location = StringField(lazy_gettext("Branch"), [limit(100)], render_kw={"autocomplete": "on"})
    call_number = StringField(lazy_gettext("Call number"), [limit(64)], render_kw={"autocomplete": "off"})
    acquired_on = DateField(lazy_gettext("Acquired on"), [Optional()], default=None)
    price = PriceField(
        lazy_gettext("Price of each"),
        [Optional(), PRICE_RANGE],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    owner = StringField(lazy_gettext("Owner"), [limit(100)], render_kw={"autocomplete": "on"})

    def validate_barcode(self, field: StringField) -> None:
        """Refuse several copies whose barcodes cannot be counted up. :raises ValidationError: as WTForms wants it."""
        if not self._can_count_up(field):
            raise ValidationError(_("This barcode has no number to count up from: add these copies one by one."))

    def validate_inventory_number(self, field: StringField) -> None:
        """Refuse several copies whose numbers cannot be counted up. :raises ValidationError: as WTForms wants it."""
        if not self._can_count_up(field):
            raise ValidationError(_("This number cannot be counted up from: add these copies one by one."))

    def make_records(self) -> list[ItemRecord]:
        """Return the copies; none without barcode and number. :raises InvalidRecord: when a text cannot be kept."""
        numbers = {name: squeeze(self[name].data or "") for name in ("barcode", "inventory_number")}
        if not any(numbers.values()) and not self.give_numbers.data:
            return []
        shared: dict[str, Any] = {
            name: squeeze(self[name].data or "") or None for name in ("location", "call_number", "owner")
        }
        shared |= {"acquired_on": self.acquired_on.data, "price": self.price.data}
        n_copies = self.count.data or 1
        columns = [list_numbers(first, n_copies) if first else [None] * n_copies for first in numbers.values()]
        return [
            ItemRecord(barcode=barcode, inventory_number=number, **shared)
            for barcode, number in zip(*columns, strict=True)
        ]

    def _can_count_up(self, field: StringField) -> bool:
        return not field.data or (self.count.data or 1) == 1 or can_count_up(field.data.strip())


class CopyForm(DeskForm):
    """One copy."""

    barcode = StringField(lazy_gettext("Barcode"), [limit(32)], render_kw={"autocomplete": "off"})
    inventory_number = StringField(lazy_gettext("Inventory number"), [limit(32)], render_kw={"autocomplete": "off"})
    location = StringField(lazy_gettext("Branch"), [limit(100)], render_kw={"autocomplete": "on"})
    call_number = StringField(lazy_gettext("Call number"), [limit(64)], render_kw={"autocomplete": "off"})
    status = SelectField(lazy_gettext("Status"))
    revision = HiddenField()
    due_on = DateField(lazy_gettext("Due back on"), [Optional()])
    acquired_on = DateField(lazy_gettext("Acquired on"), [Optional()])
    price = PriceField(
        lazy_gettext("Price"),
        [Optional(), PRICE_RANGE],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    volume = StringField(lazy_gettext("Volume"), [limit(50)], render_kw={"autocomplete": "off"})
    owner = StringField(lazy_gettext("Owner"), [limit(100)], render_kw={"autocomplete": "on"})
    deposited_on = DateField(lazy_gettext("Deposited on"), [Optional()])
    return_by = DateField(lazy_gettext("To be given back by"), [Optional()])
    note = TextAreaField(lazy_gettext("Note for the staff"), [limit(2000)])
    withdrawn_on = DateField(lazy_gettext("Withdrawn on"), [Optional()])
    withdrawal_reason = SelectField(lazy_gettext("Reason for the withdrawal"), default="")
    withdrawal_destination = SelectField(lazy_gettext("Destination"), default="")
    other_book = StringField(lazy_gettext("Move it to another book"), [limit(200)], render_kw={"autocomplete": "off"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_page_language()
        self.status.choices = [(status.value, STATUSES[status][language]) for status in ItemStatus]
        unknown = [("", _("not said"))]
        self.withdrawal_reason.choices = unknown + [
            (reason.value, label[language]) for reason, label in WITHDRAWAL_REASONS.items()
        ]
        self.withdrawal_destination.choices = unknown + [
            (place.value, label[language]) for place, label in WITHDRAWAL_DESTINATIONS.items()
        ]

    def make_record(self) -> ItemRecord:
        """Return the copy. :raises InvalidRecord: when a text cannot be kept."""
        lines = ("barcode", "inventory_number", "location", "call_number", "volume", "owner")
        values: dict[str, Any] = {name: squeeze(self[name].data or "") or None for name in lines}
        values |= {name: self[name].data for name in _AS_THEY_ARE}
        reason, destination = self.withdrawal_reason.data, self.withdrawal_destination.data
        return ItemRecord(
            **values,
            status=ItemStatus(self.status.data),
            note=self.note.data or None,
            withdrawal_reason=WithdrawalReason(reason) if reason else None,
            withdrawal_destination=WithdrawalDestination(destination) if destination else None,
        )


def fill_copy_form(item: ItemView) -> dict[str, Any]:
    """Return what the fields of a form show of a copy."""
    values = {field.name: getattr(item, field.name) for field in fields(ItemRecord)}
    return values | {name: values[name] or "" for name in ("withdrawal_reason", "withdrawal_destination")}


def describe_barcode_in_use(error: DuplicateBarcode) -> str:
    """Return which book's copy has the barcode, or had it."""
    values = {"barcode": error.barcode, "title": error.title}
    text: str
    if error.item_id is not None:
        text = _("A copy of “%(title)s” has the barcode %(barcode)s.", **values)
    else:
        text = _("The barcode %(barcode)s was that of a copy of “%(title)s” that is gone.", **values)
        text += " " + _("It is not given again; if that copy is here after all, restore it in the history of its book.")
    return text


def describe_number_in_use(error: DuplicateInventoryNumber) -> str:
    """Return whose inventory number it is, or was."""
    text: str = _("This inventory number is, or was, that of a copy of “%(title)s”.", title=error.title)
    return text
