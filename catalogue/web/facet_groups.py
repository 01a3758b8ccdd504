"""The facets beside the results: each value with its count and the link that adds or removes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from catalogue.domain.query.filters import FILTERS, Facet
from catalogue.domain.text import heading_key, name_sort_key
from catalogue.search.facets.columns import PARTS
from catalogue.search.request import MAX_VALUES, N_VALUES
from catalogue.services.facets import FacetValue
from catalogue.web import page_labels
from catalogue.web.chips import Chip, format_value
from catalogue.web.search_form import SearchForm


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its most frequent values; `all_address` leads to all of them, None when these are all."""

    name: str
    heading: str
    choices: Sequence[Chip]
    all_address: str | None
    all_heading: str
    is_cut: bool


def build_facet_groups(
    form: SearchForm, counts: Mapping[Facet, Sequence[FacetValue]], n_books: int
) -> list[FacetGroup]:
    """Return the facets of `n_books` books found that have values, in the order of the page."""
    groups = (_build_facet_group(form, facet, counts.get(facet, ()), n_books) for facet in page_labels.FACETS)
    return [group for group in groups if group.choices]


def arrange(group: FacetGroup, typed: str, *, by_name: bool) -> FacetGroup:
    """Return a facet with the values that have the letters typed, by name rather than by count if wanted."""
    choices = [choice for choice in group.choices if heading_key(typed) in heading_key(choice.label)]
    file = name_sort_key if group.name in PARTS else heading_key
    return replace(group, choices=sorted(choices, key=lambda one: file(one.label)) if by_name else choices)


def _build_facet_group(form: SearchForm, facet: Facet, values: Sequence[FacetValue], n_books: int) -> FacetGroup:
    is_whole = form.facet is facet
    if form.heading:
        values = [value for value in values if value.count != n_books or value.value != form.heading.name]
    sorted_values = sorted(values, key=lambda value: -int(value.value)) if facet is Facet.DECADE else values
    return FacetGroup(
        name=facet.value,
        heading=str(gettext(FILTERS[facet].label)),
        choices=[_build_choice(form, facet, value) for value in sorted_values],
        all_address=form.build_address(facet=facet) if len(values) >= N_VALUES and not is_whole else None,
        all_heading=str(page_labels.ALL_VALUES_HEADINGS[facet]),
        is_cut=len(values) >= MAX_VALUES,
    )


def _build_choice(form: SearchForm, facet: Facet, value: FacetValue) -> Chip:
    change = form.build_address_without if value.is_chosen else form.build_address_with
    return Chip(format_value(facet.value, value.value), change(facet.value, value.value), value.is_chosen, value.count)
