"""The pages on a phone: one row above, what was found in sight, filters in a sheet that stays open."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.test_pages import RULES
from tests.e2e.test_searching import travel

pytestmark = pytest.mark.e2e

LONG_NAME = "Médiathèque du Val-de-Garonnes"


def top_of(page: Any, selector: str) -> float:
    top: float = page.locator(selector).first.bounding_box()["y"]
    return top


@pytest.mark.parametrize("path", ["/search?q=roman", "/search", "/subjects/1", "/authors/1"])
def test_the_first_hit_is_in_sight_under_a_library_of_a_long_name(open_page: Any, path: Any) -> None:
    page = open_page(path, width=360)
    page.evaluate(f"document.querySelector('.wordmark').textContent = '{LONG_NAME}'")
    page.evaluate("document.querySelector('.staff-bar')?.remove()")  # Readers have none.

    assert len(LONG_NAME) == 30
    assert page.locator(".top").bounding_box()["height"] < 70
    assert top_of(page, ".hit") < 400


def test_the_search_box_stands_above_its_button_and_keeps_its_width_in_large_letters(open_page: Any) -> None:
    page = open_page("/search?q=roman", width=360)
    box, button = page.locator("#q"), page.locator(".results-box button")
    assert button.bounding_box()["y"] > box.bounding_box()["y"]

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert box.bounding_box()["width"] > 290
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_the_menu_opens_below_its_row(open_page: Any) -> None:
    page = open_page("/books/1", width=360)
    expect(page.get_by_role("link", name="Tous les livres")).to_be_hidden()

    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_role("link", name="Tous les livres")).to_be_visible()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    assert not found
    page.locator("#top-q").fill("camus")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=camus"))


def test_the_sheet_of_filters_stays_open_while_one_chooses(open_page: Any) -> None:
    page = open_page("/search?q=roman", width=360)
    page.locator(".filters > summary").click()
    rows = page.locator(".filters .facet a")
    assert min(row.bounding_box()["height"] for row in rows.all()[:12]) >= 44

    rows.filter(has_text="Amour").click()
    expect(page.locator(".filters > summary")).to_contain_text("(1")
    expect(page.locator(".filters .facet .is-chosen")).to_be_focused()
    page.locator(".filters").get_by_role("link", name="français", exact=True).click()
    expect(page.locator(".filters > summary")).to_contain_text("(2")

    sheet = page.locator(".filters-body")
    sheet.evaluate("sheet => sheet.scrollTo(0, sheet.scrollHeight)")  # So that no row is half under the bar.
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    assert not found, [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]
    expect(page).to_have_url(re.compile("subject=Amour"))
    expect(page.locator(".results-box [name=subject]")).to_have_value("Amour")
    n_books = page.locator(".hit").count()
    page.get_by_role("link", name=f"Voir les {n_books} livres").click()
    expect(page.locator(".filters-body")).to_be_hidden()
    expect(page.get_by_text("Sujet : Amour")).to_be_visible()

    travel(page, -2)
    expect(page.locator(".chip")).to_have_count(0)


def test_without_script_a_filter_is_a_link(open_page: Any) -> None:
    page = open_page("/search?q=roman", width=360, java_script_enabled=False)
    page.locator(".filters > summary").click()

    page.locator(".filters .facet a").filter(has_text="Amour").click()

    expect(page).to_have_url(re.compile("subject=Amour"))


def test_escape_closes_what_is_open(open_page: Any) -> None:
    page = open_page("/search?q=roman", width=360)
    page.locator(".filters > summary").click()

    page.keyboard.press("Escape")

    expect(page.locator(".filters-body")).to_be_hidden()
    expect(page.locator(".filters > summary")).to_be_focused()
