"""`/legal`, `/accessibility`, `/privacy`, `/visit`: what the law asks a library to say, and where it is.

The library's own texts are Markdown files in CATALOGUE_PAGES_DIR: `legal.md`, or `legal.fr.md` and `legal.en.md`.
Until a text is there, the page says that it is missing and what belongs into it.
"""

import json
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from catalogue.extensions import begin_read
from catalogue.services import collection
from catalogue.web.blueprint import bp
from catalogue.web.language import get_page_language

MAX_TEXT_BYTES = 200_000


class LibraryPage(StrEnum):
    """A page of the library's own; the value is its path and the name of its file."""

    VISIT = "visit"
    LEGAL = "legal"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"


HEADINGS: dict[LibraryPage, LazyString] = {
    LibraryPage.VISIT: lazy_gettext("Opening hours and addresses"),
    LibraryPage.LEGAL: lazy_gettext("Legal notice"),
    LibraryPage.PRIVACY: lazy_gettext("Personal data"),
    LibraryPage.ACCESSIBILITY: lazy_gettext("Accessibility statement"),
}

STATUSES: dict[str, LazyString] = {
    "none": lazy_gettext("Accessibility: not compliant"),
    "partial": lazy_gettext("Accessibility: partially compliant"),
    "full": lazy_gettext("Accessibility: fully compliant"),
}
"""The three statuses that a statement may have (decree 2019-768, RGAA 4.1)."""


@bp.get("/<any(visit, legal, privacy, accessibility):name>")
def show_library_page(name: str) -> ResponseReturnValue:
    """Show a page of the library's own, with its text or with what the text should say."""
    page = LibraryPage(name)
    return render_template(
        f"{page}.html",
        page_name=page,
        page_heading=HEADINGS[page],
        text=read_text(page),
        contact=current_app.config["LIBRARY_CONTACT"],
        branches=collection.list_branches(begin_read()) if page is LibraryPage.VISIT else (),
        audit=current_app.config["ACCESSIBILITY_AUDIT"],
        run=read_accessibility_run() if page is LibraryPage.ACCESSIBILITY else None,
    )


def read_text(page: LibraryPage) -> Markup | None:
    """Return the library's text in the language of the page, else in any; None if there is none. HTML in it is text."""
    folder: Path | None = current_app.config["CATALOGUE_PAGES_DIR"]
    if folder is None:
        return None
    for name in (f"{page}.{get_page_language()}.md", f"{page}.md"):
        try:
            with (folder / name).open("rb") as file:
                text = file.read(MAX_TEXT_BYTES).decode(errors="replace")
        except OSError:
            continue
        if text.strip():
            return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704
    return None


def name_accessibility_status() -> str:
    """Return the status line of the footer."""
    audit = current_app.config["ACCESSIBILITY_AUDIT"]
    return str(STATUSES[audit.status if audit else "none"])


@cache
def read_accessibility_run() -> dict[str, Any]:
    """Return what the last automatic test of the pages found: `docs/accessibility.py` writes it down."""
    run: dict[str, Any] = json.loads(files("catalogue.web").joinpath("accessibility_run.json").read_text())
    return run


def link_contact(contact: str) -> Markup:
    """Return how to reach the library; an e-mail address as a link."""
    is_mail = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", contact)
    return Markup('<a href="mailto:{0}">{0}</a>').format(contact) if is_mail else Markup("{}").format(contact)


def register_helpers(app: Flask) -> None:
    """Add to the templates of `app` what these pages and every footer need."""
    app.jinja_env.filters["contact_link"] = link_contact
    app.jinja_env.globals["name_accessibility_status"] = name_accessibility_status
