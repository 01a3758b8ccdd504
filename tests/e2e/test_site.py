"""The static site, opened from a disk: its search answers as the service does, and its pages meet the same rules."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.e2e

PATHS = [
    *("fr/index.html", "fr/search.html", "fr/search.html?q=camus", "fr/search.html?q=xqzvw"),
    *("fr/books/1.html", "fr/authors/1.html", "fr/subjects/1.html", "fr/browse/titles.html", "en/about.html"),
    "en/search/help.html",
]
AGREEMENT = 0.95
"""The share of questions for titles and authors whose first book is that of the service."""


@pytest.fixture(scope="session")
def static_site(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration collection as a static site."""
    if shutil.which("npm") is None:
        pytest.skip("npm fetches the search library")
    folder = tmp_path_factory.mktemp("static") / "pages"
    words = [sys.executable, "-m", "catalogue", "site", str(folder)]
    subprocess.run(words, env=environ, check=True, capture_output=True)
    return folder


@pytest.fixture
def open_file(browser: Browser, static_site: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the static site as a file."""
    contexts = []

    def open_file(path: str, **options: Any) -> Page:
        contexts.append(browser.new_context(locale="fr-FR", **options))
        page = contexts[-1].new_page()
        name, _, query = path.partition("?")
        page.goto(static_site.joinpath(name).as_uri() + (f"?{query}" if query else ""))
        return page

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PATHS)
def test_pages_meet_the_rules_of_accessibility(open_file: Any, path: str) -> None:
    found = Axe().run(open_file(path)).response["violations"]

    assert not found, [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


def test_the_entrance_leads_to_the_first_language(browser: Browser, static_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((static_site / "index.html").as_uri(), wait_until="commit")

    expect(page).to_have_url((static_site / "fr" / "index.html").as_uri())
    context.close()


def test_a_reader_searches_and_opens_a_book(open_file: Any) -> None:
    page = open_file("fr/index.html")
    page.get_by_label("Chercher dans le catalogue").fill("etranger camus")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="L’Étranger").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("L’Étranger")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Where to find it")).to_be_visible()


def test_the_search_says_what_to_do_without_javascript(open_file: Any) -> None:
    page = open_file("fr/search.html?q=camus", java_script_enabled=False)

    page.get_by_role("link", name="Titres de A à Z").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Titres de A à Z")


def test_misspelt_words_find_what_comes_near(open_file: Any) -> None:
    page = open_file("fr/search.html?q=germinall")

    expect(page.get_by_text("Voici ce qui s’en approche")).to_be_visible()
    expect(page.get_by_role("link", name="Germinal")).to_be_visible()


def test_first_books_are_those_of_the_service(open_file: Any, open_page: Any) -> None:
    page = open_file("fr/search.html")
    books = page.evaluate("books.map(({title, authors}) => ({title, authors}))")
    questions = [book["title"] for book in books]
    questions += [f"{book['title'].split()[-1]} {book['authors'][0].split()[-1]}" for book in books if book["authors"]]
    questions = random.Random(1).sample(questions, min(len(questions), 200))
    first = "some => some.map(q => answer(new URLSearchParams({ q }))[0][0]?.id ?? null)"
    ask = """some => Promise.all(some.map(async q => {
        const answered = await fetch("/api/search?" + new URLSearchParams({ q, per_page: 1, facets: "none" }));
        return (await answered.json()).results[0]?.id ?? null }))"""

    mine = page.evaluate(first, questions)
    theirs = open_page("/about").evaluate(ask, questions)

    same = [one == other for one, other in zip(mine, theirs, strict=True)]
    assert sum(same) / len(same) >= AGREEMENT
