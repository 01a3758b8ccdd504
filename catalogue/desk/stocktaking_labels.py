"""What the groups of a stocktaking and its scope are called on pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from catalogue.common.labels import AUDIENCES, MATERIALS
from catalogue.domain.materials import Audience, Material
from catalogue.domain.stocktakings import UNKNOWN, Difference, StocktakingGroup, StocktakingScope
from catalogue.web.language import get_page_language

GROUPS = {
    StocktakingGroup.FOUND: lazy_gettext("Found"),
    StocktakingGroup.CAME_BACK: lazy_gettext("Here, though on loan, lost or missing in the catalogue"),
    StocktakingGroup.MISSING: lazy_gettext("Missing"),
    StocktakingGroup.AWAY: lazy_gettext("On loan, in repair or known to be away"),
    StocktakingGroup.ELSEWHERE: lazy_gettext("Belongs elsewhere"),
    StocktakingGroup.WITHDRAWN: lazy_gettext("Withdrawn, but here"),
    StocktakingGroup.UNKNOWN: lazy_gettext("Not in the catalogue"),
    StocktakingGroup.DOUBLE: lazy_gettext("Scanned twice"),
}
ADVICE = {
    StocktakingGroup.FOUND: lazy_gettext("Copies of the scope that somebody scanned."),
    StocktakingGroup.CAME_BACK: lazy_gettext(
        "Take back what is on loan; what was lost or missing can be put on the shelf again, all at once."
    ),
    StocktakingGroup.MISSING: lazy_gettext("They should stand on the shelf, and nobody has scanned them."),
    StocktakingGroup.AWAY: lazy_gettext(
        "Not missing: on loan, being repaired or prepared, lost before, or come in or back since the beginning."
    ),
    StocktakingGroup.ELSEWHERE: lazy_gettext("Scanned here, but of another branch, section, kind or call number."),
    StocktakingGroup.WITHDRAWN: lazy_gettext("They were taken out of the stock, and stand on the shelf all the same."),
    StocktakingGroup.UNKNOWN: lazy_gettext(
        "No copy has these codes: misread, not catalogued, or the ISBN of a book with several copies."
    ),
    StocktakingGroup.DOUBLE: lazy_gettext("The same copy came again, in this list or another."),
}
DIFFERENCES = {
    Difference.NEWLY_MISSING: lazy_gettext("Missing now, not then"),
    Difference.STILL_MISSING: lazy_gettext("Missing both times"),
    Difference.FOUND_AGAIN: lazy_gettext("Missing then, here again"),
    Difference.NEW: lazy_gettext("Came into the scope since"),
    Difference.GONE: lazy_gettext("Left the scope since"),
}


def list_audiences() -> list[tuple[str, str]]:
    """Return the sections to choose from, with their names."""
    language = get_page_language()
    return [*((one.value, AUDIENCES[one][language]) for one in Audience), (UNKNOWN, _("Not known"))]


def list_materials() -> list[tuple[str, str]]:
    """Return the kinds of document to choose from, with their names."""
    language = get_page_language()
    return [*((one.value, MATERIALS[one][language]) for one in Material), (UNKNOWN, _("Not known"))]


def name_scope(scope: StocktakingScope) -> str:
    """Return a scope in words: “Centre · Adultes · 800 – 899”."""
    parts = [scope.location or _("All branches")]
    for values, choices in ((scope.audiences, list_audiences()), (scope.materials, list_materials())):
        if values:
            parts.append(", ".join(label for value, label in choices if value in values))
    first, last = scope.call_number_from, scope.call_number_to
    if first and last:
        parts.append(first if first == last else f"{first} – {last}")
    elif first:
        parts.append(_("from %(call_number)s on", call_number=first))
    elif last:
        parts.append(_("up to %(call_number)s", call_number=last))
    return " · ".join(parts)
