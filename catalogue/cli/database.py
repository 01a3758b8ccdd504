"""`catalogue db …`: the tables themselves."""

import click

from catalogue.cli import application


@click.group()
def db() -> None:
    """Look after the tables of the database."""


@db.command()
def upgrade() -> None:
    """Bring the tables up to what this version of the program needs; a database that is so already is left alone."""
    from catalogue import database

    with application.loaded():
        database.upgrade()
    click.echo("The tables are up to date.")
