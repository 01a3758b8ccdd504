"""Write down for `/accessibility` what axe finds on the readers' pages: `python docs/accessibility.py ADDRESS`.

ADDRESS is that of a service with the demonstration collection and without the desk's log-in, such as
`catalogue serve` gives; the result is `catalogue/web/accessibility_run.json`.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

RUN = Path(__file__).parents[1] / "catalogue" / "web" / "accessibility_run.json"
PAGES = [
    *("/", "/search?q=roman", "/search?q=miserbles", "/search?facet=author", "/search/help", "/books/1", "/authors/1"),
    *("/subjects/1", "/browse/titles", "/browse/call-numbers", "/list?books=1.2", "/visit", "/legal", "/privacy"),
    *("/accessibility", "/about", "/nowhere", "/api/docs"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_pages(browser: Browser, address: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path of each page and what axe says of it, for each width and colour scheme."""
    for width in (1280, 360):
        for scheme in ("light", "dark"):
            viewport = {"width": width, "height": 900}
            context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="fr-FR")  # type: ignore[arg-type]
            page = context.new_page()
            for path in PAGES:
                page.goto(address + path)
                page.wait_for_selector("main")
                yield path, Axe().run(page, options={"runOnly": RULES}).response
            context.close()


def main(address: str) -> None:
    """Test the pages and write what was found."""
    violations: dict[str, set[str]] = {}
    undecided: set[str] = set()
    tool = ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path, found in test_pages(browser, address):
            tool = f"{found['testEngine']['name']} {found['testEngine']['version']}"
            for fault in found["violations"]:
                violations.setdefault(fault["id"], set()).add(path)
            undecided |= {fault["id"] for fault in found["incomplete"]}
        browser.close()
    run = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "tool": tool,
        "pages": PAGES,
        "violations": {rule: sorted(paths) for rule, paths in sorted(violations.items())},
        "undecided": sorted(undecided),
    }
    RUN.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
