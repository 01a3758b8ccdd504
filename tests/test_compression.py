"""Answers are compressed where it is safe and pays."""

import gzip
from typing import Any

import brotli
import pytest

READERS: dict[str, Any] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("coding", READERS)
@pytest.mark.parametrize("path", ["/", "/search", "/about", "/api/openapi.json"])
def test_pages_and_documents_travel_compressed(client: Any, path: str, coding: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": coding})

    assert packed.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert READERS[coding](packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_brotli_is_preferred(client: Any) -> None:
    assert client.get("/", headers={"Accept-Encoding": "gzip, deflate, br"}).headers["Content-Encoding"] == "br"
    assert client.get("/", headers={"Accept-Encoding": "br;q=0, gzip"}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "identity"}).headers


def test_what_goes_to_somebody_with_a_session_is_not_compressed(client: Any) -> None:
    """The length of what is compressed together with the token of a form would tell of the token (BREACH)."""
    client.set_cookie("session", "something")

    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "br"}).headers


def test_small_answers_stay_as_they_are(client: Any) -> None:
    assert "Content-Encoding" not in client.get("/health/live", headers={"Accept-Encoding": "br"}).headers
