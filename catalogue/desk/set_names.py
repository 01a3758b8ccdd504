"""What change sets and their jobs are called, as sentences in the language of the page."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from catalogue.common.labels import AUDIENCES, MATERIALS, STATUSES, WITHDRAWAL_DESTINATIONS
from catalogue.common.languages import name_language
from catalogue.desk.record_values import BOOK_FIELDS, ITEM_FIELDS
from catalogue.domain.batch_edits import Operation, Verb, operation_from_json
from catalogue.domain.changes import ChangeSetView
from catalogue.domain.items import ItemStatus, WithdrawalDestination
from catalogue.domain.materials import Audience, Material
from catalogue.web.language import get_page_language

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
SENTENCES = {
    "withdrawal": lazy_gettext("Withdrawal: %(destination)s"),
    "deposit": lazy_gettext("Deposit: %(owner)s"),
    "deposit_return": lazy_gettext("Return of a deposit: %(owner)s"),
    "numbers": lazy_gettext("Inventory numbers given"),
    "deposit_titles": lazy_gettext("Titles of a deposit that went back"),
}
"""What sets are called that were no edit of many books, by the key in their details."""


def name_change_set(found: ChangeSetView) -> str:
    """Return what a set is called: by what was done, or by the name that it was given."""
    return name_by_details(found.details) or found.name


def name_by_details(details: Mapping[str, Any] | None) -> str:
    """Return the sentence that the details of a set make, nothing if there are none."""
    details = details or {}
    if operations := details.get("operations"):
        return str(_("; ")).join(name_operation(operation_from_json(one)) for one in operations)
    match SENTENCES.get(details.get("sentence", "")), details:
        case None, _:
            return ""
        case sentence, {"destination": destination}:
            name = WITHDRAWAL_DESTINATIONS[WithdrawalDestination(destination)][get_page_language()]
            return str(sentence) % {"destination": name}
        case sentence, _:
            return str(sentence) % {"owner": details.get("owner") or "–"}


def name_operation(operation: Operation) -> str:
    """Return an operation in words; values that a form has no row for have the sign of what is done with them."""
    name = operation.field or ""
    if operation.verb is Verb.DELETE:
        return str(_("Delete the books, with their copies"))
    old, value = _name_value(name, operation.old), _name_value(name, operation.value)
    if name in FIXED and operation.verb is Verb.SET and value:
        return FIXED[name](operation.value or "")
    if label := OPERATIONS.get(f"{operation.verb}:{name}"):
        values = " → ".join(filter(None, (old, value)))
    else:
        label = BOOK_FIELDS.get(name) or ITEM_FIELDS[name]
        signs = {Verb.ADD: f"+ {value}", Verb.REMOVE: f"− {value}", Verb.REPLACE: f"{old} → {value or '∅'}"}
        values = signs.get(operation.verb, value or "∅").rstrip()
    return f"{label}{_(': ')}{values}" if values else str(label)


def name_status(status: str) -> str:
    """Return in words that copies get a status."""
    return str(_("Status of the copies: %(status)s", status=_name_value("status", status)))


def name_material(material: str) -> str:
    """Return in words that books become a kind of document."""
    return str(_("Kind of document: %(kind)s", kind=_name_value("material", material)))


def name_audience(audience: str) -> str:
    """Return in words that books get an audience."""
    return str(_("Audience: %(audience)s", audience=_name_value("audience", audience)))


FIXED: Mapping[str, Callable[[str], str]] = {
    "status": name_status,
    "material": name_material,
    "audience": name_audience,
}
"""Fields that have one of a few values, and the sentence of setting it."""


def _name_value(field: str, value: str | None) -> str:
    language = get_page_language()
    match field, value:
        case _, None | "":
            return ""
        case "status", str():
            return STATUSES[ItemStatus(value)][language]
        case "material", str():
            return MATERIALS[Material(value)][language]
        case "audience", str():
            return AUDIENCES[Audience(value)][language]
        case "language", str():
            return name_language(value, language)
        case _:
            return str(value)
