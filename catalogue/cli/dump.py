"""`catalogue dump`: the whole catalogue for everyone to fetch."""

import gzip
from pathlib import Path

import click

from catalogue.cli.app_context import open_catalogue


@click.command()
def dump() -> None:
    """Write all books and copies as the file that the service gives at /dump/catalogue.jsonl.gz.

    The file of before stays until the new one is whole; its date is that of `Last-Modified` and of the name under which
    it is saved. Have cron run this each night.
    """
    from flask import current_app

    from catalogue.extensions import db
    from catalogue.formats.writing import WRITERS
    from catalogue.services import exports

    with open_catalogue(), exports.open_snapshot(db.engine) as session:
        file: Path = current_app.config["DUMP_FILE"]
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(file.name + ".partial")
        with gzip.open(partial, "wb") as out:
            for piece in WRITERS["jsonl"].write(exports.read_all(session)):
                assert isinstance(piece, bytes)
                out.write(piece)
        partial.replace(file)
    click.echo(f"Wrote {file}: {file.stat().st_size:,} bytes.")
