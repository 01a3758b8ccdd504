"""The address by which readers know the service: PUBLIC_URL, or none at all; never what a request says."""

import json
import re
from typing import Any

import pytest

from catalogue.app import create_app
from catalogue.extensions import begin_write
from tests.factories import stored_book

PUBLIC = "https://library.example"
PAGES = [
    "/",
    "/search?q=nana",
    "/search?facet=author",
    "/search/help",
    "/books/1",
    "/authors/1",
    "/subjects/1",
    "/about",
]
OTHERS = [
    "/nowhere",
    "//about",
    "/about/",
    "/search//help",
    "/hello/bob",
    "/robots.txt",
    "/api/books?q=nana",
    "/api/docs",
]
OTHERS += ["/api//books", "/api/books/1", "/api/search?q=nana", "/api/openapi.json", "/api/nowhere", "/health/ready"]
HSTS = "Strict-Transport-Security"


@pytest.fixture
def client_with(empty_catalogue: str) -> Any:
    """A client of a catalogue of one book, with settings: `client_with(PUBLIC_URL=…)`."""

    def client_with(**settings: Any) -> Any:
        environ = {"DATABASE_URL": empty_catalogue, "SECRET_KEY": "only-for-tests-" * 3}
        app = create_app(environ | settings)
        with app.app_context():
            session = begin_write()
            stored_book(session, "Nana", authors=("Émile Zola",), subjects=("Roman",), isbn="9782070360024")
            session.commit()
        return app.test_client()

    return client_with


def test_what_a_request_calls_us_comes_back_nowhere(client_with: Any) -> None:
    client = client_with(EXPLORER_URL=":8501", ALLOWED_HOSTS="other.example")
    forged = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example;proto=https",
        "X-Forwarded-Prefix": "/evil.example",
    }
    for path in PAGES + OTHERS:
        answer = client.get(path, headers=forged)
        assert "evil" not in str(answer.headers) + answer.text, path
    answer = client.post("/language/fr", data={"next": "/about"}, headers=forged)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert "Secure" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_public_address_no_address_is_absolute(client_with: Any, path: Any) -> None:
    answer = client_with().get(path)

    assert not re.search(r'(href|src|action)="(https?:)?//', answer.text)
    assert HSTS not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_itself_by_its_public_address(client_with: Any, path: Any) -> None:
    answer = client_with(PUBLIC_URL=PUBLIC).get(path, headers={"Host": "127.0.0.1:5000"})
    canonical = re.search(r'rel="canonical" href="(.*?)"', answer.text)

    assert answer.headers[HSTS] == "max-age=31536000"
    if "facet" in path:
        assert canonical is None
    else:
        assert canonical[1].startswith(PUBLIC + path.partition("?")[0])


def test_a_book_is_identified_by_its_public_address(client_with: Any) -> None:
    page = client_with(PUBLIC_URL=f"{PUBLIC}/").get("/books/1").text
    assert f'<meta property="og:url" content="{PUBLIC}/books/1">' in page
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])

    assert described["@id"] == described["url"] == f"{PUBLIC}/books/1"
    assert described["author"][0]["url"] == f"{PUBLIC}/authors/1"


def test_the_api_links_to_the_public_address(client_with: Any) -> None:
    answer = client_with(PUBLIC_URL=PUBLIC).get("/api/books?q=nana")

    assert answer.headers["Link"].startswith(f"<{PUBLIC}/api/books?q=nana&page=1>")


@pytest.mark.parametrize(("public_url", "is_secure"), [(PUBLIC, True), ("http://library.example", False)])
def test_a_redirect_and_its_cookie_follow_the_public_address(client_with: Any, public_url: Any, is_secure: Any) -> None:
    answer = client_with(PUBLIC_URL=public_url).post("/language/fr", data={"next": "/about"})

    assert answer.headers["Location"] == f"{public_url}/about"
    assert ("Secure" in answer.headers["Set-Cookie"]) is is_secure
    assert (HSTS in answer.headers) is is_secure


@pytest.mark.parametrize(
    ("n_proxies", "proto", "is_secure"),
    [
        ("0", "https", False),
        ("1", "https", True),
        ("1", "http", False),
        ("1", "https,http", False),
        ("2", "https,http", True),
    ],
)
def test_the_scheme_is_what_the_outermost_trusted_proxy_says(
    client_with: Any, n_proxies: Any, proto: Any, is_secure: Any
) -> None:
    client = client_with(TRUSTED_PROXIES=n_proxies)
    answer = client.post("/language/fr", headers={"X-Forwarded-Proto": proto})

    assert ("Secure" in answer.headers["Set-Cookie"]) is is_secure
    assert (HSTS in answer.headers) is is_secure


@pytest.mark.parametrize(
    ("settings", "host", "link"),
    [
        ({}, "localhost:5000", "http://localhost:8501/"),
        ({}, "127.0.0.1:5000", "http://127.0.0.1:8501/"),
        ({}, "[::1]:5000", "http://[::1]:8501/"),
        ({}, "library.example", None),
        ({}, "localhost.evil.example", None),
        ({"ALLOWED_HOSTS": "pc7 library.example"}, "Library.Example:5000", "http://library.example:8501/"),
        ({"ALLOWED_HOSTS": "pc7 library.example"}, "evil.example", None),
        ({"PUBLIC_URL": PUBLIC}, "evil.example", "http://library.example:8501/"),
        ({"EXPLORER_URL": "https://figures.example/"}, "evil.example", "https://figures.example/"),
    ],
)
def test_the_explorer_beside_us_is_linked_by_an_allowed_name(
    client_with: Any, settings: Any, host: Any, link: Any
) -> None:
    page = client_with(**{"EXPLORER_URL": ":8501"} | settings).get(
        "/about", headers={"Host": host, "Accept-Language": "en"}
    )
    found = re.search(r'href="([^"]*)">The collection in figures', page.text)

    assert (found and found[1]) == link
