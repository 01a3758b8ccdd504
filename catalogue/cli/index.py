"""`catalogue index …`: the search index, a copy of the tables that may be thrown away."""

import click

from catalogue.cli.application import catalogue
from catalogue.cli.progress import Progress


@click.group()
def index() -> None:
    """Look after the search index."""


@index.command()
def status() -> None:
    """Say where the index is, how much it holds, and how far it follows the tables."""
    from catalogue.extensions import db, live_index
    from catalogue.services.followed import newest
    from catalogue.services.indexing import n_indexed

    with catalogue():
        live = live_index()
        snapshot = live.index.reload()
        position = newest(db.engine)
        click.echo(f"folder   {live.index.folder}")
        if snapshot is None or snapshot.state is None:
            why = "the index cannot be read" if live.index.is_damaged() else "there is no index yet"
            click.echo(f"books    none: {why}; the next search makes one")
            return
        click.echo(f"books    {n_indexed(snapshot):,}")
        click.echo(f"changes  {snapshot.state.seq:,} of {position.seq:,}")
        if snapshot.state.built_to is not None:
            n_done, total = live.index.progress() or (0, 0)
            click.echo(
                f"building {n_done:,} of {total:,} books" if total else "building stopped; the next search goes on"
            )


@index.command()
def rebuild() -> None:
    """Make the index anew from the tables; until it is done, searches are answered from the old one."""
    from catalogue.extensions import live_index

    with catalogue():
        with Progress(None, "index") as progress:
            n_books = live_index().rebuild(progress.count)
        click.echo(f"The index holds {_books(n_books)}.")


@index.command()
def check() -> None:
    """Compare the index with the tables, book by book; exit status 1 when they differ. Damaged files are made anew."""
    from catalogue.extensions import db, live_index
    from catalogue.services.comparison import compare

    with catalogue():
        live = live_index()
        live.mend()
        live.settle()
        difference = compare(live, db.session())
        for what, book_ids in (
            ("not in the index", difference.missing),
            ("in the index, not in the tables", difference.surplus),
            ("older in the index than in the tables", difference.stale),
        ):
            if book_ids:
                some = ", ".join(map(str, book_ids[:10]))
                more = ", …" if len(book_ids) > 10 else ""
                click.echo(f"{_books(len(book_ids))} {what}: {some}{more}", err=True)
        if difference.is_there:
            raise click.ClickException("The index differs from the tables: run “catalogue index rebuild”.")
        click.echo(f"The index holds every book of the tables as it is: {_books(difference.n_books)}.")


def _books(n: int) -> str:
    return "1 book" if n == 1 else f"{n:,} books"
