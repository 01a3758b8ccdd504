"""A real server with the demonstration collection, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

START_SECONDS = 120
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Chromium starts anywhere, and talks to nobody but us."""

expect.set_options(timeout=30_000)  # A busy machine may take its time: only what never comes is a fault.


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of a service with the demonstration collection."""
    folder = tmp_path_factory.mktemp("site")
    settings = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'catalogue.db'}",
        "SECRET_KEY": "only-for-tests-" * 3,
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        "EXPLORER_PORT": (explorer_port := str(free_port())),
        "EXPLORER_URL": f":{explorer_port}",
    }
    for command in (["db", "upgrade"], ["seed"]):
        words = [sys.executable, "-m", "catalogue", *command]
        subprocess.run(words, env=settings, check=True, capture_output=True)
    return settings


@contextmanager
def running(words: list[str], environ: dict[str, str], log: Path, address: str) -> Iterator[None]:
    """Run `python -m WORDS`, which is up when `address` answers."""
    with log.open("wb") as file:
        server = subprocess.Popen([sys.executable, "-m", *words], env=environ, stdout=file, stderr=file)
    try:
        wait_for(address, server)
        yield
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def site(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service with the demonstration collection."""
    address = f"http://127.0.0.1:{environ['PORT']}"
    log = tmp_path_factory.mktemp("log") / "site"
    with running(["catalogue", "serve", "--local-mode"], environ, log, f"{address}/health/ready"):
        yield address


@pytest.fixture(scope="session")
def explorer(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running explorer of that service."""
    port = environ["EXPLORER_PORT"]
    address = f"http://127.0.0.1:{port}"
    words = ["explorer", "--server.address=127.0.0.1", f"--server.port={port}"]
    with running(words, environ, tmp_path_factory.mktemp("log") / "explorer", f"{address}/_stcore/health"):
        yield address


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when `address` answers.

    :raises RuntimeError: when the server ends, or the time does.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("the tests in a browser need the system's chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site, or of another by its whole address.

    `open_page("/about", width=320, color_scheme="dark", java_script_enabled=False)`
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str, *, width: int = 1280, locale: str = "fr-FR", **options: Any) -> Page:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(base_url=site, viewport=viewport, locale=locale, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
