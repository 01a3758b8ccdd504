"""`catalogue check`: would it work?"""

import click

from catalogue.cli import application


@click.command()
def check() -> None:
    """Say whether settings, database and migrations are in order."""
    with application.loaded() as app:
        click.echo("settings    in order")
        application.refuse_unready(app)
        click.echo(f"database    {application.database_of(app)}")
        click.echo("migrations  up to date")
