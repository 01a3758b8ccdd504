"""What all pages of a static site share: its folder, style sheets and scripts, the entrance."""

import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from catalogue.web.assets import read_asset

MARKER = ".catalogue-site"
"""A file that says that a folder was made by `catalogue site`, which may then replace what is in it."""
SHARED = ("catalogue.css", "copy.js", "site.js", "favicon.svg")
LIBRARY = Path("node_modules", "minisearch", "dist", "umd", "index.js")
NPM_SECONDS = 120
_ENTRANCE = """<!DOCTYPE html>
<html lang="{first}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={first}/index.html"><title>Catalogue</title></head>
<body><main><h1>Catalogue</h1><ul>{links}</ul></main></body></html>
"""


def prepare_folder(folder: Path) -> None:
    """Make an empty folder, or empty one that was made here before; write what all pages share into it.

    :raises click.ClickException: when something else is in it.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise click.ClickException(f"{folder} holds other files: give a new folder.")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "assets").mkdir(parents=True)
    (folder / MARKER).touch()
    (folder / ".nojekyll").touch()  # Else GitHub Pages leaves out files whose names begin with an underscore.
    for name in SHARED:
        (folder / "assets" / name).write_bytes(read_asset(name).body)


def write_search_library(folder: Path) -> None:
    """Have npm fetch MiniSearch, checked against its lock file, and put it beside the other scripts.

    :raises click.ClickException: when there is no npm, or it cannot fetch it.
    """
    with as_file(files("catalogue.web").joinpath("site")) as source, TemporaryDirectory() as work:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(source / name, work)
        try:
            subprocess.run(["npm", "ci", "--silent"], cwd=work, check=True, timeout=NPM_SECONDS, capture_output=True)  # noqa: S607
        except FileNotFoundError:
            raise click.ClickException("npm is needed to fetch the search library: install Node.js.") from None
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            reason = (error.stderr or b"").decode(errors="replace").strip().splitlines()
            raise click.ClickException(f"npm cannot fetch the search library: {' '.join(reason[:1])}") from error
        shutil.copy(Path(work) / LIBRARY, folder / "assets" / "minisearch.js")


def write_entrance(folder: Path, languages: Sequence[str]) -> None:
    """Write the page that leads on to the languages."""
    links = "".join(f'<li><a lang="{tag}" href="{tag}/index.html">{tag}</a></li>' for tag in languages)
    (folder / "index.html").write_text(_ENTRANCE.format(first=languages[0], links=links), encoding="utf-8")
