"""Input files of commands: named on the command line, or read from standard input."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import click

from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.errors import UnreadableInput

STANDARD_INPUT = Path("-")
PIPED = "stdin"
"""The source of records read from standard input, which has no file name to go by."""


@contextmanager
def open_input(path: Path) -> Iterator[BinaryIO]:
    """Open a seekable binary file; a pipe is first copied to a temporary file.

    :raises UnreadableInput: when it does not exist or cannot be read.
    """
    with TemporaryFile() as spool:
        try:
            file = cast(BinaryIO, click.open_file(str(path), "rb"))
            if not file.seekable():
                shutil.copyfileobj(file, spool)
                spool.seek(0)
        except OSError as error:
            raise UnreadableInput(
                format_name(path), refuse(RefusalCode.OTHER, detail=(error.strerror or "cannot be read").lower())
            ) from error
        except RuntimeError as error:  # Click raises this when the caller has closed standard input.
            raise UnreadableInput(format_name(path), refuse(RefusalCode.OTHER, detail="it is closed")) from error
        with file:
            yield file if file.seekable() else spool


def format_name(path: Path) -> str:
    """Return the name of a file as messages give it.

    >>> format_name(Path("-")), format_name(Path("livres/books.json"))
    ('standard input', 'livres/books.json')
    """
    return "standard input" if path == STANDARD_INPUT else str(path)


def find_source(path: Path) -> str:
    """Return the source for records of a file: its name, or that of the demonstration collection."""
    from catalogue.cli import demonstration

    if path.resolve() == demonstration.BOOKS:
        return demonstration.SOURCE
    return path.name if path.is_file() else PIPED


def check_source(source: str) -> None:
    """Check the length and characters of a source. :raises click.UsageError:"""
    from catalogue.domain.text import has_control_characters

    if not source.strip() or len(source) > 200 or has_control_characters(source):
        raise click.UsageError("a source is 1 to 200 characters of plain text: give one with --source")
