"""Searching in a real browser: facets with and without JavaScript, completions and results while one types."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.e2e.test_pages import RULES

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]


def box(page: Page) -> Locator:
    return page.get_by_label("Chercher dans le catalogue")


def completions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions")


def read_status(page: Page) -> Locator:
    """What a screen reader is told."""
    return page.locator(".ask-status")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def active(page: Page) -> str:
    """The text of the completion that the arrow keys have come to."""
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    return chosen.inner_text()


def travel(page: Page, by: int) -> None:
    """Go through the history as its buttons do; the page may be another before the browser has answered."""
    page.evaluate("by => void setTimeout(() => history.go(by))", by)


def type_slowly(page: Page, text: str) -> None:
    box(page).focus()
    page.keyboard.type(text)


@pytest.mark.parametrize("has_script", [True, False])
def test_facets_are_links_that_add_up_and_come_off_again(open_page: OpenPage, has_script: bool) -> None:
    page = open_page("/search?q=roman", java_script_enabled=has_script)
    filters = page.get_by_role("complementary", name="Filtres")
    whole = heading(page).inner_text()
    if not has_script:
        page.set_viewport_size({"width": 360, "height": 900})
        page.locator(".filters > summary").click()

    filters.get_by_role("link", name="anglais", exact=True).click()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".chip")).to_have_count(1)
    english = int(heading(page).inner_text().split()[0])
    filters.get_by_role("link", name="italien", exact=True).click()
    expect(page.locator(".chip")).to_have_count(2)
    assert int(heading(page).inner_text().split()[0]) > english
    expect(filters.get_by_role("link", name="français", exact=True)).to_be_visible()

    page.get_by_label("de", exact=True).fill("1950")
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("link", name="à partir de 1950")).to_be_visible()
    for chip in ("anglais", "italien", "à partir de 1950"):
        page.locator(".chip", has_text=chip).click()
    expect(heading(page)).to_have_text(whole)
    expect(page).to_have_url(re.compile(r"/search\?q=roman$"))


def test_all_values_are_shown_on_demand(open_page: OpenPage) -> None:
    page = open_page("/search?language=fr", java_script_enabled=False)
    authors = page.get_by_role("region", name="Auteur")
    expect(authors.get_by_role("listitem")).to_have_count(10)

    authors.get_by_role("link", name="Tous les auteurs…").click()
    page.get_by_role("link", name="Marguerite Duras", exact=True).click()

    expect(heading(page)).to_have_text(re.compile(r"^\d livres?$"))
    expect(page.locator(".chip")).to_have_count(2)


def test_a_correction_can_be_refused(open_page: OpenPage) -> None:
    page = open_page("/search?q=miserbles", java_script_enabled=False)
    expect(heading(page)).to_have_text("4 livres pour misérables")

    page.get_by_role("link", name="Chercher quand même miserbles").click()
    expect(heading(page)).to_have_text("Aucun livre pour miserbles")
    page.get_by_role("link", name="Proposer des corrections").click()

    expect(heading(page)).to_have_text("4 livres pour misérables")


def test_a_result_says_why_it_is_there(open_page: OpenPage) -> None:
    page = open_page("/search?q=la+peste", java_script_enabled=False)

    page.get_by_text("Pourquoi ce résultat").first.click()

    expect(page.get_by_text("Son titre est exactement ce que vous avez écrit.")).to_be_visible()


def test_similar_books_lead_on(open_page: OpenPage) -> None:
    page = open_page("/search?q=germinal", java_script_enabled=False)
    page.get_by_role("link", name="Germinal", exact=True).click()

    page.get_by_role("region", name="Livres semblables").get_by_role("link").first.click()

    expect(page.get_by_role("heading", name="Où le trouver")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/books/1", "/search/help"])
def test_completions_are_walked_with_arrow_keys_and_followed_with_enter(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    type_slowly(page, "camus")
    expect(completions(page)).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(read_status(page)).to_have_text(re.compile("suggestion"))

    page.keyboard.press("ArrowDown")
    assert active(page).startswith("Albert Camus")
    page.keyboard.press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    assert active(page).startswith("Albert Camus")
    page.keyboard.press("Enter")

    expect(page.locator(".chip")).to_have_text(re.compile("Albert Camus"))
    expect(page).to_have_url(re.compile(r"author=Albert\+Camus"))


def test_home_and_end_go_back_to_the_text(open_page: OpenPage) -> None:
    page = open_page("/")
    type_slowly(page, "camu")
    expect(completions(page)).to_be_visible()
    for key, place in (("Home", 0), ("End", 4)):
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
        assert box(page).evaluate("box => box.selectionStart") == place


def test_escape_closes_the_list_and_leaves_the_text(open_page: OpenPage) -> None:
    page = open_page("/")
    type_slowly(page, "camus")
    expect(completions(page)).to_be_visible()

    page.keyboard.press("Escape")
    expect(completions(page)).to_be_hidden()
    expect(box(page)).to_have_value("camus")
    expect(box(page)).to_have_attribute("aria-expanded", "false")

    page.keyboard.press("Alt+ArrowDown")
    expect(completions(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(completions(page)).to_be_hidden()


def test_enter_without_a_choice_searches_for_the_text(open_page: OpenPage) -> None:
    page = open_page("/")
    type_slowly(page, "camus")
    expect(completions(page)).to_be_visible()

    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("2 livres pour camus")
    expect(page).to_have_url(re.compile(r"/search\?q=camus$"))
    expect(completions(page)).to_be_hidden()


def test_a_completion_is_followed_with_the_mouse(open_page: OpenPage) -> None:
    page = open_page("/")
    type_slowly(page, "etranger")

    page.get_by_role("option", name="L’Étranger").click()

    expect(heading(page)).to_have_text("L’Étranger")


def test_results_arrive_as_one_types_and_are_told(open_page: OpenPage) -> None:
    page = open_page("/search?language=fr")

    type_slowly(page, "camu")

    expect(heading(page)).to_have_text("2 livres pour camu")
    expect(read_status(page)).to_have_text(re.compile("^2 livres pour camu"))
    expect(page.get_by_text("camu peut être le début d’un mot.")).to_be_visible()
    expect(page).to_have_title(re.compile("^2 livres pour camu"))
    assert parse_qs(urlsplit(page.url).query) == {"q": ["camu"], "language": ["fr"], "typing": ["1"]}
    expect(box(page)).to_be_focused()

    page.reload()
    expect(heading(page)).to_have_text("2 livres pour camu")
    page.locator(".facet").get_by_role("link", name="Albert Camus").click()
    expect(heading(page)).to_have_text("2 livres pour camu")


def test_a_misspelt_word_is_corrected_when_one_stops_typing(open_page: OpenPage) -> None:
    page = open_page("/search")

    type_slowly(page, "miserbles")

    expect(heading(page)).to_have_text("4 livres pour misérables")


def test_back_leads_to_what_was_there_before_one_typed(open_page: OpenPage) -> None:
    page = open_page("/")
    page.goto("/search?q=germinal")
    box(page).fill("camu")
    expect(heading(page)).to_have_text("2 livres pour camu")
    box(page).press_sequentially("s")
    expect(heading(page)).to_have_text("2 livres pour camus")
    page.get_by_role("link", name="La Peste", exact=True).click()
    expect(heading(page)).to_have_text("La Peste")

    travel(page, -1)
    expect(heading(page)).to_have_text("2 livres pour camus")
    expect(box(page)).to_have_value("camus")
    travel(page, -1)
    expect(heading(page)).to_have_text(re.compile("livres? pour germinal"))
    expect(box(page)).to_have_value("germinal")
    travel(page, 1)
    expect(heading(page)).to_have_text("2 livres pour camus")
    travel(page, -1)
    expect(heading(page)).to_have_text(re.compile("livres? pour germinal"))
    travel(page, -1)
    expect(heading(page)).to_have_text("hello my app")


def test_an_answer_that_comes_too_late_is_dropped(open_page: OpenPage) -> None:
    page = open_page("/search")
    held: list[Route] = []
    page.route(re.compile(r"q=hugo(&|$)"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"/search\?q=hugo&")):
        type_slowly(page, "hugo")

    box(page).fill("camus")
    expect(heading(page)).to_have_text("2 livres pour camus")
    for route in held:
        route.continue_()

    page.get_by_role("option", name="Albert Camus").wait_for()
    expect(heading(page)).to_have_text("2 livres pour camus")
    expect(page.get_by_role("option", name="Victor Hugo")).to_have_count(0)


def test_completions_of_a_text_that_was_taken_away_do_not_come(open_page: OpenPage) -> None:
    page = open_page("/")
    held: list[Route] = []
    page.route("**/api/suggest*", lambda route: held.append(route))
    with page.expect_request("**/api/suggest*"):
        type_slowly(page, "hugo")

    with page.expect_event("requestfailed"):  # It is called off.
        box(page).fill("")

    expect(completions(page)).to_be_hidden()


def test_a_server_that_is_away_is_told_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = open_page("/search?q=camus")
    page.route("**/search*", lambda route: route.abort())
    page.route("**/api/suggest*", lambda route: route.abort())

    box(page).fill("hugo")

    expect(read_status(page)).to_have_text(re.compile("^Pas de réponse"))
    expect(read_status(page)).to_be_in_viewport()
    expect(heading(page)).to_have_text("2 livres pour camus")
    page.unroute_all()
    box(page).press("Enter")
    expect(heading(page)).to_have_text("2 livres pour hugo")


def test_without_completions_results_arrive_all_the_same(open_page: OpenPage) -> None:
    page = open_page("/search")
    page.route("**/api/suggest*", lambda route: route.fulfill(status=503))

    type_slowly(page, "camus")

    expect(heading(page)).to_have_text("2 livres pour camus")
    expect(read_status(page)).to_have_text("2 livres pour camus")


def test_an_input_method_is_waited_for(open_page: OpenPage) -> None:
    page = open_page("/search")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    method = page.context.new_cdp_session(page)
    box(page).focus()

    for text in ("c", "ca", "cam", "camu"):
        method.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(box(page)).to_have_value("camu")
    method.send("Input.insertText", {"text": "camus"})

    expect(heading(page)).to_have_text("2 livres pour camus")
    assert all("q=camus" in request.url for request in asked if "q=" in request.url)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_the_list_of_completions_is_accessible(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page("/search?q=peste", width=width, color_scheme=scheme)
    type_slowly(page, " a")
    box(page).fill("ma")
    expect(completions(page)).to_be_visible()
    page.keyboard.press("ArrowDown")

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]

    assert not found, [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]
    assert page.evaluate("document.scrollingElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 1280])
def test_the_longest_words_stay_inside_the_page(open_page: OpenPage, site: str, width: int) -> None:
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
    page = open_page("/")
    record = {"title": long, "authors": [long], "subjects": [long], "publisher": long, "description": long}
    made = page.request.post(f"{site}/api/books", data=record).json()
    try:
        page = open_page(f"/search?q={long}&author={long}", width=width)
        if width < 1000:
            page.locator(".filters > summary").click()
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        box(page).fill("rindfleisch")
        expect(completions(page)).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
        page.goto(f"/books/{made['id']}")
        assert page.evaluate("document.scrollingElement.scrollWidth") == width
    finally:
        page.request.delete(f"{site}/api/books/{made['id']}")


def test_what_is_no_year_is_told_before_it_is_sent(open_page: OpenPage) -> None:
    page = open_page("/search", java_script_enabled=False)
    start = page.get_by_label("de", exact=True)

    start.fill("mille")
    page.get_by_role("button", name="Appliquer").click()
    expect(start).to_be_focused()
    assert page.url.endswith("/search")
    start.fill("-500")
    page.get_by_role("button", name="Appliquer").click()

    expect(page.locator(".chip")).to_have_text(re.compile("à partir de 500"))


def test_one_letter_is_waited_with(open_page: OpenPage) -> None:
    page = open_page("/search?q=camus")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    box(page).fill("h")
    box(page).fill("hu")
    expect(heading(page)).to_have_text(re.compile("livres pour hu$"))

    assert not [request.url for request in asked if re.search("q=h(&|$)", request.url)]


def test_the_chosen_completion_is_seen_in_the_system_s_own_colours(open_page: OpenPage) -> None:
    page = open_page("/", forced_colors="active")
    type_slowly(page, "camus")
    expect(completions(page)).to_be_visible()

    page.keyboard.press("ArrowDown")

    chosen = page.locator("[role=option][aria-selected=true]")
    outline = chosen.evaluate(
        "option => { const s = getComputedStyle(option); return s.outlineWidth + s.outlineColor; }"
    )
    assert outline.startswith("2px")
    assert "rgba(0, 0, 0, 0)" not in outline
