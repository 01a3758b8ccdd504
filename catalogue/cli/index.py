"""`catalogue index …`: the search index, a copy of the tables that may be deleted at any time."""

import click

from catalogue.cli.app_context import open_catalogue
from catalogue.cli.progress import Progress
from catalogue.common.cores import use_all_cores
from catalogue.common.garbage import collect_seldom


@click.group()
def index() -> None:
    """Manage the search index."""


@index.command()
def status() -> None:
    """Show where the index is, how many books it holds, and how far it lags behind the tables."""
    from catalogue.extensions import db, get_live_index
    from catalogue.services.indexing import count_indexed
    from catalogue.store.index_source import find_position

    with open_catalogue():
        live = get_live_index()
        snapshot = live.index.reload()
        position = find_position(db.engine)
        click.echo(f"folder   {live.index.folder}")
        if snapshot is None or snapshot.state is None:
            why = "the index cannot be read" if live.index.is_damaged() else "there is no index yet"
            click.echo(f"books    none: {why}; the next search makes one")
            return
        click.echo(f"books    {count_indexed(snapshot):,}")
        click.echo(f"changes  {snapshot.state.seq:,} of {position.seq:,}")
        if snapshot.state.built_to is not None:
            n_done, total = live.index.progress() or (0, 0)
            click.echo(
                f"building {n_done:,} of {total:,} books" if total else "building stopped; the next search goes on"
            )


@index.command()
def rebuild() -> None:
    """Rebuild the index from the tables; until it is done, searches use the old one."""
    from catalogue.extensions import get_live_index

    with open_catalogue():
        with use_all_cores(), collect_seldom(), Progress(None, "index") as progress:
            n_books = get_live_index().rebuild(progress.count)
        click.echo(f"The index holds {_format_book_count(n_books)}.")


@index.command()
def check() -> None:
    """Compare the index with the tables, book by book; exit status 1 when they differ. Damaged files are rebuilt."""
    from catalogue.extensions import db, get_live_index
    from catalogue.services.index_check import check_index

    with open_catalogue():
        live = get_live_index()
        live.mend()
        live.settle()
        difference = check_index(live, db.session())
        for what, book_ids in (
            ("not in the index", difference.missing),
            ("in the index, not in the tables", difference.surplus),
            ("older in the index than in the tables", difference.stale),
        ):
            if book_ids:
                sample = ", ".join(map(str, book_ids[:10]))
                more = ", …" if len(book_ids) > 10 else ""
                click.echo(f"{_format_book_count(len(book_ids))} {what}: {sample}{more}", err=True)
        if difference.is_there:
            raise click.ClickException("The index differs from the tables: run “catalogue index rebuild”.")
        click.echo(f"The index holds every book of the tables as it is: {_format_book_count(difference.n_books)}.")


def _format_book_count(n: int) -> str:
    return "1 book" if n == 1 else f"{n:,} books"
