"""`python -m benchmarks`: what `make bench` runs."""

import os
import platform
from pathlib import Path

import click

from benchmarks import (
    book_by_id,
    builds,
    desk,
    explorer,
    exports,
    fts5,
    imports,
    marc,
    one_post,
    pages,
    searches,
    titles,
)
from benchmarks.plan import BenchmarkPlan, make_smoke_plan
from benchmarks.report import format_table

MEASURES = {
    "book-by-id": book_by_id.measure,
    "one-post": one_post.measure,
    "searches": searches.measure,
    "titles": titles.measure,
    "index": builds.measure,
    "fts5": fts5.measure,
    "pages": pages.measure,
    "desk": desk.measure,
    "explorer": explorer.measure,
    "import": imports.measure,
    "marc": marc.measure,
    "export": exports.measure,
}


@click.command(context_settings={"max_content_width": 120})
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
@click.option(
    "--books",
    "n_books",
    type=click.IntRange(1),
    default=1_000_000,
    show_default=True,
    help="Books in the large catalogue.",
)
@click.option(
    "--records",
    "n_imported",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="Records that are imported.",
)
@click.option("--small", "is_small", is_flag=True, help="A few hundred books: to see that it runs.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("instance/bench"),
    show_default=True,
    help="Where databases are kept from run to run.",
)
def main(names: tuple[str, ...], n_books: int, n_imported: int, is_small: bool, folder: Path) -> None:
    """Measure what NAMES say, or everything, as ratios inside one run."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    plan = make_smoke_plan(folder) if is_small else BenchmarkPlan(folder, n_large=n_books, n_imported=n_imported)
    click.echo(
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n"
    )
    for name in names or MEASURES:
        click.echo(f"## {name}\n")
        for line in format_table(MEASURES[name](plan)):
            click.echo(line)
        click.echo()


if __name__ == "__main__":
    main()
