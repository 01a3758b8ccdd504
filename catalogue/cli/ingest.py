"""`catalogue import` and `catalogue seed`: books from files, through the one door for writing."""

from pathlib import Path

import click

from catalogue.cli.application import ACTOR, catalogue
from catalogue.cli.progress import Progress


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--source", help="What tells these records from others with the same numbers; the file's name unless given."
)
@click.option("--dry-run", is_flag=True, help="Do all but keep it.")
def import_(files: tuple[Path, ...], source: str | None, dry_run: bool) -> None:
    """Store the books of each FILE; docs/import.md tells what a file may look like.

    What a file gave before is left as it is, so that importing twice changes nothing. Every record that is refused is
    named on standard error with its position and the reason, and the exit status is then 1.
    """
    from catalogue.errors import UnreadableFile

    is_whole = True
    with catalogue():
        for path in files:
            try:
                is_whole &= _import_file(path, source, dry_run)
            except UnreadableFile as error:
                click.echo(f"Error: {error}", err=True)
                is_whole = False
    if not is_whole:
        raise click.exceptions.Exit(1)


def _import_file(path: Path, source: str | None, dry_run: bool) -> bool:
    """Store what a file holds, all of it or, when something breaks, nothing; tell whether no record was refused."""
    from catalogue import formats
    from catalogue.errors import UnreadableFile
    from catalogue.extensions import writing
    from catalogue.services.ingest import ingest

    source = _source_of(path) if source is None else source
    _refuse_odd_source(source)
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableFile(path, (error.strerror or "cannot be read").lower()) from error
    with file:
        outcomes = formats.read(file, str(path))
        session = writing()
        with Progress(file, str(path)) as progress:
            report = ingest(session, outcomes, source=source, actor=ACTOR, on_batch=progress.show)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    for rejected in sorted(report.rejected, key=lambda rejected: rejected.position):
        click.echo(f"{path}: record {rejected.position} refused: {rejected.reason}", err=True)
    click.echo(
        f"{path}: {report.n_read} read, {report.n_created} created, {report.n_unchanged} unchanged,"
        f" {len(report.rejected)} refused{' (dry run: nothing was kept)' if dry_run else ''}"
    )
    return not report.rejected


def _source_of(path: Path) -> str:
    """Return the name of a file; of the demonstration collection, the name under which it was seeded."""
    import seed as demonstration

    return demonstration.SOURCE if path.resolve() == demonstration.BOOKS else path.name


def _refuse_odd_source(source: str) -> None:
    from catalogue.domain.text import has_control_characters

    if not source.strip() or len(source) > 200 or has_control_characters(source):
        raise click.UsageError("a source is 1 to 200 characters of plain text: give one with --source")


@click.command()
def seed() -> None:
    """Fill a catalogue that never held a book with the demonstration collection."""
    import seed as demonstration
    from catalogue.extensions import writing

    with catalogue():
        session = writing()
        report = demonstration.load(session, actor=ACTOR)
        session.commit()
    if report is None:
        click.echo("The catalogue is in use, so the demonstration collection stays out of it.")
    else:
        click.echo(f"Seeded {report.n_created} books.")
