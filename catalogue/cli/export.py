"""`catalogue export`: the whole catalogue, or what a question finds, as a file."""

import sys
from pathlib import Path

import click

from catalogue.cli.app_context import open_catalogue

FORMATS = ("json", "jsonl", "csv", "unimarc", "unimarcxml", "marc21", "marcxml", "bibtex", "ris", "csl", "dc", "jsonld")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How.")
@click.option("--query", "question", metavar="WORDS", help="Only the books that a search for these words finds.")
def export(file: Path, format_name: str, question: str | None) -> None:
    """Write the books of the catalogue to FILE (-: standard output); docs/export.md tells what each format holds.

    JSON lines hold everything: `catalogue import` into an empty catalogue makes the same one of them.
    """
    from catalogue.extensions import db, get_live_index
    from catalogue.formats.writing import WRITERS
    from catalogue.services import exports
    from catalogue.services.discovery import BookQuery

    with open_catalogue():
        books = (
            exports.read_found(db.engine, get_live_index(), BookQuery(question))
            if question
            else exports.read_all(db.engine)
        )
        pieces = WRITERS[format_name].write(books)
        if str(file) == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return
        n_bytes = 0
        partial = file.with_name(file.name + ".partial")
        with partial.open("wb") as out:
            for piece in pieces:
                n_bytes += out.write(piece)
        partial.replace(file)
        click.echo(f"Wrote {file}: {n_bytes:,} bytes.")
