"""The fields of a record and their values in words, for differences and histories."""

from typing import Any

from flask_babel import lazy_gettext

from catalogue.common.labels import (
    AUDIENCES,
    MATERIALS,
    ROLES,
    STATUSES,
    WITHDRAWAL_DESTINATIONS,
    WITHDRAWAL_REASONS,
)
from catalogue.common.languages import name_language
from catalogue.domain.items import ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.materials import Audience, Material
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.web.language import get_page_language

BOOK_FIELDS = {
    "title": lazy_gettext("Title"),
    "subtitle": lazy_gettext("Subtitle"),
    "authors": lazy_gettext("Authors"),
    "contributors": lazy_gettext("Contributors"),
    "isbn": "ISBN",
    "identifiers": lazy_gettext("Other numbers"),
    "edition": lazy_gettext("Edition"),
    "publisher": lazy_gettext("Publisher"),
    "place": lazy_gettext("Place of publication"),
    "published": lazy_gettext("Date of publication"),
    "language": lazy_gettext("Language"),
    "original_title": lazy_gettext("Original title"),
    "original_language": lazy_gettext("Original language"),
    "extent": lazy_gettext("Extent"),
    "page_count": lazy_gettext("Number of pages"),
    "material": lazy_gettext("Kind of document"),
    "audience": lazy_gettext("Audience"),
    "contents": lazy_gettext("Contents"),
    "notes": lazy_gettext("Notes"),
    "description": lazy_gettext("Description"),
    "cover_url": lazy_gettext("Address of a cover image"),
    "series": lazy_gettext("Series"),
    "series_number": lazy_gettext("Number in the series"),
    "series_kind": lazy_gettext("Kind of series"),
    "further_series": lazy_gettext("Further series and collections"),
    "dewey": lazy_gettext("Dewey class"),
    "subjects": lazy_gettext("Subjects"),
    "extra": lazy_gettext("Other values"),
    "merged_into": lazy_gettext("Merged into"),
    "name": lazy_gettext("Name"),
    "birth_year": lazy_gettext("Year of birth"),
    "death_year": lazy_gettext("Year of death"),
    "variants": lazy_gettext("Other forms"),
}
SERIES_KINDS = {SeriesKind.WORK: lazy_gettext("Series"), SeriesKind.COLLECTION: lazy_gettext("Collection")}
ITEM_FIELDS = {
    "barcode": lazy_gettext("Barcode"),
    "call_number": lazy_gettext("Call number"),
    "location": lazy_gettext("Branch"),
    "status": lazy_gettext("Status"),
    "acquired_on": lazy_gettext("Acquired on"),
    "inventory_number": lazy_gettext("Inventory number"),
    "volume": lazy_gettext("Volume"),
    "due_on": lazy_gettext("Due back on"),
    "price": lazy_gettext("Price"),
    "owner": lazy_gettext("Owner"),
    "deposited_on": lazy_gettext("Deposited on"),
    "return_by": lazy_gettext("To be given back by"),
    "note": lazy_gettext("Note for the staff"),
    "withdrawn_on": lazy_gettext("Withdrawn on"),
    "withdrawal_reason": lazy_gettext("Reason for the withdrawal"),
    "withdrawal_destination": lazy_gettext("Destination"),
}


def name_book_field(name: str) -> str:
    """Return what pages call a field of a record; a field without a name keeps the one of the wire."""
    return str(BOOK_FIELDS.get(name, name))


def name_item_field(name: str) -> str:
    """Return what pages call a field of a copy."""
    return str(ITEM_FIELDS.get(name, name))


def format_item_value(value: Any, name: str) -> str:
    """Return a value of a copy as JSON has it, in words."""
    language = get_page_language()
    match name:
        case "status":
            return STATUSES[ItemStatus(value)][language]
        case "withdrawal_reason" if value:
            return WITHDRAWAL_REASONS[WithdrawalReason(value)][language]
        case "withdrawal_destination" if value:
            return WITHDRAWAL_DESTINATIONS[WithdrawalDestination(value)][language]
    return format_record_value(value)


def format_record_value(value: Any, name: str = "") -> str:
    """Return the value of the field `name` as JSON has it, in words."""
    language = get_page_language()
    match value:
        case None | "" | [] | {}:
            return "–"
        case str() if name == "material":
            return MATERIALS[Material(value)][language]
        case str() if name == "audience":
            return AUDIENCES[Audience(value)][language]
        case str() if name == "series_kind":
            return str(SERIES_KINDS[SeriesKind(value)])
        case str() if name in {"language", "original_language"}:
            return name_language(value, language)
        case [{"scheme": _, "value": _}, *_]:
            return " · ".join(f"{one['scheme'].upper()} {one['value']}" for one in value)
        case [{"name": _, "role": _}, *_]:
            return ", ".join(f"{one['name']} ({ROLES[Role(one['role'])][language].lower()})" for one in value)
        case [{"name": _, "kind": _}, *_]:
            return " · ".join(" ; ".join(filter(None, (one["name"], one["number"]))) for one in value)
        case list():
            return " · ".join(map(str, value))
        case dict():
            return " · ".join(f"{name}: {one}" for name, one in value.items())
        case _:
            return str(value)
