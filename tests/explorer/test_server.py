"""The server around Streamlit: what it puts on every answer, what it does not answer, and when it begins to count."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa

from explorer.html_shell import SHELL
from explorer.messages.pages import FRAME
from explorer.panels.collection import COUNTS
from explorer.screens import context
from explorer.security import HEADERS, UNUSED
from explorer.server import CountingAhead, begin

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own are not ours to mend
PATIENCE = 120
"""Seconds for a busy machine."""


async def answer(scope: Any, receive: Any, send: Any) -> None:
    await send(scope["path"])


def asked_for(path: str) -> list[str]:
    """Return what is answered to a request."""
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def request() -> None:
        await CountingAhead(answer)({"type": "http", "path": path}, None, send)  # type: ignore[arg-type]

    asyncio.run(request())
    return sent


@pytest.fixture
def counts(database_url: str, add_book: Any, keep: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An event that is set when the books are counted."""
    add_book()
    keep()
    monkeypatch.setenv("DATABASE_URL", database_url)
    counted = Event()

    def hear(connection: Any, cursor: Any, statement: Any, *rest: Any) -> None:
        if "count(*)" in statement:
            counted.set()

    engine = context.database()
    sa.event.listen(engine, "before_cursor_execute", hear)
    yield counted
    counting = context.counter().now()
    for name in COUNTS:  # Nothing is left over for the next test to hear.
        counting.counted(name)
    sa.event.remove(engine, "before_cursor_execute", hear)


def test_counting_begins_when_the_first_screen_is_asked_for(counts: Any) -> None:
    assert asked_for("/") == ["/"]

    assert counts.wait(PATIENCE)


def test_other_requests_count_nothing(counts: Any) -> None:
    assert asked_for("/static/js/index.js") == ["/static/js/index.js"]

    assert not counts.is_set()


def test_a_catalogue_that_is_away_stops_no_request(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")

    begin()
    assert asked_for("/") == ["/"]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., HTTPResponse]]:
    """Ask a running explorer: `ask("GET", "/look", {"Accept-Language": "fr"})`."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('none')}/none.db", "CATALOGUE_NAME": "L’<été>"}
    words = [sys.executable, "-m", "explorer", "--server.address=127.0.0.1", f"--server.port={port}"]

    def ask(method: str, path: str, headers: dict[str, str] | None = None) -> HTTPResponse:
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            response.text = response.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
            return response

    with subprocess.Popen(words, env=os.environ | settings, stderr=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline and server.poll() is None:
                with suppress(ConnectionError):
                    ask("GET", "/_stcore/health")
                    break
                time.sleep(0.1)
            yield ask
        finally:
            server.terminate()


@pytest.mark.parametrize("path", ["/", "/look", "/nowhere", "/favicon.png", "/_stcore/health", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(ask: Any, path: Any) -> None:
    headers = ask("GET", path).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*UNUSED, "/_stcore/metrics?families=x", "/_stcore/upload_file/session/file"])
def test_what_the_explorer_does_not_use_is_not_there(ask: Any, path: Any) -> None:
    assert ask("GET", path).status == 404
    assert ask("PUT", path).status == 404


@pytest.mark.parametrize("page", ["", *FRAME["en"].pages])
def test_every_page_says_which_language_it_is_in(ask: Any, page: Any) -> None:
    html = ask("GET", f"/{page}", {"Accept-Language": "de, en;q=0.8, fr;q=0.5"}).text

    assert html.count("<html lang=") == html.count('<html lang="en">') == 1
    assert FRAME["en"].noscript in html
    assert "<title>L’&lt;été&gt;</title>" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("address", "cookie", "accepted", "tag"),
    [("?lang=en", "fr", "fr", "en"), ("", "fr", "en", "fr"), ("", "", "en", "en"), ("", "", "de", "fr")],
)
def test_the_address_outweighs_the_cookie_and_the_cookie_the_browser(
    ask: Any, address: Any, cookie: Any, accepted: Any, tag: Any
) -> None:
    html = ask("GET", f"/{address}", {"Accept-Language": accepted, "Cookie": f"language={cookie}"}).text

    assert f'<html lang="{tag}">' in html


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "mysql://localhost/x"), ("PORT", "0"), ("CATALOGUE_URL", "library.example")]
)
def test_a_bad_setting_stops_the_start_and_is_named(name: Any, value: Any) -> None:
    words = [sys.executable, "-m", "explorer"]

    ended = subprocess.run(words, env=os.environ | {name: value}, capture_output=True, text=True, timeout=PATIENCE)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Error: {name}=")


def test_the_words_of_streamlit_are_put_into_french(ask: Callable[..., HTTPResponse]) -> None:
    response = ask("GET", "/chrome.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert '"Expand sidebar": "Ouvrir le menu"' in response.text  # type: ignore[attr-defined]
    assert '<script src="./chrome.js"></script>' in ask("GET", "/").text  # type: ignore[attr-defined]


def test_streamlit_still_says_what_is_translated() -> None:
    """A new release may say something else: then a phrase of ours is of no use any more."""
    scripts = "".join(path.read_text() for path in (SHELL.parent / "static" / "js").glob("*.js"))

    phrases = [phrase for phrase in FRAME["fr"].chrome if not phrase.endswith(" ")]
    assert [phrase for phrase in phrases if not re.search(rf"[`\"']{re.escape(phrase)}[`\"']", scripts)] == []
