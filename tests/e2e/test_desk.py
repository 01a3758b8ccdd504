"""The desk in a real browser: logging in by keyboard, a session that ends in the middle, pages for everyone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import free_port, running
from tests.e2e.test_pages import RULES

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
PASSWORD = "le petit chat noir"
PATHS = [
    "/desk",
    "/desk/books/new",
    "/desk/books/1",
    "/desk/books/1/complete",
    "/desk/books/1/history",
    "/desk/books/1/delete",
    "/desk/books/1/merge?other=2",
    "/desk/items/1",
    "/desk/items/1/delete",
    "/desk/deleted",
    "/desk/batch?book=1&book=2",
    "/desk/changesets/jobs/2",
    "/desk/jobs",
    "/desk/changesets",
    "/desk/changesets/1",
    "/desk/changesets/1/undo",
    "/desk/authors",
    "/desk/authors/1",
    "/desk/authors/1/history",
    "/desk/authors/1/merge?other=2",
    "/desk/authors/alike",
    "/desk/subjects",
    "/desk/subjects/1",
    "/desk/subjects/1/history",
    "/desk/subjects/1/merge?other=2",
    "/desk/subjects/alike",
    "/desk/series",
    "/desk/series/1",
    "/desk/series/1/history",
    "/desk/series/1/merge?other=2",
    "/desk/series/alike",
    "/desk/labels",
    "/desk/sql-reports",
    "/desk/sql-reports/new",
    "/desk/sql-reports/1",
    "/desk/sql-reports/1/delete",
    "/desk/scans",
    "/desk/scans/1",
    "/desk/scans/1/delete",
    "/desk/shelves",
    "/desk/register",
    "/desk/register/numbers",
    "/desk/withdrawals",
    "/desk/withdrawals/new",
    "/desk/deposits",
    "/desk/deposits/new",
    "/desk/deposits/return",
    "/desk/deposits/titles",
    "/desk/stocktakings",
    "/desk/stocktakings/new",
    "/desk/stocktakings/2",
    "/desk/stocktakings/2/missing",
    "/desk/stocktakings/2/mark/missing",
    "/desk/stocktakings/2/comparison",
    "/desk/stocktakings/2/report",
    "/desk/stocktakings/2/close",
    "/desk/stocktakings/2/delete",
    "/desk/worklists",
    "/desk/worklists/no-isbn",
    "/desk/searches",
    "/desk/reports",
    "/desk/wishes",
    "/desk/imports",
    "/desk/imports/1",
    "/desk/accounts",
    "/desk/accounts/new",
    "/desk/accounts/1",
    "/desk/accounts/1/delete",
    "/desk/tokens",
    "/desk/tokens/new",
    "/desk/password",
    "/desk/audit",
    "/logout",
    "/wishes/new",
    "/books/1/report",
    "/books/1",
]
"""Every page of the desk (`tests/desk/test_roles.py` compares), and readers' pages with forms."""
N_PARTS = 6
"""Tests that look at all pages: on a busy machine one alone would take longer than a test may."""
ADD_WORK = """
from catalogue.app import create_app
from catalogue.cli import main
from catalogue.extensions import begin_write
from tests.desk.conftest import add_work
from tests.factories import stored_book
for words in (["db", "upgrade"], ["seed"], ["user", "add", "Marie", "--role", "admin", "--password-stdin"]):
    main(words, standalone_mode=False)
with create_app().app_context():
    session = begin_write()
    add_work(session)
    for number in range(300):
        stored_book(session, f"Essaimarin {number}", subjects=("Océans",))
    session.commit()
"""


@pytest.fixture(scope="session")
def desk_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The address of a service that has an account, so that its desk asks for a log-in."""
    folder = tmp_path_factory.mktemp("desk")
    environ = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'catalogue.db'}",
        "SECRET_KEY": "only-for-tests-" * 3,
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "RATE_LIMITS": "off",
    }
    # In one process: four take a minute more to start on a busy machine.
    subprocess.run([sys.executable, "-c", ADD_WORK], env=environ, cwd=ROOT, check=True, input=f"{PASSWORD}\n".encode())
    address = f"http://127.0.0.1:{environ['PORT']}"
    with running(["catalogue", "serve"], environ, folder / "log", f"{address}/health/ready"):
        yield address


@pytest.fixture
def desk(open_page: Any, desk_site: Any) -> Any:
    """Open a page of the desk in a browser in which Marie has logged in by keyboard."""

    def open_desk(path: Any = "/desk", **options: Any) -> Any:
        page = open_page(f"{desk_site}/login", **options)
        page.get_by_label("Votre nom dans le catalogue").focus()
        page.keyboard.type("Marie")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Le bureau")
        if path != "/desk":
            page.goto(desk_site + path)
        return page

    return open_desk


@pytest.mark.parametrize("part", range(N_PARTS))
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_the_desk_is_accessible(desk: Any, desk_site: Any, width: Any, scheme: Any, part: int) -> None:
    page = desk(width=width, color_scheme=scheme)
    faults = []
    for path in PATHS[part::N_PARTS]:
        answer = page.goto(desk_site + path)
        assert answer.status == 200, path
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        faults += [(path, fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]

    assert not faults


@pytest.mark.parametrize("part", range(N_PARTS))
@pytest.mark.parametrize("text_size", ["100%", "200%"])
def test_the_desk_never_scrolls_sideways_on_a_phone(desk: Any, desk_site: Any, text_size: Any, part: int) -> None:
    page = desk(width=360)
    too_wide = []
    for path in PATHS[part::N_PARTS]:
        page.goto(desk_site + path)
        page.evaluate(f"document.documentElement.style.fontSize = '{text_size}'")
        if (width := page.evaluate("document.scrollingElement.scrollWidth")) > 360:
            too_wide.append((path, width))

    assert not too_wide


def test_errors_are_summed_up_where_the_focus_is(desk: Any) -> None:
    page = desk("/desk/accounts/new")
    page.get_by_role("button", name="Ajouter le compte").click()

    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Nom", exact=True)).to_be_focused()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_session_that_ends_in_the_middle_costs_nothing_that_was_typed(desk: Any, has_scripts: Any) -> None:
    page = desk("/desk/tokens/new", java_script_enabled=has_scripts)
    page.get_by_label("À quoi il sert").fill("Le programme « prêt »")
    page.get_by_label("lire seulement").check()
    page.context.clear_cookies(name="session")

    page.get_by_role("button", name="Créer le jeton").click()
    expect(page.locator("main")).to_contain_text("Votre session a pris fin")
    page.get_by_label("Votre nom dans le catalogue").fill("Marie")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()

    expect(page.get_by_label("À quoi il sert")).to_have_value("Le programme « prêt »")
    expect(page.get_by_label("lire seulement")).to_be_checked()
    page.get_by_label("À quoi il sert").fill(f"prêt {has_scripts}")
    page.get_by_role("button", name="Créer le jeton").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("est créé")


def test_after_the_log_out_the_back_button_leads_to_the_log_in(desk: Any) -> None:
    page = desk("/desk/accounts")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator(".staff-bar")).to_have_count(0)

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")


def test_a_book_with_two_copies_is_catalogued_by_keyboard_alone(desk: Any) -> None:
    page = desk("/desk/books/new")
    page.keyboard.type("2-07-036002-5")  # The focus is on the ISBN.
    expect(page.locator("[role=status]", has_text="chiffre de contrôle")).to_be_visible()
    page.keyboard.press("Backspace")
    page.keyboard.type("4")
    page.get_by_label("Titre", exact=True).focus()
    page.keyboard.type("Par le clavier")
    page.get_by_label("Code-barres du premier exemplaire").focus()
    page.keyboard.type("KBD099")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")

    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("même ISBN")  # The demonstration holds it.
    expect(warning).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".message").first).to_contain_text("2 exemplaires sont ajoutés.")
    expect(page.get_by_role("link", name="KBD100")).to_be_visible()


def test_names_are_completed_while_one_types(desk: Any) -> None:
    page = desk("/desk/books/new")
    page.locator("#people-0-name").press_sequentially("camu")

    expect(page.locator("#people-0-name-known option").first).to_have_attribute("value", "Albert Camus")


def test_who_loses_an_edit_race_chooses_and_loses_nothing(desk: Any, desk_site: Any) -> None:
    page = desk("/desk/books/2")
    other = page.context.new_page()
    other.goto(f"{desk_site}/desk/books/2")
    other.get_by_label("Éditeur").fill("Pocket")
    other.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(other.locator(".message").first).to_contain_text("est enregistré")

    page.get_by_label("Éditeur").fill("Folio")
    page.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("entre-temps")
    page.get_by_label("La vôtre : Folio").check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(page.get_by_label("Éditeur")).to_have_value("Folio")


def test_a_version_is_restored_and_a_copy_lent_and_taken_back(desk: Any) -> None:
    page = desk("/desk/books/3")
    title = page.get_by_label("Titre", exact=True).input_value()
    page.get_by_label("Titre", exact=True).fill("Un autre titre")
    page.get_by_role("button", name="Enregistrer", exact=True).last.click()
    page.get_by_role("link", name="Historique").click()
    page.get_by_role("button", name="Rétablir cette version").first.click()
    page.get_by_role("link", name="Retour au livre").click()
    expect(page.get_by_label("Titre", exact=True)).to_have_value(title)

    page.get_by_role("button", name="Prêter").first.click()
    expect(page.locator(".message").first).to_contain_text("est prêté")
    page.get_by_role("button", name="Rendre").first.click()
    expect(page.locator(".message").first).to_contain_text("est rendu")


def test_two_authors_are_merged_and_the_merge_is_taken_back(desk: Any, desk_site: Any) -> None:
    page = desk("/desk/authors/1/merge?other=2")
    page.get_by_role("button", name="Fusionner", exact=True).click()
    expect(page.locator(".message").first).to_contain_text("maintenant sous")
    answer = page.goto(f"{desk_site}/authors/2")
    assert answer.url.endswith("/authors/1")

    page.goto(f"{desk_site}/desk/changesets")
    page.locator("tbody tr").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Annuler…").click()
    page.get_by_role("button", name="Annuler ce lot").click()
    expect(page.locator(".message").first).to_contain_text("étai")

    assert page.goto(f"{desk_site}/authors/2").url.endswith("/authors/2")


def test_three_hundred_books_are_changed_at_once_and_the_change_is_taken_back(desk: Any, desk_site: Any) -> None:
    page = desk("/search?q=essaimarin")
    expect(page.get_by_role("heading", level=1)).to_contain_text("300")
    page.get_by_role("link", name="Modifier les 300 livres trouvés").click()
    page.get_by_label("Que faire").first.select_option("replace:subjects")
    page.get_by_label("Valeur").first.fill("Mers")
    page.get_by_label("À la place de").first.fill("océans")
    page.get_by_role("button", name="Montrer ce qui changerait").click()
    expect(page.locator(".import-counts")).to_contain_text("300")

    page.get_by_role("button", name="Exécuter").click()

    expect(page.locator(".message").first).to_contain_text("300 livres sont modifiés")
    page.get_by_role("link", name="Annuler…").click()
    page.get_by_role("button", name="Annuler ce lot").click()
    expect(page.locator(".message").first).to_contain_text("300")
    page.goto(f"{desk_site}/search?subject=Océans&q=essaimarin")
    expect(page.get_by_role("heading", level=1)).to_contain_text("300")
