"""The form of what is done to many books at once: a few rows, each with an operation and its values."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField

from catalogue.desk.book_form import FAULTS, OTHER_FAULT, limit
from catalogue.desk.forms import DeskForm
from catalogue.desk.set_names import OPERATIONS, name_audience, name_material, name_status
from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.items import ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.text import squeeze
from catalogue.errors import InvalidRecord
from catalogue.formats.languages import read_language

N_ROWS = 3
"""Operations that a form takes at once."""

DELETE = "delete:"
WITHOUT_VALUE = (DELETE, "remove:dewey", "remove:series")
NO_VALUE = lazy_gettext("Say which.")
NO_OLD = lazy_gettext("Say instead of which.")


class OperationForm(Form):
    """One operation: what is done, with which value, and what it replaces."""

    what = SelectField(lazy_gettext("What to do"), default="")
    value = StringField(lazy_gettext("Value"), [limit(300)], render_kw={"autocomplete": "off"})
    old = StringField(lazy_gettext("Instead of (to replace)"), [limit(300)], render_kw={"autocomplete": "off"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.what.choices = list_operations()

    def make_operation(self) -> Operation | None:
        """Return the operation, None where the row is empty. :raises InvalidRecord: after noting the fault."""
        verb, _colon, rest = (self.what.data or "").partition(":")
        name, _colon, fixed = rest.partition(":")
        if not verb:
            return None
        if verb == Verb.DELETE:
            return Operation(verb=Verb.DELETE)
        value, old = (_read_value(name, text) for text in (fixed or self.value.data, self.old.data))
        if value is None and self.what.data not in WITHOUT_VALUE:
            self.value.errors = [NO_VALUE]
        if verb == Verb.REPLACE and old is None:
            self.old.errors = [NO_OLD]
        try:
            return Operation(verb=Verb(verb), field=name, value=value, old=old if verb == Verb.REPLACE else None)
        except InvalidRecord as error:
            for fault in error.errors:
                field = self.old if fault.field == "old" else self.value
                field.errors = list(field.errors) or [FAULTS.get(name, OTHER_FAULT)]
            raise


class BatchForm(DeskForm):
    """Which books, and what is done to them; a selection that was looked over comes back as `ids` and `copies`."""

    codes = TextAreaField(lazy_gettext("Barcodes or ISBNs, one a line"), [limit(200_000)])
    search = HiddenField(validators=[limit(4000)])
    worklist = HiddenField(validators=[limit(40)])
    ids = HiddenField(validators=[limit(20_000)])
    copies = HiddenField(validators=[limit(200_000)])
    seen = HiddenField(validators=[limit(4000)])
    """The operations that were looked over: others are looked over before they are done."""
    operations = FieldList(
        FormField(OperationForm), lazy_gettext("What to do with them"), min_entries=N_ROWS, max_entries=N_ROWS
    )

    def make_operations(self) -> tuple[Operation, ...]:
        """Return the operations. :raises InvalidRecord: after noting the faults beside their fields."""
        operations = [row.form.make_operation() for row in self.operations]
        return tuple(one for one in operations if one is not None)


def list_operations() -> list[tuple[str, str]]:
    """Return the choices of a row: nothing, what is done to records, to copies, deletion."""
    statuses = [status for status in ItemStatus if status is not ItemStatus.ON_LOAN]
    return [
        ("", _("(nothing)")),
        *((key, str(label)) for key, label in OPERATIONS.items()),
        *((f"set:status:{status.value}", name_status(status.value)) for status in statuses),
        *((f"set:material:{one.value}", name_material(one.value)) for one in Material),
        *((f"set:audience:{one.value}", name_audience(one.value)) for one in Audience),
        (DELETE, _("Delete the books, with their copies")),
    ]


def _read_value(name: str, text: str | None) -> str | None:
    """Return a value as the record has it: a language by its name, a Dewey class with its point."""
    text = squeeze(text or "")
    if not text:
        return None
    if name == "language":
        return str(read_language(text).value or text)
    return text.replace(",", ".") if name == "dewey" else text
