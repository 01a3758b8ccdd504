"""`catalogue export`: the whole catalogue, or what a question finds, as a file."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli.app_context import open_catalogue
from catalogue.common.garbage import collect_seldom

if TYPE_CHECKING:
    from catalogue.formats.writing.left_out import LeftOut

FORMATS = (
    *("json", "jsonl", "csv", "xlsx", "unimarc", "unimarcxml", "marc21", "marcxml"),
    *("bibtex", "ris", "csl", "dc", "jsonld"),
)
MOST_NAMED = 20
"""Books left out that are named one by one."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How.")
@click.option("--query", "question", metavar="WORDS", help="Only the books that a search for these words finds.")
def export(file: Path, format_name: str, question: str | None) -> None:
    """Write the books of the catalogue to FILE (-: standard output); docs/export.md tells what each format holds.

    JSON lines hold everything: `catalogue import` into an empty catalogue makes the same one of them. Books that
    unimarc or marc21 have no room for are named at the end; unimarcxml and marcxml have them.
    """
    from catalogue.extensions import db, get_live_index
    from catalogue.formats.writing import WRITERS
    from catalogue.public_address import build_file_address
    from catalogue.services import discovery, exports

    left_out: list[LeftOut] = []
    with open_catalogue(), collect_seldom(), exports.open_snapshot(db.engine) as session:
        books = exports.read_all(session)
        if question:
            query = discovery.BookQuery(question)
            books = exports.read_listed(session, discovery.list_ids(session, get_live_index(), query))
        _write(file, _keep_bytes(WRITERS[format_name].write(books, build_file_address()), left_out))
    _report(left_out)


def _keep_bytes(pieces: "Iterable[bytes | LeftOut]", left_out: "list[LeftOut]") -> Iterator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            left_out.append(piece)


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file at once, when all of it is there, or standard output as it comes."""
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


def _report(left_out: "list[LeftOut]") -> None:
    for one in left_out[:MOST_NAMED]:
        click.echo(str(one), err=True)
    if len(left_out) > MOST_NAMED:
        click.echo(f"{len(left_out) - MOST_NAMED:,} more books are left out.", err=True)
