"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import click

if TYPE_CHECKING:
    from catalogue.services.ingest import ImportReport

LINE_EVERY = 10_000
"""A plain line is printed every so many records."""


class Progress:
    """Context manager around long work that shows its progress on standard error.

    :param file: the file whose position `show` reports; None where `count` is called with numbers.
    """

    def __init__(self, file: BinaryIO | None, name: str) -> None:
        self._file, self._name = file, name
        self._n_shown = 0
        self._began = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Self:
        """Draw the bar if the length is known; else the first `count` draws it."""
        if self._file:
            self._draw(_measure_size(self._file))
        return self

    def _draw(self, length: int) -> None:
        if sys.stderr.isatty():
            self._bar = click.progressbar(
                length=length, label=self._name, file=sys.stderr, item_show_func=self._format_rate, show_eta=True
            )
            self._bar.__enter__()

    def _format_rate(self, n_done: int | None) -> str | None:
        seconds = time.monotonic() - self._began
        return f"{n_done / seconds:,.0f} records/s" if n_done and seconds > 1 else None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the line of the bar."""
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def show(self, report: "ImportReport") -> None:
        """Show the progress after one more batch."""
        if self._bar and self._file:
            self._bar.update(self._file.tell() - self._bar.pos, report.n_read)
        elif report.n_read - self._n_shown >= LINE_EVERY:
            self._n_shown = report.n_read
            click.echo(f"{self._name}: {report.n_read} read so far", err=True)

    def count(self, n_done: int, total: int) -> None:
        """Show that `n_done` books of `total` are done."""
        if self._bar is None:
            self._draw(total)
        if self._bar:
            self._bar.update(n_done - self._bar.pos, n_done)
        elif n_done - self._n_shown >= LINE_EVERY:
            self._n_shown = n_done
            click.echo(f"{self._name}: {n_done} of {total} books done", err=True)


def _measure_size(file: BinaryIO) -> int:
    """Return the size of a file in bytes; its position is unchanged."""
    here = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(here)
    return size
