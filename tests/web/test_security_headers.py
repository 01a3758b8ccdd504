"""Security headers, and what pages load."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from catalogue.domain.items import ItemRecord

PATHS = ["/", "/search", "/search?q=camus", "/search?page=9", "/books/1", "/authors/1", "/subjects/1"]
PATHS += ["/search?q=camus&language=fr&available=1", "/search?q=xyzzy", "/search?facet=author", "/search/help"]
PATHS += ["/about", "/hello/bob", "/nowhere", "/browse/authors", "/browse/titles?from=E"]


@pytest.fixture
def page_at(get: Any, add_book: Any) -> Any:
    add_book(
        "L'Étranger",
        authors=("Albert Camus",),
        subjects=("Roman",),
        cover_url="https://elsewhere.example/cover.jpg",
        dewey="843",
        items=(ItemRecord(barcode="1", call_number="843 CAM", location="Centre"),),
    )
    return get


@pytest.mark.parametrize("path", PATHS)
def test_every_page_carries_the_headers(page_at: Any, path: Any) -> None:
    headers = page_at(path).headers

    policy = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_nothing_from_elsewhere(page_at: Any, path: Any) -> None:
    page = page_at(path)

    loaded = [a["href"] for a in page.read.all_of("link") if a["rel"] in {"stylesheet", "icon"}]
    loaded += [
        a.get("src") or a.get("data") for name in ("img", "script", "iframe", "embed") for a in page.read.all_of(name)
    ]
    assert len(loaded) >= 3
    assert all(address is None or address.startswith("/assets/") for address in loaded)
    others = {urlsplit(found).hostname for found in re.findall(r"https?://[^\"'<> ]+", page.html)}
    assert others <= {"schema.org"}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_no_inline_style_and_no_inline_script(page_at: Any, path: Any) -> None:
    page = page_at(path)

    assert not page.read.all_of("style")
    for attributes in page.read.all_of("script"):
        assert attributes.get("type") == "application/ld+json" or attributes["src"]
    for _, attributes in page.read.tags:
        assert not any(name == "style" or name.startswith("on") for name in attributes)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_is_well_built(page_at: Any, path: Any, language: Any) -> None:
    page = page_at(path, language)

    assert page.title
    assert page.read.all_of("html") == [{"lang": language}]
    assert len(page.read.all_of("h1")) == 1
    assert len(page.read.all_of("main")) == 1
    levels = [int(tag[1]) for tag, _ in page.read.tags if re.fullmatch("h[1-6]", tag)]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in page.read.all_of("label")}
    for field in page.read.all_of("input") + page.read.all_of("select"):
        assert field.get("type") in {"hidden", "checkbox"} or field["id"] in labelled
    assert page.links[0] == "#content"


@pytest.mark.parametrize("path", ["/hello/bob", "/robots.txt", "/favicon.ico", "/api/books"])
def test_other_answers_are_not_sniffed(client: FlaskClient, path: Any) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
