"""The files that a command is given: by name, or through a pipe."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import click

from catalogue.errors import UnreadableFile

STANDARD_INPUT = Path("-")
PIPED = "stdin"
"""The source of what came through a pipe, which has no name that would be the same the next time."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Lend a file that can be read from any place; what comes through a pipe is collected to its end first.

    :raises UnreadableFile: when there is none, or it cannot be read.
    """
    with TemporaryFile() as collected:
        try:
            given = cast(BinaryIO, click.open_file(str(path), "rb"))
            if not given.seekable():
                shutil.copyfileobj(given, collected)
                collected.seek(0)
        except OSError as error:
            raise UnreadableFile(shown(path), (error.strerror or "cannot be read").lower()) from error
        except RuntimeError as error:  # Click's word for a standard input that the caller has closed.
            raise UnreadableFile(shown(path), "it is closed") from error
        with given:
            yield given if given.seekable() else collected


def shown(path: Path) -> str:
    """Return what messages call a file.

    >>> shown(Path("-")), shown(Path("livres/books.json"))
    ('standard input', 'livres/books.json')
    """
    return "standard input" if path == STANDARD_INPUT else str(path)


def source_of(path: Path) -> str:
    """Return the name of a file; of the demonstration collection, the name under which it was seeded."""
    from catalogue.cli import demonstration

    if path.resolve() == demonstration.BOOKS:
        return demonstration.SOURCE
    return path.name if path.is_file() else PIPED


def refuse_odd_source(source: str) -> None:
    """Do nothing when `source` can be kept. :raises click.UsageError:"""
    from catalogue.domain.text import has_control_characters

    if not source.strip() or len(source) > 200 or has_control_characters(source):
        raise click.UsageError("a source is 1 to 200 characters of plain text: give one with --source")
