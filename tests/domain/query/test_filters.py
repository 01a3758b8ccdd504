"""The filters of a search: one definition of each, read by pages, API, chips and index."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from catalogue.domain.query.filters import FILTERS, Filters, make_filters
from catalogue.schemas.queries import SearchQuery
from catalogue.web.search_form import read_search_form

VALUES = {
    "author": ["Émile Zola", "  Émile \u00a0 Zola ", "", "\x00", "a" * 1001],
    "language": ["fr", "FR", "pt-br", "klingonese"],
    "decade": ["1998", " 1990 ", "-45", "99999", "199x"],
    "available": ["true", "1", "false", "0", "perhaps"],
    "isbn": ["2-07-036002-4", "123"],
    "year_from": ["1990", "-0500", "x", "2101"],
    "dewey": ["8", "843.", "8x", "8\n"],
    "location": ["Centre", "a" * 101],
    "call_number": ["843 CAM", "a" * 65],
    "status": ["on_loan", "eaten"],
    "missing": ["isbn", "wings"],
    "material": ["comic", "stone"],
    "audience": ["child", "cats"],
    "added": ["2026-11", "2026", "2026-13"],
}
"""Texts of which each has a value or none."""


@pytest.mark.parametrize("name", VALUES)
def test_pages_and_api_read_a_value_alike(name: Any) -> None:
    """What a page leaves out, the API refuses; what both take means the same."""
    for text in VALUES[name]:
        by_page = read_search_form(MultiDict({name: text})).filters
        sent = {name: [text] if FILTERS[name].is_multiple else text}
        by_api = Filters() if SearchQuery().validate(sent) else SearchQuery().load(sent)["filters"]
        assert by_page == by_api, text


def test_a_value_survives_its_address() -> None:
    for name, texts in VALUES.items():
        defined = FILTERS[name]
        value = defined.parse(texts[0])
        assert defined.parse(defined.format(value)) == value


def test_filters_are_a_value() -> None:
    filters = Filters(language=("fr", "en"), year_to=2000)

    assert filters == Filters(year_to=(2000,), language=["fr", "en"]) != Filters(year_to=2000)
    assert len({filters, Filters(language=("fr", "en"), year_to=2000)}) == 1
    assert filters.without("language", "fr") == Filters(language="en", year_to=2000)
    assert filters.without("language").without("year_to") == Filters()
    assert not Filters(author=())
    with pytest.raises(TypeError, match="colour"):
        Filters(colour="red")


def test_years_are_put_in_order_and_values_taken_once() -> None:
    assert make_filters({"year_from": 2000, "year_to": 1990}) == Filters(year_from=1990, year_to=2000)
    assert make_filters({"language": ["fr", "fr"]}) == Filters(language="fr")
