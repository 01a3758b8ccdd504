"""`catalogue check`: are settings, database and migrations in order?"""

import click

from catalogue.cli import app_context


@click.command()
def check() -> None:
    """Check that settings, database and migrations are in order."""
    with app_context.load_app() as app:
        click.echo("settings    in order")
        app_context.require_ready(app)
        click.echo(f"database    {app_context.format_database_url(app)}")
        click.echo("migrations  up to date")
