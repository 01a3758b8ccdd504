"""Labels of codes on pages: item statuses, roles, Dewey classes, sorts, filters."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, lazy_gettext

from catalogue.common import labels as common
from catalogue.common.labels import Label
from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filters import Facet, Part
from catalogue.web.language import get_page_language


def _localize(label: Label) -> LazyString:
    """Return a label that is translated when a page renders it."""
    return LazyString(lambda: label[get_page_language()])


STATUSES = {status: _localize(label) for status, label in common.STATUSES.items()}
MATERIALS = {material: _localize(label) for material, label in common.MATERIALS.items()}
AUDIENCES = {audience: _localize(label) for audience, label in common.AUDIENCES.items()}
ROLES = {role: _localize(label) for role, label in common.ROLES.items()}
ROLES_BESIDE_AUTHORS = {role: _localize(label) for role, label in common.ROLES_BESIDE_AUTHORS.items()}
DEWEY_HUNDREDS = tuple(map(_localize, common.DEWEY_HUNDREDS))

STATUS_SIGNS: dict[ItemStatus, str] = {
    ItemStatus.AVAILABLE: "●",
    ItemStatus.ON_LOAN: "○",
    ItemStatus.IN_REPAIR: "◐",
    ItemStatus.LOST: "×",
    ItemStatus.WITHDRAWN: "–",
    ItemStatus.TO_CHECK: "?",
    ItemStatus.ON_SITE_ONLY: "◉",
    ItemStatus.IN_PROCESSING: "◌",
    ItemStatus.MISSING: "×",
}
"""A symbol shown beside the label, never instead of it."""

SORTS: dict[str, LazyString] = {
    "relevance": lazy_gettext("Relevance"),
    "title": lazy_gettext("Title"),
    "author": lazy_gettext("Author"),
    "series": lazy_gettext("Series"),
    "-year": lazy_gettext("Recently published"),
    "-created": lazy_gettext("Newly arrived"),
}
"""The sorts on offer, by their name in the query string."""

REVERSE_SORTS: dict[str, tuple[str, LazyString]] = {
    "title": ("-title", lazy_gettext("from Z to A")),
    "-title": ("title", lazy_gettext("from A to Z")),
    "author": ("-author", lazy_gettext("from Z to A")),
    "-author": ("author", lazy_gettext("from A to Z")),
    "-year": ("year", lazy_gettext("oldest first")),
    "year": ("-year", lazy_gettext("newest first")),
    "-created": ("created", lazy_gettext("oldest first")),
    "created": ("-created", lazy_gettext("newest first")),
}
"""Sort → the reverse sort and the text of the link to it."""

FACETS = (
    Facet.AVAILABLE,
    Facet.MATERIAL,
    Facet.AUDIENCE,
    Facet.AUTHOR,
    Facet.CONTRIBUTOR,
    Facet.SUBJECT,
    Facet.SERIES,
    Facet.LANGUAGE,
    Facet.DECADE,
    Facet.PUBLISHER,
)
"""The facets beside the results, in the order of the page."""

ALL_VALUES_HEADINGS: dict[Facet, LazyString] = {
    Facet.AVAILABLE: lazy_gettext("Availability"),
    Facet.MATERIAL: lazy_gettext("All kinds"),
    Facet.AUDIENCE: lazy_gettext("All audiences"),
    Facet.AUTHOR: lazy_gettext("All authors"),
    Facet.CONTRIBUTOR: lazy_gettext("All illustrators, translators and others"),
    Facet.SUBJECT: lazy_gettext("All subjects"),
    Facet.SERIES: lazy_gettext("All series"),
    Facet.LANGUAGE: lazy_gettext("All languages"),
    Facet.DECADE: lazy_gettext("All decades"),
    Facet.PUBLISHER: lazy_gettext("All publishers"),
}

HAS_LABELS: dict[Part, LazyString] = {
    Part.AUTHOR: lazy_gettext("with an author"),
    Part.COPIES: lazy_gettext("with copies"),
    Part.COVER: lazy_gettext("with a cover picture"),
    Part.DEWEY: lazy_gettext("with a Dewey class"),
    Part.DESCRIPTION: lazy_gettext("with a description"),
    Part.ISBN: lazy_gettext("with an ISBN"),
    Part.LANGUAGE: lazy_gettext("with a language"),
    Part.PAGES: lazy_gettext("with a number of pages"),
    Part.PUBLISHER: lazy_gettext("with a publisher"),
    Part.SERIES: lazy_gettext("in a series"),
    Part.SUBJECT: lazy_gettext("with a subject"),
    Part.YEAR: lazy_gettext("with a year"),
}

MISSING_LABELS: dict[Part, LazyString] = {
    Part.AUTHOR: lazy_gettext("without an author"),
    Part.COPIES: lazy_gettext("without copies"),
    Part.COVER: lazy_gettext("without a cover picture"),
    Part.DEWEY: lazy_gettext("without a Dewey class"),
    Part.DESCRIPTION: lazy_gettext("without a description"),
    Part.ISBN: lazy_gettext("without an ISBN"),
    Part.LANGUAGE: lazy_gettext("without a language"),
    Part.PAGES: lazy_gettext("without a number of pages"),
    Part.PUBLISHER: lazy_gettext("without a publisher"),
    Part.SERIES: lazy_gettext("in no series"),
    Part.SUBJECT: lazy_gettext("without a subject"),
    Part.YEAR: lazy_gettext("without a year"),
}

CHOICE_LABELS: dict[str, Mapping[Any, LazyString]] = {
    "material": MATERIALS,
    "audience": AUDIENCES,
    "status": STATUSES,
    "has": HAS_LABELS,
    "missing": MISSING_LABELS,
}
"""Labels of the values of filters with a closed list of codes."""
