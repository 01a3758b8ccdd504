"""Who may import whom, and which library stays where."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.cli.run import EXPLORER_NEEDS

ROOT = Path(__file__).parents[1]
FLASK = {
    *("catalogue.app", "catalogue.api", "catalogue.web", "catalogue.cli"),
    *(
        "catalogue.database",
        "catalogue.extensions",
        "catalogue.logs",
        "catalogue.public_address",
        "catalogue.rate_limit",
    ),
    "explorer.words.language",  # Which language a browser would rather have.
}
STREAMLIT = {"explorer.app", "explorer.html_shell", "explorer.screens", "explorer.server"}
SQL = {"catalogue.models", "catalogue.services", "catalogue.store", "explorer.sources"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


def modules(*packages):
    """Yield the dotted name and the path of each module."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def importers(*libraries):
    """Return the modules that import one of `libraries`, anywhere in them."""
    found = set()
    for name, path in modules("catalogue", "explorer", "seed"):
        for node in ast.walk(ast.parse(path.read_text())):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {module.split(".")[0] for module in imported} & set(libraries):
                found.add(name)
    return found


def outside(found, allowed):
    return {name for name in found if not any(name == place or name.startswith(f"{place}.") for place in allowed)}


def test_imports_point_downwards():
    """In a process of its own: import-linter sets up logging, and silences every logger that there is."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("libraries", "allowed"),
    [
        (["flask", "werkzeug", "flask_sqlalchemy", "flask_migrate", "flask_smorest", "flask_babel"], FLASK),
        (["streamlit"], STREAMLIT),
        (EXPLORER_NEEDS, {"explorer"}),
    ],
)
def test_a_library_stays_in_its_place(libraries, allowed):
    assert outside(importers(*libraries), allowed) == set()


def test_statements_are_built_in_the_models_the_store_the_services_and_the_sources():
    """Others may know of sessions, addresses and faults of the database."""
    building = re.compile(r"\bsa\.(select|insert|update|delete|func|join|union)\b|\.query\(")
    found = {name for name, path in modules("catalogue", "explorer", "seed") if building.search(path.read_text())}

    assert outside(found, SQL) == set()


def test_the_domain_does_no_input_or_output():
    within = importers("os", "pathlib", "sqlite3", "logging", "requests", "socket", "sqlalchemy", "marshmallow")

    assert not [name for name in within if name.startswith("catalogue.domain")]


def test_modules_and_functions_stay_short():
    for name, path in modules("catalogue", "explorer", "seed", "migrations"):
        source = path.read_text()
        assert source.count("\n") <= LONGEST_MODULE, name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and not name.startswith("migrations"):
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                assert lines <= LONGEST_FUNCTION, f"{name}.{node.name}"


def test_serving_does_without_what_only_migrating_needs(tmp_path):
    """Alembic, its templates and the dialects of databases that are not ours: 12 MB of every process."""
    look = "import sys; from catalogue.app import create_app; create_app(); print({'alembic', 'mako'} & {*sys.modules})"
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.db", "SECRET_KEY": "only-for-tests-" * 3}
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=environ, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("set()\n", "")
