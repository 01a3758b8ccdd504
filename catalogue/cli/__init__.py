"""`catalogue …`: the command line.

An error is one line on standard error with exit status 1 (2 for wrong usage). Command modules import what they need
when they run, so that `--help` answers at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "backup": "catalogue.cli.backup:backup",
    "check": "catalogue.cli.check:check",
    "db": "catalogue.cli.database:db",
    "dump": "catalogue.cli.dump:dump",
    "export": "catalogue.cli.export:export",
    "import": "catalogue.cli.ingest:import_",
    "index": "catalogue.cli.index:index",
    "relevance": "catalogue.cli.relevance:relevance",
    "restore": "catalogue.cli.restore:restore",
    "run": "catalogue.cli.run:run",
    "seed": "catalogue.cli.seeding:seed",
    "serve": "catalogue.cli.serve:serve",
    "site": "catalogue.cli.site:site",
    "token": "catalogue.cli.tokens:token",
    "unseed": "catalogue.cli.seeding:unseed",
    "user": "catalogue.cli.accounts:user",
}
"""Command name → `module:attribute`."""


class CommandGroup(click.Group):
    """A group that imports a command when it is called, and reports known errors in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; report known errors in one line."""
        with report_known_errors():
            return super().invoke(ctx)


@contextmanager
def report_known_errors() -> Iterator[None]:
    """Turn catalogue and database errors into `ClickException`s, which click reports in one line."""
    from sqlalchemy.exc import DBAPIError

    from catalogue.errors import CatalogueError

    try:
        yield
    except CatalogueError as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        first_line = str(error.orig).strip().partition("\n")[0]
        raise click.ClickException(f"The database could not do it: {first_line}") from error


@click.command("catalogue", cls=CommandGroup)
def main() -> None:
    """Keep and serve a library catalogue.

    Settings are read from the environment (DATABASE_URL, PORT, CATALOGUE_NAME…); README.md lists them.
    """
