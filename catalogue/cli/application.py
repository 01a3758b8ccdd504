"""The application, for commands that work on the catalogue itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

ACTOR = "command line"
"""Who the change log says it was."""


@contextmanager
def loaded() -> Iterator[Flask]:
    """Enter the application, set up as the environment says; on leaving, close its connections to the database.

    :raises BadSetting: when a setting has a value that cannot work.
    """
    from catalogue.app import create_app
    from catalogue.extensions import db

    app = create_app()
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def catalogue() -> Iterator[Flask]:
    """Enter the application once its database is found to be ready.

    :raises click.ClickException: when the database is away or not migrated, with what to do about it.
    """
    with loaded() as app:
        refuse_unready(app)
        yield app


def refuse_unready(app: Flask) -> None:
    """Do nothing when the catalogue can be used, in the judgement of `/health/ready`.

    :raises click.ClickException: when it cannot, with the reason and where its database is.
    """
    from catalogue import database
    from catalogue.extensions import db

    with app.app_context():
        reason = database.reason_not_ready(db.engine)
    if reason:
        raise click.ClickException(f"{reason} (DATABASE_URL: {database_of(app)})")


def database_of(app: Flask) -> str:
    """Return the address of the database of `app`, without the password in it."""
    address: str = app.config["SQLALCHEMY_DATABASE_URI"].render_as_string(hide_password=True)
    return address
