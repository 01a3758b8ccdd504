"""What is shown on a terminal while a command is at work."""

import io
import sys

import pytest

from catalogue.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_how_much_of_a_count_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    with Progress(None, "index") as progress:
        progress.count(50, 100)

    assert "50%" in terminal.getvalue()
