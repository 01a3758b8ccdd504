"""A stocktaking in a real browser, with a keyboard that types like a scanner: fast, and Enter after each code."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SCANS_ARE_SENT = 60_000
"""Milliseconds: they go one after the other, and a busy machine may take its time."""


def send(method: str, address: str, body: Any = None) -> Any:
    """Send a request to the API, as a program of this machine, and return its answer."""
    sent = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address, sent, {"Content-Type": "application/json"}, method=method)) as answer:
        return json.loads(answer.read() or b"null")


@pytest.fixture
def shelves(site: str) -> Iterator[str]:
    """The address of the service while a book has ten copies in the wagon, and one elsewhere."""
    places = {f"8100{number:06}": "Wagon" for number in range(1, 11)} | {"8200000001": "Bibliobus"}
    items = [
        send("POST", f"{site}/api/items", {"book_id": 1, "barcode": code, "location": place})
        for code, place in places.items()
    ]
    yield site
    for item in items:
        send("DELETE", f"{site}/api/items/{item['id']}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that it leads to, with its scripts."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, role: Any, name: str) -> None:
    """Press Enter on a link or a button."""
    page.get_by_role(role, name=name).focus()
    enter(page)


def scan(page: Page, codes: Iterable[str]) -> None:
    """Type codes as a scanner does, without a look at the page between them."""
    expect(page.get_by_label("Lire ici")).to_be_focused()
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")


def list_codes(first: int, last: int) -> list[str]:
    return [f"8100{number:06}" for number in range(first, last + 1)]


def test_stock_is_taken_by_keyboard_and_scanner_alone(open_page: Any, shelves: str) -> None:
    page = open_page("/desk/stocktakings/new")
    page.get_by_label("Nom du récolement").focus()
    page.keyboard.type("Récolement 2026")
    page.keyboard.press("Tab")
    page.keyboard.press("W")  # A letter chooses in a list.
    expect(page.get_by_label("Bibliothèque")).to_have_value("Wagon")
    page.keyboard.press("Shift+Tab")
    enter(page)
    expect(page.locator("main .message")).to_contain_text("10 exemplaires dans le périmètre")
    choose(page, "button", "Commencer le récolement")
    expect(page.get_by_role("button", name="Lire dans votre liste")).to_be_focused()
    address = page.url
    enter(page)

    scan(page, [*list_codes(1, 8), "8200000001", "9999999999", "8100000001"])

    for group, count in (("good", "9"), ("unknown", "1"), ("double", "1")):
        expect(page.locator(f"#scan-{group} [data-count]")).to_have_text(count, timeout=SCANS_ARE_SENT)
    expect(page.locator("#scan-good")).to_contain_text("À ranger ailleurs")
    page.keyboard.press("Delete")  # The last one was a wrong one.
    expect(page.locator("#scan-double")).to_be_hidden()

    page.goto(address)
    expect(page.locator("main")).to_contain_text("Exemplaires vus : 8 sur 10 dans le périmètre")
    choose(page, "link", "Marquer les manquants…")
    expect(page.locator("main")).to_contain_text("8100000010")
    choose(page, "button", "Marquer 2 exemplaires")
    expect(page.locator(".message").first).to_contain_text("2 exemplaires sont marqués.")

    page.locator("a[href$='/undo']").focus()
    enter(page)
    choose(page, "button", "Annuler ce lot")
    page.goto(f"{address}/close")
    expect(page.locator(".message-warning")).to_contain_text("2 exemplaires manquants ne sont pas encore marqués.")
    choose(page, "button", "Terminer le récolement")
    expect(page.locator(".message").first).to_contain_text("Le récolement est terminé")
