"""`catalogue check`: would it work?"""

import click

from catalogue.cli import application


@click.command()
def check() -> None:
    """Say whether settings, database and migrations are in order."""
    app = application.load()
    click.echo("settings    in order")
    if reason := application.reason_not_ready(app):
        raise click.ClickException(reason)
    click.echo(f"database    {app.config['SQLALCHEMY_DATABASE_URI'].render_as_string(hide_password=True)}")
    click.echo("migrations  up to date")
