"""`catalogue seed` and `catalogue unseed`: the first books of a catalogue, and the demonstration taken out again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli.application import ACTOR, catalogue
from catalogue.cli.files import opened, refuse_odd_source, shown, source_of
from catalogue.cli.ingest import index_stored, print_report
from catalogue.cli.progress import Progress

if TYPE_CHECKING:
    from catalogue.services.ingest import ImportReport
    from catalogue.services.sources import Removal


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def seed(file: Path | None) -> None:
    """Fill a catalogue that never held a book: with the demonstration collection, or with the books of FILE.

    FILE is read as by `catalogue import`, but goes in as one: stopped half-way, it leaves nothing behind. Records that
    are refused are named on standard error.
    """
    with catalogue():
        report = _fill_from(file) if file else _fill_from_demonstration()
        if report is None:
            stays_out = f"the books of {file} stay" if file else "the demonstration collection stays"
            click.echo(f"The catalogue is in use, so {stays_out} out of it.")
            return
        if file:
            print_report(shown(file), report)
        else:
            click.echo(f"Seeded {report.n_created} books.")
        index_stored()


def _fill_from(path: Path) -> "ImportReport | None":
    """Store the books of a file. :raises UnreadableFile: when it is no file of books; then nothing is stored."""
    from catalogue import formats
    from catalogue.extensions import writing
    from catalogue.services.ingest import fill_empty

    source, name = source_of(path), shown(path)
    refuse_odd_source(source)
    with opened(path) as file, Progress(file, name) as progress:
        session = writing()
        outcomes = formats.read(file, name)
        report = fill_empty(session, outcomes, source=source, actor=ACTOR, on_piece=progress.show)
        session.commit()
    return report


def _fill_from_demonstration() -> "ImportReport | None":
    from catalogue.cli import demonstration
    from catalogue.extensions import writing

    session = writing()
    report = demonstration.load(session, actor=ACTOR)
    session.commit()
    return report


@click.command()
def unseed() -> None:
    """Take the demonstration collection out again, but for the books that somebody changed.

    Their copies go with them, lent ones too, and the authors and subjects that no book has then.
    """
    from catalogue.cli.demonstration import SOURCE
    from catalogue.extensions import writing
    from catalogue.services.sources import remove_unchanged

    with catalogue():
        session = writing()
        removal = remove_unchanged(session, SOURCE, actor=ACTOR)
        session.commit()
        for line in _lines(removal):
            click.echo(line)
        if removal.n_removed:
            index_stored()


def _lines(removal: "Removal") -> list[str]:
    if not removal.n_removed and not removal.kept:
        return ["The catalogue holds no book of the demonstration collection."]
    noun = "book" if removal.n_removed == 1 else "books"
    lines = [f"Removed {removal.n_removed} {noun} of the demonstration collection."]
    lines += [
        f"Kept book {book.book_id}, “{book.title}”: it was changed, and is at revision {book.revision}."
        for book in removal.kept
    ]
    return lines
