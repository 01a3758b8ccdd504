"""The application context in which commands work on the catalogue."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

ACTOR = "command line"
"""The actor of these commands in the change log."""


@contextmanager
def load_app(**settings: str) -> Iterator[Flask]:
    """Enter the context of an application configured by the environment; on leaving, close its database connections.

    :param settings: what stands above the environment.

    :raises BadSetting: when a setting has a value that cannot work.
    """
    from catalogue.app import create_app
    from catalogue.extensions import db

    app = create_app(os.environ | settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def open_catalogue(**settings: str) -> Iterator[Flask]:
    """Enter the application context after checking that the database is ready.

    :raises click.ClickException: when the database does not answer or is not migrated, with what to do about it.
    """
    with load_app(**settings) as app:
        require_ready(app)
        yield app


def require_ready(app: Flask) -> None:
    """Check that the database can be used, as `/health/ready` does.

    :raises click.ClickException: when it cannot, with the reason and the address of the database.
    """
    from catalogue import database
    from catalogue.extensions import db

    with app.app_context():
        reason = database.explain_not_ready(db.engine)
    if reason:
        raise click.ClickException(f"{reason} (DATABASE_URL: {format_database_url(app)})")


def format_database_url(app: Flask) -> str:
    """Return the database URL of `app`, with the password hidden."""
    address: str = app.config["SQLALCHEMY_DATABASE_URI"].render_as_string(hide_password=True)
    return address
