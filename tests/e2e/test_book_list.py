"""The reader's own list in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e


def test_a_list_is_kept_by_the_browser_and_shared_by_its_address(open_page: Any) -> None:
    page = open_page("/search?q=camus")
    page.get_by_role("button", name="Ajouter à ma liste").first.click()
    expect(page.get_by_role("button", name="Retirer de ma liste")).to_have_count(1)
    page.goto("/books/5")
    page.get_by_role("button", name="Ajouter à ma liste").click()
    page.reload()
    expect(page.get_by_role("button", name="Retirer de ma liste")).to_be_visible()

    page.get_by_role("link", name="Ma liste (2)").click()
    expect(page.locator(".hit")).to_have_count(2)
    shared = open_page(page.url)
    expect(shared.locator(".hit")).to_have_count(2)
    expect(shared.get_by_role("link", name="Ma liste", exact=True)).to_be_visible()
    shared.get_by_role("button", name="Ajouter ces livres à ma liste").click()
    expect(shared.get_by_role("link", name="Ma liste (2)")).to_be_visible()

    page.emulate_media(media="print")
    expect(page.locator(".list-actions")).to_be_hidden()
    expect(page.locator(".standing").first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Vider ma liste").click()
    expect(page.get_by_text("Aucun livre dans votre liste")).to_be_visible()
