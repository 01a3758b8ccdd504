"""`catalogue import`: books from files, through the one door for writing."""

from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.cli.app_context import ACTOR, open_catalogue
from catalogue.cli.import_summary import (
    describe_records,
    format_summary,
    list_hints,
    list_refusals,
    list_subfields,
)
from catalogue.cli.input_files import check_source, find_source, format_name, open_input
from catalogue.cli.progress import Progress
from catalogue.common.cores import use_all_cores
from catalogue.common.garbage import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from catalogue.domain.outcome import Parsed, Rejected
    from catalogue.formats.results import Records
    from catalogue.services.ingest import Choices, ImportReport


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--source",
    help="A name for where these records come from: ids are unique within it. [default: the file name]",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "marc", "marcxml", "workbook", "csv"]),
    help="The format of the files; by default the first bytes of each tell.",
)
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="NAME=COLUMN",
    help="The column that a field of the file goes to; also a JSON file of such pairs.",
)
@click.option(
    "--profile",
    default="995",
    show_default=True,
    metavar="NAME",
    help="How field 995 of UNIMARC describes copies: 995, koha, pmb, orphee or nord; or choices kept at the desk.",
)
@click.option(
    "--items",
    type=click.Path(path_type=Path),
    help="A file of the copies of FILE: they name its records, or have its barcodes.",
)
@click.option(
    "--on-duplicate",
    type=click.Choice(["refuse", "skip", "complete", "update", "add"]),
    default="refuse",
    show_default=True,
    help="What to do with a record that matches a book of the catalogue.",
)
@click.option(
    "--copies",
    type=click.Choice(["add", "skip", "generate"]),
    default="add",
    show_default=True,
    help="What to do with copies; generate makes barcodes for those without.",
)
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Write refused records to this file, to be mended and imported."
)
@click.option("--dry-run", is_flag=True, help="Report what an import would do, and store nothing.")
def import_(
    files: tuple[Path, ...],
    source: str | None,
    format_name: str | None,
    pairs: tuple[str, ...],
    profile: str,
    items: Path | None,
    on_duplicate: str,
    copies: str,
    rejects: Path | None,
    dry_run: bool,
) -> None:
    """Store the books of each FILE (-: standard input); docs/import.md tells what a file may look like.

    What a file gave before is left as it is, so that importing twice changes nothing. Every record that is refused is
    named on standard error with its position and the reason, and the exit status is then 1.
    """
    from catalogue import formats
    from catalogue.cli.field_mapping import parse_mapping
    from catalogue.domain.import_choices import Choices, Copies, OnDuplicate
    from catalogue.errors import UnreadableInput
    from catalogue.services.import_report import ImportReport
    from catalogue.services.rejects import write_rejects

    is_whole, refused = True, ImportReport()
    mapping = parse_mapping(pairs)
    with open_catalogue():
        kept = find_kept_choices(profile)
        mapping, profile = kept["mapping"] | mapping, kept["profile"]
        on_duplicate = kept["on_duplicate"] if is_default("on_duplicate") else on_duplicate
        copies = kept["copies"] if is_default("copies") else copies
        read = partial(formats.read, mapping=mapping, profile=profile, format_name=format_name)
        choices = Choices(OnDuplicate(on_duplicate), Copies(copies))
        for path in files:
            try:
                with open_input(items) if items else nullcontext() as items_file:
                    report = _import_file(path, source, partial(read, copies=items_file), choices, dry_run)
                is_whole &= not (report.rejected or report.refused_items)
                refused.rejected += report.rejected
            except UnreadableInput as error:
                click.echo(f"Error: {error}", err=True)
                is_whole = False
        if not dry_run:
            index_stored()
        if rejects is not None:
            write_rejects(rejects, refused)
    if not is_whole:
        raise click.exceptions.Exit(1)


def is_default(parameter: str) -> bool:
    """Return whether nobody gave an option on the command line."""
    source = click.get_current_context().get_parameter_source(parameter)
    return source is click.core.ParameterSource.DEFAULT


def find_kept_choices(profile: str) -> dict[str, Any]:
    """Return the choices that the desk keeps under a name; the defaults for one of our profiles.

    :raises click.UsageError: when there is no such profile.
    """
    from catalogue.domain.import_choices import ITEM_PROFILES
    from catalogue.extensions import begin_read
    from catalogue.services import import_profiles

    if profile in ITEM_PROFILES:
        return {"mapping": {}, "profile": profile, "on_duplicate": "refuse", "copies": "add"}
    session = begin_read()
    options = import_profiles.get_options(session, profile)
    names = [*ITEM_PROFILES, *import_profiles.list_names(session)]
    session.rollback()
    if not options:
        raise click.UsageError(f"--profile {profile}: there is no such profile, but {', '.join(names)}")
    return options


def index_stored() -> None:
    """Bring the index up to date with what was stored. If that fails nothing is lost: the next search does it."""
    from catalogue.errors import IndexBusy, IndexUnavailable
    from catalogue.extensions import get_live_index

    try:
        with use_all_cores(), collect_seldom(), Progress(None, "search index") as progress:
            get_live_index().settle(progress.count)
    except IndexBusy:
        return  # A service that runs is doing it.
    except IndexUnavailable as error:
        click.echo(str(error), err=True)


def _import_file(
    path: Path, source: str | None, read: "Callable[[BinaryIO, str], Records]", choices: "Choices", dry_run: bool
) -> "ImportReport":
    """Store what a file holds, print what became of it, and return that."""
    source = find_source(path) if source is None else source
    check_source(source)
    name = format_name(path)
    with open_input(path) as file, use_all_cores():
        records = read(file, name)
        if records.path:
            click.echo(f"{name}: {describe_records(records)}")
        with _report_interruption(name, dry_run), collect_seldom(), Progress(file, name) as progress:
            report = store(
                records, source=source, actor=ACTOR, dry_run=dry_run, on_piece=progress.show, choices=choices
            )
    print_report(name, report, " (dry run: nothing was kept)" if dry_run else "")
    if n := records.n_copies_left:
        click.echo(f"{name}: {n} {'copy belongs' if n == 1 else 'copies belong'} to no record of it", err=True)
    if dry_run:
        for line in list_subfields(records):
            click.echo(f"{name}: {line}")
    return report


def print_report(name: str, report: "ImportReport", note: str = "") -> None:
    """Say what became of the records of a file: each refusal on standard error, the sum of all, and what to choose."""
    for line in list_refusals(report):
        click.echo(f"{name}: {line}", err=True)
    click.echo(f"{name}: {format_summary(report)}{note}")
    for line in list_hints(report):
        click.echo(f"{name}: {line}")


def store(
    outcomes: "Iterable[Parsed | Rejected]",
    *,
    source: str,
    actor: str,
    dry_run: bool = False,
    on_piece: "Callable[[ImportReport], None]" = lambda _: None,
    choices: "Choices | None" = None,
) -> "ImportReport":
    """Store records piece by piece, committing each, so that other writers get their turn and a kill loses little.

    The next piece is read before the write is opened: meanwhile the others write. A dry run commits nothing and holds
    them up to its end, because a record may be refused for one before it.

    :param on_piece: told the report as it stands, after each piece.
    """
    from catalogue.domain.import_choices import Choices
    from catalogue.extensions import db
    from catalogue.services import imports
    from catalogue.services.import_report import ImportReport

    session = db.session()
    report = ImportReport()
    choices = choices or Choices()
    for _ in imports.store_pieces(session, outcomes, source=source, actor=actor, choices=choices, report=report):
        if not dry_run:
            session.commit()
        on_piece(report)
    session.rollback()
    return report


@contextmanager
def _report_interruption(name: str, dry_run: bool) -> "Iterator[None]":
    """Say, when an import breaks off, that nothing of it needs to be done again."""
    try:
        yield
    except BaseException:
        if not dry_run:
            click.echo(
                f"{name}: broken off; what was stored is kept, and the same command goes on from there", err=True
            )
        raise
