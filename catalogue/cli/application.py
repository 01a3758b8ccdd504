"""The application, for commands that work on the catalogue itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.cli import ScriptInfo

ACTOR = "command line"
"""Who the change log says it was."""


def load() -> Flask:
    """Return the application, set up as the environment says; it is named and not imported, because it is above us.

    :raises BadSetting: when a setting has a value that cannot work.
    """
    return ScriptInfo("catalogue.app:create_app", set_debug_flag=False).load_app()


@contextmanager
def catalogue() -> Iterator[Flask]:
    """Enter the application once its database is found to be ready.

    :raises click.ClickException: when the database is away or not migrated, with what to do about it.
    """
    app = load()
    if reason := reason_not_ready(app):
        where = app.config["SQLALCHEMY_DATABASE_URI"].render_as_string(hide_password=True)
        raise click.ClickException(f"{reason} (DATABASE_URL: {where})")
    with app.app_context():
        yield app


def reason_not_ready(app: Flask) -> str | None:
    """Return why the catalogue cannot be used, in the words of `/health/ready`; None when it can."""
    answer = app.test_client().get("/health/ready")
    return None if answer.status_code == 200 else str(answer.get_json()["reason"])
