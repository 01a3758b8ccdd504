"""Takes the screenshots of docs/desk.md and docs/fr/bureau.md: `.venv/bin/python docs/screenshots.py`.

It starts a service of its own in a temporary folder, with the demonstration collection and an account, and needs the
system's Chromium.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent
NAME, PASSWORD = "Marie", "le petit chat noir"
PICTURES = {"book": "/desk/books/1", "worklists": "/desk/worklists"}
"""Name of a picture → the page that it shows; each is taken in English and in French."""
SIZE = {"width": 1100, "height": 720}


@contextmanager
def serve() -> Iterator[str]:
    """Serve the demonstration collection, and yield the address."""
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
        free.close()
        settings = {"DATABASE_URL": f"sqlite:///{folder}/catalogue.db", "SECRET_KEY": "for-pictures-only-" * 3}
        environ = os.environ | settings | {"PORT": port, "CATALOGUE_NAME": "Bibliothèque municipale"}
        catalogue = [sys.executable, "-m", "catalogue"]
        add = ["user", "add", NAME, "--role", "librarian", "--password-stdin"]
        for words in (["db", "upgrade"], ["seed"], add):
            subprocess.run([*catalogue, *words], env=environ, check=True, input=PASSWORD, text=True)
        server = subprocess.Popen([*catalogue, "serve"], env=environ)
        try:
            wait_for(f"http://127.0.0.1:{port}/health/ready")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Return when `address` answers."""
    while True:
        try:
            urlopen(address).close()  # noqa: S310  It is our own.
        except URLError:
            time.sleep(0.2)
        else:
            return


def log_in(page: Page, address: str) -> None:
    """Log in at the desk."""
    page.goto(f"{address}/login")
    page.locator("#log_in_name").fill(NAME)
    page.locator("#log_in_password").fill(PASSWORD)
    page.locator("main .btn-primary").click()
    page.wait_for_selector(".staff-bar")


def main() -> None:
    """Take every picture."""
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for locale, folder in (("en-GB", FOLDER), ("fr-FR", FOLDER / "fr")):
            page = browser.new_context(viewport=SIZE, locale=locale, color_scheme="light").new_page()
            log_in(page, address)
            for name, path in PICTURES.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"desk-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
