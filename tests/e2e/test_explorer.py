"""The explorer in a real browser: a walk through its screens, and whether everyone can follow."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from explorer.messages import pages
from tests.e2e.test_pages import RULES

COLLECTION, DATA, SEE = pages.COLLECTION["fr"], pages.DATA["fr"], pages.FIGURES["fr"]
FRAME, PLOT = pages.FRAME["fr"], pages.PLOT["fr"]

pytestmark = pytest.mark.e2e

PATIENCE = 60_000
"""Milliseconds for a screen on a busy machine."""
NOT_OURS = {"region", "landmark-one-main", "page-has-heading-one", "scrollable-region-focusable"}
"""Rules about what Streamlit puts around every screen."""


@pytest.fixture
def open_screen(open_page: Callable[..., Page], explorer: str) -> Callable[..., Page]:
    """Open a screen of the explorer and wait until it is drawn: `open_screen("weeding", width=360)`."""

    def open_screen(path: str = "", **options: object) -> Page:
        page = open_page(f"{explorer}/{path}", **options)
        read_figure(page)
        return page

    return open_screen


def read_figure(page: Page) -> None:
    """Return when the script has run through, whatever it was that set it going."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stCaptionContainer").last).to_have_css("opacity", "1")  # Our style sheet is in.
    assert not page.get_by_test_id("stException").count()


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a drop-down list."""
    page.get_by_role("combobox", name=re.compile(rf"\b{re.escape(label)}$")).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def go_to(page: Page, screen: str) -> None:
    """Follow a link of the side bar."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=FRAME.pages[screen]).click()
    read_figure(page)


def test_numbers_and_bars_lead_to_the_books_they_count(open_screen: Any, site: Any) -> None:
    page = open_screen()
    bar = page.locator(".picture a[title^='français']")
    counted = bar.get_attribute("title").removeprefix("français\u202f: ")

    bar.click()

    page.wait_for_url(f"{site}/search?language=fr")
    expect(page.locator("main")).to_contain_text(re.sub(r"\s", "", counted.split()[0]))
    page.go_back()
    page.locator(".numbers a").first.click()
    page.wait_for_url(f"{site}/search")


def test_catalogue_and_explorer_lead_to_each_other(open_page: Any, site: Any, explorer: Any) -> None:
    page = open_page("/")

    page.get_by_role("link", name=COLLECTION.title).click()

    page.wait_for_url(f"{explorer}/")
    read_figure(page)
    back = page.get_by_test_id("stSidebar").get_by_role("link", name="Retour au catalogue")
    expect(back).to_have_attribute("href", f"{site}/")


def test_a_walk_from_a_data_set_to_a_heatmap_and_a_plot_that_makes_no_sense(open_screen: Any) -> None:
    page = open_screen()
    go_to(page, "see")
    pick(page, DATA.source, DATA.sources["files"])
    read_figure(page)
    pick(page, DATA.file, "loans-made-up.csv")
    expect(page.get_by_role("heading", name=SEE.correlations)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("img", name=re.compile(PLOT.titles["correlations"])).first).to_be_visible(timeout=PATIENCE)

    go_to(page, "plot")
    pick(page, SEE.kind, PLOT.kinds["pairs"])
    page.get_by_role("combobox", name=SEE.columns).click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stAlert")).to_be_visible(timeout=PATIENCE)
    read_figure(page)
    said = page.get_by_test_id("stAlert").inner_text()

    page.reload()
    expect(page.get_by_test_id("stAlert")).to_have_text(said, timeout=PATIENCE)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
@pytest.mark.parametrize("screen", ["", "weeding"])
def test_a_screen_is_accessible(open_screen: Any, screen: Any, width: Any, scheme: Any) -> None:
    page = open_screen(screen, width=width, color_scheme=scheme)

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]

    assert not [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found if fault["id"] not in NOT_OURS
    ]


def test_a_screen_never_scrolls_sideways_on_a_phone(open_screen: Any) -> None:
    page = open_screen(width=360)

    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_a_folded_side_bar_is_not_tabbed_to_and_its_button_speaks_french(open_screen: Any) -> None:
    page = open_screen("weeding", width=360)

    expect(page.get_by_test_id("stSidebar")).to_be_hidden(timeout=PATIENCE)
    button = page.get_by_test_id("stExpandSidebarButton")
    expect(button).to_have_attribute("aria-label", FRAME.chrome["Expand sidebar"], timeout=PATIENCE)


def test_the_screen_loads_only_from_here(open_page: Any, explorer: Any) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(explorer)
    read_figure(page)

    assert not [address for address in asked if not address.startswith((explorer, "data:", "blob:"))]


def test_the_report_is_a_file_of_its_own(open_screen: Any, tmp_path: Path) -> None:
    page = open_screen()

    with page.expect_download(timeout=PATIENCE) as downloading:
        page.get_by_role("button", name=COLLECTION.take_report).click()
    file = tmp_path / "report.html"
    downloading.value.save_as(file)
    page.goto(file.as_uri())

    assert downloading.value.suggested_filename.startswith("collection-")
    expect(page.get_by_role("heading", level=2)).to_have_count(len(COLLECTION.panels))


def test_streamlit_offers_no_csv_of_its_own(open_screen: Any) -> None:
    page = open_screen("look")

    page.get_by_test_id("stDataFrame").first.hover()

    expect(page.get_by_role("button", name=re.compile("^Rechercher")).first).to_be_visible()
    for button in page.locator("button[aria-label^='Download as CSV']").all():
        expect(button).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_says_the_language_that_the_switch_sets(open_screen: Any, width: Any) -> None:
    page = open_screen("look", width=width)
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "fr")

    if width < 768:
        page.get_by_test_id("stExpandSidebarButton").click()
    for name, tag in (("English", "en"), ("Français", "fr")):
        page.get_by_test_id("stSidebar").get_by_text(name, exact=True).click()
        expect(html).to_have_attribute("lang", tag, timeout=PATIENCE)


def test_no_screen_needs_what_its_policy_forbids(open_page: Any, explorer: Any) -> None:
    page = open_page(f"{explorer}/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    read_figure(page)
    for screen in FRAME.pages:
        go_to(page, screen)

    assert not [text for text in said if "Content Security Policy" in text]
