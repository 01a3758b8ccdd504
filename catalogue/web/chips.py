"""Chips: the filters in force, each with the link that removes it; and filter values in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import gettext

from catalogue.common.languages import name_language
from catalogue.domain.query.filter_kinds import (
    ChoiceFilter,
    DecadeFilter,
    DeweyFilter,
    FlagFilter,
    LanguageFilter,
    MonthFilter,
    YearRangeFilter,
)
from catalogue.domain.query.filters import FILTERS
from catalogue.web import page_labels, typography
from catalogue.web.language import get_page_language
from catalogue.web.search_form import SearchForm


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter value: `address` removes it if it is chosen, else adds it; `facet` is what it is a value of."""

    label: str
    address: str
    is_chosen: bool
    count: int = 0
    facet: str = ""


def list_chips(form: SearchForm) -> Iterator[Chip]:
    """Yield a chip for every value of every filter in force."""
    for name, values in form.filters.items():
        for value in values:
            label = FILTERS[name].label
            facet = str(gettext(label)) if label and not isinstance(FILTERS[name], FlagFilter) else ""
            address = form.build_address_without(name, value)
            yield Chip(format_value(name, value), address, is_chosen=True, facet=facet)


def format_value(name: str, value: Any) -> str:
    """Return a filter value in the words of the page."""
    locale = get_page_language()
    match FILTERS[name]:
        case LanguageFilter():
            return name_language(value, locale)
        case DecadeFilter():
            return _format_decade(value, locale)
        case FlagFilter():
            return str(gettext("on the shelf now") if value else gettext("not on the shelf"))
        case YearRangeFilter():
            bound = gettext("from %(year)s") if name == "year_from" else gettext("until %(year)s")
            return str(bound) % {"year": typography.format_year(value, locale)}
        case MonthFilter():
            return str(gettext("arrived in %(month)s", month=_format_month(value, locale)))
        case ChoiceFilter():
            return str(page_labels.CHOICE_LABELS[name][value])
        case DeweyFilter() if len(value) == 1:
            return f"{value}00 {page_labels.DEWEY_HUNDREDS[int(value)]}"
        case _:
            return typography.typeset(value, None)


def _format_decade(first: int, locale: str) -> str:
    if first >= 0:
        return str(gettext("%(year)ss", year=first))
    return f"{typography.format_year(first, locale)} – {typography.format_year(first + 9, locale)}"


def _format_month(text: str, locale: str) -> str:
    year, _, month = text.partition("-")
    return str(format_date(date(max(int(year), 1), int(month), 1), "LLLL y", locale=locale)) if month else year
