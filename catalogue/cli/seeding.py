"""`catalogue seed` and `catalogue unseed`: fill an empty catalogue, and remove the demonstration collection."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli.app_context import ACTOR, open_catalogue
from catalogue.cli.ingest import index_stored, print_report
from catalogue.cli.input_files import check_source, find_source, format_name, open_input
from catalogue.cli.progress import Progress

if TYPE_CHECKING:
    from catalogue.services.ingest import ImportReport
    from catalogue.services.sources import Removal


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def seed(file: Path | None) -> None:
    """Fill a catalogue that has never held a book with the demonstration collection or with the books of FILE.

    FILE is read as by `catalogue import`, but goes in as one: stopped half-way, it leaves nothing behind. Records that
    are refused are named on standard error.
    """
    with open_catalogue():
        report = _fill_from(file) if file else _fill_from_demonstration()
        if report is None:
            clause = f"the books of {file} stay" if file else "the demonstration collection stays"
            click.echo(f"The catalogue is in use, so {clause} out of it.")
            return
        if file:
            print_report(format_name(file), report)
        else:
            click.echo(f"Seeded {report.n_created} books.")
        index_stored()


def _fill_from(path: Path) -> "ImportReport | None":
    """Store the books of a file. :raises UnreadableInput: when it is not a file of books; then nothing is stored."""
    from catalogue import formats
    from catalogue.extensions import begin_write
    from catalogue.services.ingest import fill_empty

    source, name = find_source(path), format_name(path)
    check_source(source)
    with open_input(path) as file, Progress(file, name) as progress:
        session = begin_write()
        outcomes = formats.read(file, name)
        report = fill_empty(session, outcomes, source=source, actor=ACTOR, on_piece=progress.show)
        session.commit()
    return report


def _fill_from_demonstration() -> "ImportReport | None":
    from catalogue.cli import demonstration
    from catalogue.extensions import begin_write

    session = begin_write()
    report = demonstration.load(session, actor=ACTOR)
    session.commit()
    return report


@click.command()
def unseed() -> None:
    """Remove the demonstration collection, except for books that somebody changed.

    Their copies go with them, lent ones too, and the authors and subjects that no book has then.
    """
    from catalogue.cli.demonstration import SOURCE
    from catalogue.extensions import begin_write
    from catalogue.services.sources import remove_unchanged

    with open_catalogue():
        session = begin_write()
        removal = remove_unchanged(session, SOURCE, actor=ACTOR)
        session.commit()
        for line in _format_removal(removal):
            click.echo(line)
        if removal.n_removed:
            index_stored()


def _format_removal(removal: "Removal") -> list[str]:
    if not removal.n_removed and not removal.kept:
        return ["The catalogue holds no book of the demonstration collection."]
    noun = "book" if removal.n_removed == 1 else "books"
    lines = [f"Removed {removal.n_removed} {noun} of the demonstration collection."]
    lines += [
        f"Kept book {book.book_id}, “{book.title}”: it was changed, and is at revision {book.revision}."
        for book in removal.kept
    ]
    return lines
