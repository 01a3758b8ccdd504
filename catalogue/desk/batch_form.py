"""The form of what is done to many books at once: a few rows, each with an operation and its values."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField

from catalogue.common.labels import AUDIENCES, MATERIALS, STATUSES
from catalogue.desk.book_form import FAULTS, OTHER_FAULT, limit
from catalogue.desk.forms import DeskForm
from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.items import ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.text import squeeze
from catalogue.errors import InvalidRecord
from catalogue.formats.languages import read_language
from catalogue.web.language import get_page_language

N_ROWS = 3
"""Operations that a form takes at once."""

OPERATIONS = {
    "add:subjects": lazy_gettext("Add the subject"),
    "remove:subjects": lazy_gettext("Remove the subject"),
    "replace:subjects": lazy_gettext("Replace a subject"),
    "add:authors": lazy_gettext("Add the author"),
    "remove:authors": lazy_gettext("Remove the author"),
    "replace:authors": lazy_gettext("Replace an author"),
    "set:language": lazy_gettext("Language, whatever it is"),
    "add:language": lazy_gettext("Language, where there is none"),
    "replace:language": lazy_gettext("Replace a language"),
    "set:dewey": lazy_gettext("Dewey class, whatever it is"),
    "add:dewey": lazy_gettext("Dewey class, where there is none"),
    "replace:dewey": lazy_gettext("Replace a Dewey class"),
    "remove:dewey": lazy_gettext("Remove the Dewey class"),
    "set:publisher": lazy_gettext("Publisher, whatever it is"),
    "add:publisher": lazy_gettext("Publisher, where there is none"),
    "replace:publisher": lazy_gettext("Replace a publisher"),
    "set:series": lazy_gettext("Series, whatever it is"),
    "add:series": lazy_gettext("Series, where there is none"),
    "replace:series": lazy_gettext("Replace a series"),
    "remove:series": lazy_gettext("Remove the series"),
    "set:location": lazy_gettext("Move the copies to the branch"),
    "replace:location": lazy_gettext("Move the copies of one branch to another"),
}
"""What a row does, by verb and field; statuses and deletion are added to them."""
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
        *((f"set:status:{status.value}", _name_status(status)) for status in statuses),
        *((f"set:material:{one.value}", _name_material(one)) for one in Material),
        *((f"set:audience:{one.value}", _name_audience(one)) for one in Audience),
        (DELETE, _("Delete the books, with their copies")),
    ]


def name_operation(operation: Operation) -> str:
    """Return an operation in words, for the name of its change set."""
    if operation.field == "status" and operation.verb is Verb.SET:
        return _name_status(ItemStatus(operation.value or ""))
    if operation.field == "material":
        return _name_material(Material(operation.value or ""))
    if operation.field == "audience":
        return _name_audience(Audience(operation.value or ""))
    if operation.verb is Verb.DELETE:
        return str(_("Delete the books, with their copies"))
    label = str(OPERATIONS[f"{operation.verb}:{operation.field}"])
    values = " → ".join(filter(None, [operation.old, operation.value]))
    return f"{label}{_(': ')}{values}" if values else label


def _name_status(status: ItemStatus) -> str:
    return str(_("Status of the copies: %(status)s", status=STATUSES[status][get_page_language()]))


def _name_material(material: Material) -> str:
    return str(_("Kind of document: %(kind)s", kind=MATERIALS[material][get_page_language()]))


def _name_audience(audience: Audience) -> str:
    return str(_("Audience: %(audience)s", audience=AUDIENCES[audience][get_page_language()]))


def _read_value(name: str, text: str | None) -> str | None:
    """Return a value as the record has it: a language by its name, a Dewey class with its point."""
    text = squeeze(text or "")
    if not text:
        return None
    if name == "language":
        return str(read_language(text).value or text)
    return text.replace(",", ".") if name == "dewey" else text
