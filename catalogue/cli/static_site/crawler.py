"""The pages of a static site, fetched from the application without a server, one after the other."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask, render_template

from catalogue.cli.static_site.addresses import SEARCH, Addresses, SitePage
from catalogue.cli.static_site.links import rewrite
from catalogue.extensions import db
from catalogue.services import exports
from catalogue.services.browse import BrowseIndex, list_entries

BROWSE_PER_PAGE = 300
"""Entries on a page of an index; more than the service shows, because the pages are turned one by one here."""


def write_pages(
    app: Flask, folder: Path, language: str, languages: Sequence[str], report: Callable[[int, int], None]
) -> int:
    """Write all pages of one language into a folder of its name; return how many."""
    with _as_static_site(app):
        return _write_pages(app, folder, language, languages, report)


@contextmanager
def _as_static_site(app: Flask) -> Iterator[None]:
    """Have the application make pages that go along."""
    changes = {"STATIC_SITE_DAY": datetime.now(UTC).date().isoformat(), "BROWSE_PER_PAGE": BROWSE_PER_PAGE}
    app.config |= changes
    try:
        yield
    finally:
        for name in changes:
            del app.config[name]


def _write_pages(
    app: Flask, folder: Path, language: str, languages: Sequence[str], report: Callable[[int, int], None]
) -> int:
    addresses = Addresses({index.value: _list_starts(index) for index in BrowseIndex})
    queue = deque(_list_first_places(addresses))
    seen = {place.file for place in queue}
    n_pages = 0
    while queue:
        place = queue.popleft()
        text = _fetch(app, place, language)
        if text is None:
            continue
        page, found = rewrite(text, place, addresses, languages)
        path = folder / language / place.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
        n_pages += 1
        report(n_pages, n_pages + len(queue))
        for target in found:
            if "?" not in target.file and target.file not in seen:
                seen.add(target.file)
                queue.append(target)
    return n_pages


def _list_first_places(addresses: Addresses) -> Iterator[SitePage]:
    """Yield home, the search page and every book; all other pages are linked from these."""
    yield SitePage("/", "index.html")
    yield SitePage(SEARCH, "search.html")
    with exports.open_snapshot(db.engine) as session:
        for book_id in exports.list_all_ids(session):
            if place := addresses.find_place(f"/books/{book_id}"):
                yield place


def _list_starts(index: BrowseIndex) -> list[str]:
    """Return the key with which each page of an index begins, that of the first being empty."""
    starts = [""]
    with exports.open_snapshot(db.engine) as session:
        while key := list_entries(session, index, starts[-1], BROWSE_PER_PAGE).next_key:
            starts.append(key)
    return starts


def _fetch(app: Flask, place: SitePage, language: str) -> str | None:
    """Return the page at an address; None where there is none.

    :raises click.ClickException: when the application fails.
    """
    headers = {"Accept": "text/html", "Accept-Language": language}
    if place.address == SEARCH:
        with app.test_request_context(SEARCH, headers=headers):
            return render_template("site_search.html")
    with app.app_context(), app.test_client() as client:  # A context of its own: `g` is that of one request.
        response = client.get(place.address, headers=headers)
        if response.status_code >= 500:
            raise click.ClickException(f"The page {place.address} cannot be made (status {response.status_code}).")
        return response.text if response.status_code == 200 and response.mimetype == "text/html" else None
