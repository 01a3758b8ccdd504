"""Each type of problem has a page that explains it, in both languages."""

from typing import Any

import pytest
from flask import Flask

from catalogue.common.problems import PROBLEM_TYPES
from catalogue.web.problem_pages import MEANINGS


def test_every_type_is_explained(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert {name: str(title) for name, (title, _) in MEANINGS.items()} == {
            name: type_.title for name, type_ in PROBLEM_TYPES.items()
        }


def test_the_list_leads_to_every_type(get: Any) -> None:
    page = get("/problems")

    assert page.heading == "Problèmes que peuvent rencontrer les programmes"
    assert {type_.uri for type_ in PROBLEM_TYPES.values()} <= set(page.links)


@pytest.mark.parametrize("name", PROBLEM_TYPES)
def test_the_address_of_a_type_is_its_page(get: Any, name: Any) -> None:
    page = get(PROBLEM_TYPES[name].uri, "en")

    assert (page.status, page.heading) == (200, PROBLEM_TYPES[name].title)
    assert str(PROBLEM_TYPES[name].status.value) in page.text
    assert get(PROBLEM_TYPES[name].uri).heading != page.heading


def test_another_type_is_not_found(get: Any) -> None:
    assert get("/problems/nonsense").status == 404
