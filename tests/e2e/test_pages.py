"""The pages in a real browser: readable by everyone, on every screen, without JavaScript, on paper."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

PATHS = [
    "/",
    "/search",
    "/search?q=camus",
    "/search?q=roman&page=2&available=1&language=fr",
    "/search?q=miserbles+hugo",
    "/search?q=hug&typing=1",
    "/search?q=peste&language=de&available=1",
    "/search?facet=author",
    "/search?page=999",
    "/search/help",
    "/books/1",
    "/authors/1",
    "/authors/1?language=fr&sort=-year",
    "/subjects/1",
    "/browse/call-numbers",
    "/list",
    "/list?books=1.2.3",
    "/visit",
    "/legal",
    "/privacy",
    "/accessibility",
    "/about",
    "/hello/Zo%C3%A9",
    "/nowhere",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible(open_page: Any, path: Any, width: Any, scheme: Any) -> None:
    page = open_page(path, width=width, color_scheme=scheme)

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]

    assert not found, [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
@pytest.mark.parametrize("operation", ["", "#/books/listBooks", "#/books/createBook"])
def test_the_page_to_try_the_api_is_accessible(open_page: Any, operation: Any, width: Any, scheme: Any) -> None:
    page = open_page(f"/api/docs{operation}", width=width, color_scheme=scheme)
    expect(page.locator(".opblock").first).to_be_visible()

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]

    assert not found, [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_never_scrolls_sideways_on_a_small_phone(open_page: Any, path: Any) -> None:
    page = open_page(path, width=320)

    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_only_from_here_and_breaks_no_rule_of_its_own(open_page: Any, site: Any, path: Any) -> None:
    page = open_page("/about")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path)

    assert all(address.startswith(site) for address in asked)
    assert not [text for text in said if "404" not in text]


def test_a_book_is_found_by_keyboard_alone_and_without_javascript(open_page: Any) -> None:
    page = open_page("/", java_script_enabled=False)

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Chercher dans le catalogue")).to_be_focused()
    page.keyboard.type("camus etranger")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 livre pour camus etranger")
    page.get_by_role("link", name="L’Étranger").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("L’Étranger")
    expect(page.get_by_role("heading", name="Où le trouver")).to_be_visible()


def test_what_has_the_focus_is_seen_to_have_it(open_page: Any) -> None:
    page = open_page("/search")

    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px"


def test_the_switch_changes_the_language_and_stays_on_the_page(open_page: Any) -> None:
    page = open_page("/books/1", java_script_enabled=False)

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", name="Where to find it")).to_be_visible()
    assert page.url.endswith("/books/1")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", name="Où le trouver")).to_be_visible()


def test_filters_are_open_beside_the_list_and_closed_above_it_on_a_phone(open_page: Any) -> None:
    value = {"name": "en rayon maintenant", "exact": True}
    expect(open_page("/search", width=1280).get_by_role("link", **value)).to_be_visible()
    phone = open_page("/search", width=360, java_script_enabled=False)
    expect(phone.get_by_role("link", **value)).to_be_hidden()
    phone.get_by_text("Filtrer", exact=True).click()
    phone.get_by_role("link", **value).click()
    expect(phone.locator(".chip")).to_have_text(re.compile("en rayon maintenant"))


def test_pages_are_as_light_or_dark_as_the_device(open_page: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"

    assert open_page("/", color_scheme="light").evaluate(ground) == "rgb(251, 249, 244)"
    assert open_page("/", color_scheme="dark").evaluate(ground) == "rgb(22, 21, 18)"


def test_lines_are_66_characters_at_most(open_page: Any) -> None:
    page = open_page("/about", width=1600)

    widest = page.evaluate("""Math.max(...[...document.querySelectorAll('main p')].map(p => {
        const ch = document.createElement('span');
        ch.textContent = '0'; p.append(ch);
        const width = p.getBoundingClientRect().width / ch.getBoundingClientRect().width;
        ch.remove();
        return width;
    }))""")

    assert widest <= 66.1


def test_a_book_prints_on_one_sheet_with_its_call_number_large(open_page: Any) -> None:
    page = open_page("/books/1", color_scheme="dark")

    page.emulate_media(media="print", color_scheme="dark")
    size = page.locator("td.call-number").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 32
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
