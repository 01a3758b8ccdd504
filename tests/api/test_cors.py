"""Pages of other sites may read the API in the reader's browser, and never write."""

from typing import Any

import pytest

from catalogue.cors import READ_HEADERS

ORIGIN = {"Origin": "https://elsewhere.example"}
ALLOWED = "Access-Control-Allow-Origin"


def preflight(client: Any, path: Any, method: Any, *headers: Any) -> Any:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": ", ".join(headers)}
    return client.options(path, headers=ORIGIN | asked)


@pytest.mark.parametrize(
    "path", ["/api", "/api/books", "/api/books/1", "/api/books/7", "/api/nothing", "/api/openapi.json"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_of_another_site_may_read(client: Any, post_book: Any, method: Any, path: Any) -> None:
    post_book()

    headers = client.open(path, method=method, headers=ORIGIN).headers

    assert headers[ALLOWED] == "*"
    assert {"Link", "X-Total-Count", "ETag", "Location", "X-Request-ID", "Retry-After"} <= set(
        headers["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in headers


def test_what_the_page_has_is_not_sent_again(client: Any, post_book: Any) -> None:
    post_book()

    answer = client.get("/api/books/1", headers=ORIGIN | {"If-None-Match": '"1"'})

    assert (answer.status_code, answer.headers[ALLOWED]) == (304, "*")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_read_passes_its_preflight(client: Any, post_book: Any, method: Any) -> None:
    answer = preflight(client, "/api/books/1", method, "if-none-match")

    assert answer.status_code == 200
    assert answer.headers[ALLOWED] == "*"
    assert set(answer.headers["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD"}
    assert "if-none-match" in answer.headers["Access-Control-Allow-Headers"].lower()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_write_does_not_pass_its_preflight(client: Any, method: Any) -> None:
    answer = preflight(client, "/api/books/1", method, "content-type", "authorization", "if-match")

    assert [name for name, _ in answer.headers if name.startswith("Access-Control")] == []


def test_no_preflight_lets_a_token_or_a_body_through(client: Any) -> None:
    allowed = preflight(client, "/api/books", "GET").headers["Access-Control-Allow-Headers"].lower()

    assert not {"authorization", "content-type", "*"} & set(allowed.split(", "))


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_write_that_needs_no_preflight_writes_nothing(
    client: Any, problem: Any, unchanged: Any, media_type: Any
) -> None:
    """Whoever reads this at the machine of the service, where local mode may write, is safe, too."""
    with unchanged():
        answer = client.post("/api/books", data='{"title": "T"}', content_type=media_type, headers=ORIGIN)

    problem(answer, answer.status_code)
    assert 400 <= answer.status_code < 500
    assert ALLOWED not in answer.headers


@pytest.mark.parametrize("path", ["/", "/search", "/health/live", "/apis"])
def test_other_addresses_are_for_their_own_site(client: Any, path: Any) -> None:
    assert ALLOWED not in client.get(path, headers=ORIGIN).headers


def test_every_header_of_ours_may_be_read(client: Any, post_book: Any) -> None:
    post_book()
    ours = {name for path in ("/api/books", "/api/books/1") for name, _ in client.get(path).headers if name[:2] == "X-"}

    assert ours - {"X-Content-Type-Options"} <= set(dict(READ_HEADERS)["Access-Control-Expose-Headers"].split(", "))
