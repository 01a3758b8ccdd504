"""`catalogue` itself: what every command has in common."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from catalogue.cli import COMMANDS, main
from catalogue.cli.demonstration import BOOKS

SECRET = {"SECRET_KEY": "only-for-tests-" * 3}
NEED_DATABASE = [["seed"], ["import", "books.json"], ["serve"], ["token", "list"], ["check"]]


def invoke(words: Any, **environ: Any) -> Any:
    return CliRunner(env=SECRET | environ).invoke(main, words, prog_name="catalogue")


def run(words: Any, **environ: Any) -> tuple[int, str]:
    """Run a command and return its exit status and what it says; `serve` in a process of its own.

    Its worker says what is wrong past click's own streams.
    """
    if words != ["serve"]:
        result = invoke(words, **environ)
        return result.exit_code, result.stderr
    command = [sys.executable, "-m", "catalogue", *words]
    done = subprocess.run(command, env=os.environ | SECRET | environ, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def every_command(command: Any, words: Any = ()) -> Iterator[Any]:
    """The words of each command and of each command below it."""
    yield list(words)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from every_command(command.get_command(context, name), (*words, name))


@pytest.mark.parametrize("words", list(every_command(main)), ids=" ".join)
def test_every_command_explains_itself(words: Any) -> None:
    result = invoke([*words, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: {' '.join(['catalogue', *words])}")
    assert len(result.stdout.splitlines()) > 4


def test_commands_are_listed_by_name() -> None:
    assert list(COMMANDS) == sorted(COMMANDS)
    assert all(f"\n  {name} " in invoke(["--help"]).stdout for name in COMMANDS)


def test_words_that_are_no_command_are_a_mistake_of_usage() -> None:
    result = invoke(["fly"])
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "Error: No such command 'fly'.")


@pytest.mark.parametrize("words", NEED_DATABASE, ids=" ".join)
def test_a_database_without_tables_is_told_with_what_to_do(words: Any, tmp_path: Path) -> None:
    status, stderr = run(words, DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    assert status == 1
    assert stderr == (
        f"Error: The database is empty: run “catalogue db upgrade”. (DATABASE_URL: sqlite:///{tmp_path / 'new.db'})\n"
    )


@pytest.mark.parametrize("words", [*NEED_DATABASE, ["db", "upgrade"]], ids=" ".join)
def test_a_database_that_is_away_is_told_in_one_line_without_its_password(words: Any) -> None:
    status, stderr = run(words, DATABASE_URL="postgresql://marie:hidden@127.0.0.1:1/catalogue")
    assert status == 1
    (message,) = [line for line in stderr.splitlines() if not line.startswith("{")]  # `serve` logs the cause too.
    assert message.startswith("Error: The database ")
    assert "hidden" not in stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "http"), ("SECRET_KEY", "short"), ("DATABASE_URL", "mysql://localhost/x")],
)
def test_a_setting_that_cannot_work_is_named(name: Any, value: Any) -> None:
    result = invoke(["check"], **{name: value})
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {name}=")
    assert len(result.stderr.splitlines()) == 1


def test_tables_are_made_and_then_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'folder' / 'new.db'}"
    for _ in range(2):
        result = invoke(["db", "upgrade"], DATABASE_URL=url)
        assert (result.exit_code, result.stdout) == (0, "The tables are up to date.\n")
    checked = invoke(["check"], DATABASE_URL=url)
    assert checked.stdout == f"settings    in order\ndatabase    {url}\nmigrations  up to date\n"


@pytest.mark.parametrize("module", ["catalogue", "seed"])
def test_modules_are_commands(module: Any, tmp_path: Path) -> None:
    environ = SECRET | {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    words = ["seed"] if module == "catalogue" else []
    command = [sys.executable, "-m", module, *words]
    result = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: The database is empty")


def test_a_package_folder_is_a_place_to_start_in_like_any_other(tmp_path: Path) -> None:
    environ = SECRET | {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    command = [sys.executable, "-m", "catalogue", "db", "upgrade"]
    result = subprocess.run(command, cwd=BOOKS.parent, env=environ, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "The tables are up to date.\n")
