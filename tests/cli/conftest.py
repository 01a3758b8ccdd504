"""Commands, run on each database."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from catalogue.cli import main

SECRET = "only-for-tests-" * 3


@pytest.fixture
def run(app: Flask, database_url: str) -> Callable[..., Result]:
    """Run a command on an empty catalogue: `run("import", path)`; `given` is its standard input."""

    def run(*words: object, given: str = "", **environ: str) -> Result:
        folder = str(app.config["CATALOGUE_INDEX_DIR"])
        settings = {"DATABASE_URL": database_url, "CATALOGUE_INDEX_DIR": folder, "SECRET_KEY": SECRET} | environ
        return CliRunner(env=settings).invoke(main, [str(word) for word in words], given, prog_name="catalogue")

    return run
