"""`catalogue db …`: migrations of the database."""

import click

from catalogue.cli import app_context


@click.group()
def db() -> None:
    """Manage the tables of the database."""


@db.command()
def upgrade() -> None:
    """Migrate the tables to the revision that this version of the program needs; nothing to do if they are there."""
    from catalogue import database

    with app_context.load_app():
        database.upgrade()
    click.echo("The tables are up to date.")
