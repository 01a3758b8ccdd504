"""The readers' pages as files: links that lead to files, and nothing that needs the service."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
from flask import Flask
from lxml import html

from catalogue.cli.static_site import crawler, search_data
from catalogue.cli.static_site.addresses import Addresses
from catalogue.cli.static_site.links import rewrite

ADDRESSES = Addresses({"titles": ["", "germinal", "nana"]})


@pytest.fixture
def pages(app: Flask, client: Any, tmp_path: Path) -> Path:
    """The folder of a site of some books, in both languages."""
    for number in range(25):
        members = {"authors": ["Émile Zola"], "subjects": ["Roman"], "dewey": "843", "series": "Folio"}
        client.post("/api/books", json={"title": f"L’Œuvre {number}", **members})
    client.post("/api/items", json={"book_id": 1, "barcode": "B1", "location": "Centre", "call_number": "843 ZOL"})
    (tmp_path / "assets").mkdir()
    with app.app_context():
        for language in ("fr", "en"):
            assert crawler.write_pages(app, tmp_path, language, ("fr", "en"), lambda *_: None) > 30
        search_data.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("address", "base", "file"),
    [
        ("/", "/", "index.html"),
        ("/about", "/", "about.html"),
        ("/search/help", "/", "search/help.html"),
        ("/search?q=zola&dewey=8", "/", "search.html?q=zola&dewey=8"),
        ("/books/7", "/", "books/7.html"),
        ("/authors/7?page=2", "/", "authors/7-2.html"),
        ("?page=3", "/subjects/7", "subjects/7-3.html"),
        ("/browse/titles", "/", "browse/titles.html"),
        ("/browse/titles?from=H", "/", "browse/titles-2.html"),
        ("/browse/titles?from=z", "/", "browse/titles-3.html"),
        *((live, "/", None) for live in ("/api/books/1", "/desk", "/books/1.csv", "/authors/1?language=fr", "//x/y")),
    ],
)
def test_an_address_becomes_a_file(address: str, base: str, file: str | None) -> None:
    place = ADDRESSES.find_place(address, base)

    assert (place.file if place else None) == file


def test_links_are_relative_and_what_needs_the_service_goes() -> None:
    place = ADDRESSES.find_place("/books/7")
    text = """<!DOCTYPE html><html lang="fr"><head><link rel="canonical" href="/books/7">
        <link rel="stylesheet" href="/assets/abc/catalogue.css"></head><body>
        <p data-live>live</p><a href="/authors/3">Zola</a> <a href="/api/books/7">JSON</a> <a href="#list">list</a>
        <form role="search" action="/search" data-x="/api"><input type="hidden" name="sort"><input name="q"></form>
        <form class="switch" method="post" action="/language/en"><button>English</button></form></body></html>"""

    assert place
    page, found = rewrite(text, place, ADDRESSES, ("fr", "en"))

    assert 'href="../../assets/catalogue.css"' in page
    assert '<a href="../authors/3.html">Zola</a> JSON <a href="#list">' in page
    assert '<form role="search" action="../search.html"><input name="q"></form>' in page
    assert '<a lang="en" href="../../en/books/7.html">English</a>' in page
    assert not any(word in page for word in ("live", "canonical", "method"))
    assert [one.file for one in found] == ["authors/3.html"]


def test_every_link_leads_to_a_file(pages: Path) -> None:
    scripts = {"catalogue.css", "favicon.svg", "copy.js", "minisearch.js", "site.js", "books.js"}
    for path in pages.rglob("*.html"):
        for _, name, link, _ in html.fromstring(path.read_text(encoding="utf-8")).iterlinks():
            parts = urlsplit(link)
            assert not parts.scheme, (path, name, link)
            assert not link.startswith("/"), (path, name, link)
            target = (path.parent / parts.path).resolve()
            assert not parts.path or target.exists() or target.name in scripts, (path, link)


def test_pages_are_in_their_language_and_say_of_which_day_they_are(pages: Path) -> None:
    french, english = (pages.joinpath(tag, "books", "1.html").read_text(encoding="utf-8") for tag in ("fr", "en"))

    assert '<html lang="fr">' in french
    assert "Ces pages sont du " in french
    assert "These pages are of " in english
    assert "843 ZOL" in french.replace("\xa0", " ")
    for live in ("/api/", "/desk", "search.js", "data-live", "Exporter"):
        assert live not in french
    assert (pages / "fr" / "authors" / "1-2.html").exists()


def test_a_service_goes_on_as_before(app: Flask, client: Any, pages: Path) -> None:
    assert "Ces pages sont du" not in client.get("/books/1", headers={"Accept-Language": "fr"}).text


def test_pages_do_not_speak_of_what_only_the_service_has(pages: Path) -> None:
    assert (pages / "fr" / "series" / "1.html").is_file()
    for file in pages.glob("fr/**/*.html"):
        assert "Ma liste" not in file.read_text(), file


def test_the_search_has_the_words_of_the_index(pages: Path) -> None:
    text = (pages / "assets" / "books.js").read_bytes().removeprefix(b"window.CATALOGUE = ").removesuffix(b";\n")

    first = next(book for book in orjson.loads(text)["books"] if book["id"] == 1)

    assert (first["id"], first["title"], first["places"]) == (1, "L’Œuvre 0", ["Centre, 843 ZOL"])
    assert first["t"].startswith("oeuvre 0")
    assert "oeuvre 0" in first["keys"]
    assert first["h"] == "folio | roman"


def test_a_folder_of_somebody_elses_is_left_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()

    done = run("site", tmp_path)

    assert done.exit_code == 1
    assert "holds other files" in done.output
    assert (tmp_path / "mine").exists()
