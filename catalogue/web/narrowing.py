"""What results can be narrowed down by: the facets with their counts, and the filters that hold, each a link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import gettext

from catalogue.common.languages import language_name
from catalogue.domain.query.filters import (
    FILTERS,
    ChoiceFilter,
    DecadeFilter,
    DeweyFilter,
    Facet,
    FlagFilter,
    LanguageFilter,
    MonthFilter,
    YearRangeFilter,
)
from catalogue.search.request import MAX_VALUES, N_VALUES
from catalogue.services.facets import FacetValue
from catalogue.web import labels, typography
from catalogue.web.language import page_language
from catalogue.web.questions import Question


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: `address` takes it off when it is chosen, and adds it when it is not."""

    label: str
    address: str
    is_chosen: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: the values on most books; `all_address` leads to all of them, None when these are all."""

    name: str
    heading: str
    choices: Sequence[Choice]
    all_address: str | None
    all_heading: str
    is_cut: bool


def groups(question: Question, counted: Mapping[Facet, Sequence[FacetValue]]) -> list[Group]:
    """Return the facets with a value to offer, in the order of the page."""
    return [_group(question, facet, counted[facet]) for facet in labels.FACETS if counted.get(facet)]


def _group(question: Question, facet: Facet, values: Sequence[FacetValue]) -> Group:
    is_whole = question.facet is facet
    in_order = sorted(values, key=lambda value: -int(value.value)) if facet is Facet.DECADE else values
    return Group(
        name=facet.value,
        heading=str(gettext(FILTERS[facet].label)),
        choices=[_choice(question, facet, value) for value in in_order],
        all_address=question.address(facet=facet) if len(values) >= N_VALUES and not is_whole else None,
        all_heading=str(labels.ALL_VALUES[facet]),
        is_cut=len(values) >= MAX_VALUES,
    )


def _choice(question: Question, facet: Facet, value: FacetValue) -> Choice:
    change = question.without if value.is_chosen else question.with_value
    return Choice(label_value(facet.value, value.value), change(facet.value, value.value), value.is_chosen, value.count)


def chips(question: Question) -> Iterator[Choice]:
    """Yield every filter that holds, with the address that takes it off."""
    for name, values in question.filters.items():
        for value in values:
            yield Choice(label_value(name, value), question.without(name, value), is_chosen=True)


def label_value(name: str, value: Any) -> str:
    """Return a value of a filter as a reader calls it."""
    locale = page_language()
    match FILTERS[name]:
        case LanguageFilter():
            return language_name(value, locale)
        case DecadeFilter():
            return _label_decade(value, locale)
        case FlagFilter():
            return str(gettext("on the shelf now") if value else gettext("not on the shelf"))
        case YearRangeFilter():
            bound = gettext("from %(year)s") if name == "year_from" else gettext("until %(year)s")
            return str(bound) % {"year": typography.year(value, locale)}
        case MonthFilter():
            return str(gettext("arrived in %(month)s", month=_label_month(value, locale)))
        case ChoiceFilter():
            return str(labels.CHOICES[name][value])
        case DeweyFilter() if len(value) == 1:
            return f"{value}00 {labels.DEWEY_HUNDREDS[int(value)]}"
        case _:
            return typography.typeset(value, None)


def _label_decade(first: int, locale: str) -> str:
    if first >= 0:
        return str(gettext("%(year)ss", year=first))
    return f"{typography.year(first, locale)} – {typography.year(first + 9, locale)}"


def _label_month(text: str, locale: str) -> str:
    year, _, month = text.partition("-")
    return str(format_date(date(max(int(year), 1), int(month), 1), "LLLL y", locale=locale)) if month else year
