"""The examples in docstrings are true."""

import doctest
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import catalogue
import explorer

SCRIPTS = ("__main__", "explorer.app")
MODULES = [
    module.name
    for package in (catalogue, explorer)
    for module in walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith(SCRIPTS)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: Any) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
