"""What the catalogue's codes are called on a page: states of items, roles, Dewey's hundreds, sorts."""

from flask_babel import LazyString, lazy_gettext

from catalogue.domain.items import ItemStatus
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
