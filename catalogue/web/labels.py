"""What the catalogue's codes are called on a page: states of items, roles, Dewey hundreds, sorts, filters."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, lazy_gettext

from catalogue.domain.items import ItemStatus
from catalogue.domain.query.filters import Facet, Part
from catalogue.domain.roles import Role

STATUSES: dict[ItemStatus, LazyString] = {
    ItemStatus.AVAILABLE: lazy_gettext("On the shelf"),
    ItemStatus.ON_LOAN: lazy_gettext("On loan"),
    ItemStatus.IN_REPAIR: lazy_gettext("Being repaired"),
    ItemStatus.LOST: lazy_gettext("Lost"),
    ItemStatus.WITHDRAWN: lazy_gettext("Withdrawn"),
}

STATUS_SIGNS: dict[ItemStatus, str] = {
    ItemStatus.AVAILABLE: "●",
    ItemStatus.ON_LOAN: "○",
    ItemStatus.IN_REPAIR: "◐",
    ItemStatus.LOST: "×",
    ItemStatus.WITHDRAWN: "–",
}
"""A sign beside the word; never instead of it."""

ROLES: dict[Role, LazyString] = {
    Role.AUTHOR: lazy_gettext("Author"),
    Role.TRANSLATOR: lazy_gettext("Translation"),
    Role.ILLUSTRATOR: lazy_gettext("Illustrations"),
    Role.EDITOR: lazy_gettext("Edited by"),
    Role.INTRODUCTION: lazy_gettext("Introduction"),
    Role.AFTERWORD: lazy_gettext("Afterword"),
    Role.ADAPTER: lazy_gettext("Adaptation"),
    Role.COLORIST: lazy_gettext("Colours"),
    Role.COMPOSER: lazy_gettext("Music"),
    Role.CONTRIBUTOR: lazy_gettext("With"),
    Role.NARRATOR: lazy_gettext("Read by"),
    Role.PHOTOGRAPHER: lazy_gettext("Photographs"),
}

DEWEY_HUNDREDS: tuple[LazyString, ...] = (
    lazy_gettext("Computing, information, general works"),
    lazy_gettext("Philosophy and psychology"),
    lazy_gettext("Religion"),
    lazy_gettext("Social sciences"),
    lazy_gettext("Language"),
    lazy_gettext("Natural sciences and mathematics"),
    lazy_gettext("Technology, health, home"),
    lazy_gettext("Arts, games, sport"),
    lazy_gettext("Literature"),
    lazy_gettext("History and geography"),
)
"""The ten main classes of the Dewey Decimal Classification, by their first digit."""

SORTS: dict[str, LazyString] = {
    "relevance": lazy_gettext("Relevance"),
    "title": lazy_gettext("Title"),
    "author": lazy_gettext("Author"),
    "-year": lazy_gettext("Recently published"),
    "-created": lazy_gettext("Newly arrived"),
}
"""The orders that a reader may choose, by their name in the address."""

TURNED: dict[str, tuple[str, LazyString]] = {
    "title": ("-title", lazy_gettext("from Z to A")),
    "-title": ("title", lazy_gettext("from A to Z")),
    "author": ("-author", lazy_gettext("from Z to A")),
    "-author": ("author", lazy_gettext("from A to Z")),
    "-year": ("year", lazy_gettext("oldest first")),
    "year": ("-year", lazy_gettext("newest first")),
    "-created": ("created", lazy_gettext("oldest first")),
    "created": ("-created", lazy_gettext("newest first")),
}
"""What turns an order round, and what the link is called that does."""

FACETS = (Facet.AVAILABLE, Facet.AUTHOR, Facet.SUBJECT, Facet.LANGUAGE, Facet.DECADE, Facet.PUBLISHER)
"""What a reader can narrow results down by, in the order of the page."""

ALL_VALUES: dict[Facet, LazyString] = {
    Facet.AVAILABLE: lazy_gettext("Availability"),
    Facet.AUTHOR: lazy_gettext("All authors"),
    Facet.SUBJECT: lazy_gettext("All subjects"),
    Facet.LANGUAGE: lazy_gettext("All languages"),
    Facet.DECADE: lazy_gettext("All decades"),
    Facet.PUBLISHER: lazy_gettext("All publishers"),
}

WITH: dict[Part, LazyString] = {
    Part.AUTHOR: lazy_gettext("with an author"),
    Part.COPIES: lazy_gettext("with copies"),
    Part.COVER: lazy_gettext("with a cover picture"),
    Part.DEWEY: lazy_gettext("with a Dewey class"),
    Part.DESCRIPTION: lazy_gettext("with a description"),
    Part.ISBN: lazy_gettext("with an ISBN"),
    Part.LANGUAGE: lazy_gettext("with a language"),
    Part.PAGES: lazy_gettext("with a number of pages"),
    Part.PUBLISHER: lazy_gettext("with a publisher"),
    Part.SUBJECT: lazy_gettext("with a subject"),
    Part.YEAR: lazy_gettext("with a year"),
}

WITHOUT: dict[Part, LazyString] = {
    Part.AUTHOR: lazy_gettext("without an author"),
    Part.COPIES: lazy_gettext("without copies"),
    Part.COVER: lazy_gettext("without a cover picture"),
    Part.DEWEY: lazy_gettext("without a Dewey class"),
    Part.DESCRIPTION: lazy_gettext("without a description"),
    Part.ISBN: lazy_gettext("without an ISBN"),
    Part.LANGUAGE: lazy_gettext("without a language"),
    Part.PAGES: lazy_gettext("without a number of pages"),
    Part.PUBLISHER: lazy_gettext("without a publisher"),
    Part.SUBJECT: lazy_gettext("without a subject"),
    Part.YEAR: lazy_gettext("without a year"),
}

CHOICES: dict[str, Mapping[Any, LazyString]] = {"status": STATUSES, "has": WITH, "missing": WITHOUT}
"""What the values of filters with a closed list of codes are called."""
