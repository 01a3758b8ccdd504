"""`catalogue site`: the readers' pages as files, for a web host without a program or a USB stick."""

from pathlib import Path

import click

from catalogue.cli.app_context import open_catalogue
from catalogue.cli.progress import Progress

LANGUAGES = ("fr", "en")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", "languages", type=click.Choice(LANGUAGES), multiple=True, help="Only in this language.")
def site(folder: Path, languages: tuple[str, ...]) -> None:
    """Write the readers' pages into FOLDER as files that need no server: home, books, authors, subjects, search.

    Addresses are relative, so FOLDER may be put anywhere, or opened from a disk. The search runs in the browser by
    MiniSearch, which npm (Node.js) fetches while the pages are made. FOLDER is new, or one that this command made.
    """
    from catalogue.cli.static_site import assets, crawler, search_data

    chosen = languages or LANGUAGES
    with open_catalogue(RATE_LIMITS="off", ACCESS_LOG="off") as app:
        assets.prepare_folder(folder)
        assets.write_search_library(folder)
        search_data.write(folder)
        with Progress(None, "pages") as progress:
            n_pages = sum(crawler.write_pages(app, folder, language, chosen, progress.count) for language in chosen)
        assets.write_entrance(folder, chosen)
    click.echo(f"Wrote {n_pages:,} pages into {folder}: open {folder / 'index.html'}.")
