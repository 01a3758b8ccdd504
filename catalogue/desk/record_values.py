"""The fields of a record and their values in words, for differences and histories."""

from typing import Any

from flask_babel import lazy_gettext

from catalogue.common.labels import ROLES
from catalogue.domain.roles import Role
from catalogue.web.language import get_page_language

BOOK_FIELDS = {
    "title": lazy_gettext("Title"),
    "subtitle": lazy_gettext("Subtitle"),
    "authors": lazy_gettext("Authors"),
    "contributors": lazy_gettext("Contributors"),
    "isbn": "ISBN",
    "publisher": lazy_gettext("Publisher"),
    "published": lazy_gettext("Date of publication"),
    "language": lazy_gettext("Language"),
    "page_count": lazy_gettext("Number of pages"),
    "description": lazy_gettext("Description"),
    "cover_url": lazy_gettext("Address of a cover image"),
    "series": lazy_gettext("Series"),
    "series_number": lazy_gettext("Number in the series"),
    "dewey": lazy_gettext("Dewey class"),
    "subjects": lazy_gettext("Subjects"),
    "extra": lazy_gettext("Other values"),
}


def name_book_field(name: str) -> str:
    """Return what pages call a field of a record; a field without a name keeps the one of the wire."""
    return str(BOOK_FIELDS.get(name, name))


def format_record_value(value: Any) -> str:
    """Return a value as JSON has it, in words."""
    language = get_page_language()
    match value:
        case None | "" | [] | {}:
            return "–"
        case [{"name": _, "role": _}, *_]:
            return ", ".join(f"{one['name']} ({ROLES[Role(one['role'])][language].lower()})" for one in value)
        case list():
            return " · ".join(map(str, value))
        case dict():
            return " · ".join(f"{name}: {one}" for name, one in value.items())
        case _:
            return str(value)
