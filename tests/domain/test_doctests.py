"""The examples in docstrings are true."""

import doctest
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import catalogue
import explorer

ROOT = Path(__file__).parents[2]
SCRIPTS = ("__main__", "explorer.app")


def has_example(name: str) -> bool:
    """Return whether a module has an example; doctest stumbles over translated texts of those that have none."""
    path = ROOT.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ">>> " in path.read_text(encoding="utf-8")


MODULES = [
    module.name
    for package in (catalogue, explorer)
    for module in walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith(SCRIPTS) and has_example(module.name)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: Any) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
