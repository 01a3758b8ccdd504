"""`catalogue restore`: a backup put into either database."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

import click

from catalogue.cli.app_context import load_app, require_ready
from catalogue.cli.backup import describe_contents
from catalogue.cli.ingest import index_stored
from catalogue.cli.input_files import format_name, open_input

if TYPE_CHECKING:
    from catalogue.common.backup_archive import Manifest, Row


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what the catalogue holds; that is lost.")
@click.option("--check", is_flag=True, help="Only say whether FILE is whole and can be restored.")
def restore(file: Path, replace: bool, check: bool) -> None:
    """Put the backup in FILE (-: standard input) into the catalogue, with every number and date as it was.

    All of FILE is verified first, and it is restored as a whole or not at all. A backup of an earlier version is
    brought up to this one.
    """
    from catalogue.common import backup_archive

    name = format_name(file)
    with open_input(file) as content:
        manifest = backup_archive.verify(content, name)
        _refuse_unknown_revision(manifest, name)
        contents = (
            f"{describe_contents(manifest.counts())}, taken on {manifest.taken_at} from {manifest.database}"
            f" by version {manifest.program}"
        )
        if check:
            click.echo(f"{name} is whole: {contents}.")
            return
        with _open_target():
            _restore(content, manifest, name, replace)
            click.echo(f"Restored {name}: {contents}.")
            index_stored()


def _refuse_unknown_revision(manifest: "Manifest", name: str) -> None:
    from catalogue.database import list_known_revisions
    from catalogue.errors import UnusableBackup

    if manifest.revision not in (revisions := list_known_revisions()):
        raise UnusableBackup(
            name,
            f"its tables are at revision {manifest.revision}, and this program knows revisions up to {revisions[-1]}:"
            f" restore it with version {manifest.program} of the program, or a newer one",
        )


@contextmanager
def _open_target() -> Iterator[None]:
    """Enter the application; a database without tables gets them."""
    from catalogue import database
    from catalogue.extensions import db

    with load_app() as app:
        with db.engine.connect() as connection:
            is_empty = database.read_revision(connection) is None
        if is_empty:
            database.upgrade()
        require_ready(app)
        yield


def _restore(content: BinaryIO, manifest: "Manifest", name: str, replace: bool) -> None:
    """Write a verified backup into the database of the application, in one transaction."""
    from catalogue.extensions import begin_write, db
    from catalogue.store.table_rows import open_snapshot, read_snapshot

    with open_snapshot(db.engine) as held:
        _refuse_to_overwrite(held.count_rows(), replace)
    with _read_at_newest_revision(content, manifest, name) as tables:
        session = begin_write()
        target = read_snapshot(session.connection())
        _refuse_to_overwrite(target.count_rows(), replace)  # Somebody may have written meanwhile.
        target.delete_rows()
        target.load(tables, {table: facts.last_id or 0 for table, facts in manifest.tables.items()}, name)
        session.commit()


def _refuse_to_overwrite(counts: dict[str, int], replace: bool) -> None:
    contents = describe_contents(counts)
    if contents != "nothing" and not replace:
        raise click.ClickException(
            f"The catalogue holds {contents}. Restore into an empty one, or lose all of that with --replace."
        )


@contextmanager
def _read_at_newest_revision(
    content: BinaryIO, manifest: "Manifest", name: str
) -> "Iterator[Iterable[tuple[str, Iterator[Row]]]]":
    """Yield the tables of a backup; those of an earlier revision are first migrated in a temporary database."""
    from catalogue.app import create_app
    from catalogue.common.backup_archive import read_tables
    from catalogue.database import find_newest_revision, upgrade
    from catalogue.extensions import db
    from catalogue.store.table_rows import open_snapshot, read_snapshot

    if manifest.revision == find_newest_revision():
        yield read_tables(content, name)
        return
    with TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": f"sqlite:///{folder}/older.db", "SECRET_KEY": secrets.token_hex()})
        with app.app_context():
            engine = db.engine
            upgrade(manifest.revision)
            with engine.begin() as connection:
                read_snapshot(connection).load(read_tables(content, name), {}, name)
            upgrade()
        with open_snapshot(engine) as source:
            yield source.read_tables()
        engine.dispose()
