"""`catalogue backup`: the whole catalogue in one file."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from catalogue.cli.app_context import open_catalogue
from catalogue.cli.input_files import STANDARD_INPUT as STANDARD_STREAM

if TYPE_CHECKING:
    from catalogue.common.backup_archive import Manifest
    from catalogue.store.table_rows import DatabaseSnapshot

NOUNS = ("book", "item", "author", "subject", "account", "token", "change")
"""The tables whose row counts commands report."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the whole catalogue to FILE (-: standard output) while the service goes on.

    FILE is a .tar.gz that `catalogue restore` puts into SQLite or PostgreSQL. It holds the hashes of passwords and
    tokens, so only its owner may read it. A backup that is broken off leaves nothing under the name of FILE.
    """
    from catalogue.extensions import db
    from catalogue.store.table_rows import open_snapshot

    with open_catalogue():
        try:
            with _open_for_writing(file) as out, open_snapshot(db.engine) as snapshot:
                manifest = write_archive(snapshot, out, None if file == STANDARD_STREAM else str(file.parent))
        except OSError as error:
            raise click.ClickException(f"{file} cannot be written: {(error.strerror or str(error)).lower()}") from error
    name = "standard output" if file == STANDARD_STREAM else file
    click.echo(f"Wrote {name}: {describe_contents(manifest.counts())}.", err=file == STANDARD_STREAM)


def write_archive(snapshot: "DatabaseSnapshot", out: BinaryIO, spool_folder: str | None) -> "Manifest":
    """Write a snapshot and return its manifest."""
    import catalogue
    from catalogue.common.backup_archive import FORMAT, ArchiveWriter, Manifest
    from catalogue.database import read_revision
    from catalogue.models import now

    taken_at = now()
    last_ids = snapshot.read_last_ids()
    with ArchiveWriter(out, spool_folder) as writer:
        for name, rows in snapshot.read_tables():
            writer.add_table(name, rows, last_ids.get(name))
        manifest = Manifest(
            format=FORMAT,
            program=catalogue.__version__,
            revision=read_revision(snapshot.connection) or "",
            database=snapshot.connection.dialect.name,
            taken_at=f"{taken_at:%Y-%m-%dT%H:%M:%SZ}",
            tables=writer.tables,
        )
        writer.finish(manifest)
    return manifest


@contextmanager
def _open_for_writing(path: Path) -> "Iterator[BinaryIO]":
    """Yield a file that gets its name once it is complete and on disk, with mode 0600."""
    if path == STANDARD_STREAM:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as file:
        try:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def describe_contents(counts: "Mapping[str, int]") -> str:
    """Return how much of everything there is, in words.

    >>> describe_contents({"book": 1, "change": 1200, "authorship": 7})
    '1 book, 1,200 changes'
    >>> describe_contents({})
    'nothing'
    """
    words = [f"{counts[noun]:,} {noun}{'' if counts[noun] == 1 else 's'}" for noun in NOUNS if counts.get(noun)]
    return ", ".join(words) or "nothing"
