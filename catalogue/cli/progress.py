"""How far an import has come: a bar on a terminal, plain lines elsewhere."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import click

if TYPE_CHECKING:
    from catalogue.services.ingest import ImportReport

LINE_EVERY = 10_000
"""Records between two plain lines."""


class Progress:
    """Shows on standard error how much of `file` has been read; a context manager, around the reading."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._n_told = 0
        self._bar = (
            click.progressbar(length=os.fstat(file.fileno()).st_size, label=name, file=sys.stderr)
            if sys.stderr.isatty()
            else None
        )

    def __enter__(self) -> Self:
        """Draw the bar."""
        if self._bar:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bar as it stands, and go to the next line."""
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def show(self, report: "ImportReport") -> None:
        """Show how things stand after one more batch."""
        if self._bar:
            self._bar.update(self._file.tell() - self._bar.pos)
        elif report.n_read - self._n_told >= LINE_EVERY:
            self._n_told = report.n_read
            click.echo(f"{self._name}: {report.n_read} read so far", err=True)
