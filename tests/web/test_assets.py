"""Style sheets, script and icon."""

import gzip
import re
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from catalogue.web.assets import SOURCES


def addresses(get: Any) -> list[str]:
    page = get("/").read
    linked = [link["href"] for link in page.all_of("link") if link["rel"] in {"stylesheet", "icon"}]
    return linked + [script["src"] for script in page.all_of("script")]


def test_assets_are_kept_for_ever_under_an_address_with_their_version(client: FlaskClient, get: Any) -> None:
    for address in addresses(get):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_old_version_gets_today_s_and_keeps_it_not(client: FlaskClient) -> None:
    answer = client.get("/assets/0123456789ab/catalogue.css")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_assets_travel_compressed_when_the_browser_can(client: FlaskClient, get: Any) -> None:
    address = addresses(get)[1]

    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers
    smallest = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert smallest.headers["Content-Encoding"] == "br"
    assert brotli.decompress(smallest.data) == plain.data
    refused = client.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_an_asset_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/assets/x/catalogue.css")

    again = client.get("/assets/x/catalogue.css", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/assets/x/nothing.css", "/assets/x/..%2F__init__.py", "/assets/x"])
def test_nothing_else_is_served(client: FlaskClient, path: Any) -> None:
    assert client.get(path).status_code == 404


def test_the_icon_is_where_browsers_look(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


def test_no_style_loads_anything_from_elsewhere(client: FlaskClient) -> None:
    for name in SOURCES:
        text = client.get(f"/assets/x/{name}").text
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text)
        assert "@import" not in text


def test_search_engines_leave_the_endless_lists_alone(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert "Disallow: /search?" in answer.text
    assert "Disallow: /api/" in answer.text
