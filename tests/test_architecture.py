"""Who may import whom, and which library stays where."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.cli.run import EXPLORER_NEEDS

ROOT = Path(__file__).parents[1]
FLASK = {
    *("catalogue.app", "catalogue.api", "catalogue.web", "catalogue.desk", "catalogue.cli"),
    *(
        "catalogue.database",
        "catalogue.compression",
        "catalogue.downloads",
        "catalogue.extensions",
        "catalogue.logs",
        "catalogue.public_address",
        "catalogue.rate_limit",
        "catalogue.static_files",
    ),
    "explorer.messages.language",  # Which language a browser would rather have.
}
STREAMLIT = {"explorer.app", "explorer.html_shell", "explorer.screens", "explorer.server"}
SQL = {"catalogue.database", "catalogue.models", "catalogue.services", "catalogue.store", "explorer.sources"}
DRIVERS = {"sqlalchemy", "sqlite3", "psycopg"}
NOT_SQL = {"Connection", "Engine", "Session", "URL", "event", "exc", "make_url"}
"""What any module may import from SQLAlchemy: types, addresses, errors and events."""
ENDS_A_TRANSACTION = {"close", "commit", "connection", "in_transaction", "remove", "rollback"}
"""What any module may call on a session; `connection` passes its connection on."""
UNIT_OF_WORK = {"add", "begin_nested", "delete", "flush", "get", "get_bind", "info", "refresh"}
"""What a service may do with a session besides: keep, find and delete whole objects, and undo a part."""
SERVICES_WITH_SQL = {f"catalogue.services.{name}" for name in (*("items", "matching"),)}
"""Services whose statements have not moved to the store yet."""
RUNS_A_STATEMENT = {"exec_driver_sql", "execute", "executemany", "scalar", "scalars"}
MATPLOTLIB = {"layout.execute"}
LONGEST_MODULE = 300
LONGEST_STYLESHEET = 500
LONGEST_FUNCTION = 40


def modules(*packages: Any) -> Iterator[Any]:
    """Yield the dotted name and the path of each module, none of the environments that tests make for clients."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if any(part.startswith(".") or part == "node_modules" for part in parts):
                continue
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def importers(*libraries: Any) -> Any:
    """Return the modules that import one of `libraries`, anywhere in them."""
    found = set()
    for name, path in modules("catalogue", "explorer", "seed"):
        for node in ast.walk(ast.parse(path.read_text())):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {module.split(".")[0] for module in imported} & set(libraries):
                found.add(name)
    return found


def outside(found: Any, allowed: Any) -> Any:
    return {name for name in found if not any(name == place or name.startswith(f"{place}.") for place in allowed)}


def find_sql(tree: Any) -> Any:
    """Return the expressions of a module that build SQL statements or run them."""
    aliases, databases, found = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            drivers = [alias for alias in node.names if alias.name.split(".")[0] in DRIVERS]
            aliases |= {alias.asname or alias.name for alias in drivers}
            found |= {alias.name for alias in drivers} - {"sqlalchemy"}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in DRIVERS:
            found |= {alias.name for alias in node.names if node.module != "sqlalchemy.exc"} - NOT_SQL
        elif isinstance(node, ast.ImportFrom) and node.module == "catalogue.extensions":
            databases |= {alias.asname or alias.name for alias in node.names if alias.name == "db"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            if (
                node.attr in RUNS_A_STATEMENT
                or (owner in aliases and node.attr not in NOT_SQL)
                or (owner in databases and node.attr not in {"engine", "init_app", "session"})
                or (owner.removesuffix("()").endswith("session") and node.attr not in ENDS_A_TRANSACTION)
            ):
                found.add(ast.unparse(node))
    return found


def test_imports_point_downwards() -> None:
    """In a process of its own: import-linter sets up logging, and silences every logger that there is."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("libraries", "allowed"),
    [
        (
            ["flask", "werkzeug", "flask_sqlalchemy", "flask_migrate", "flask_smorest", "flask_babel", "flask_login"],
            FLASK,
        ),
        (["flask_wtf", "wtforms"], {"catalogue.desk", "catalogue.extensions"}),
        (["streamlit"], STREAMLIT),
        (EXPLORER_NEEDS, {"explorer"}),
    ],
)
def test_a_library_stays_in_its_place(libraries: Any, allowed: Any) -> None:
    assert outside(importers(*libraries), allowed) == set()


@pytest.mark.parametrize(
    "source",
    [
        "import sqlalchemy as sa\nsa.select(1)",
        "import sqlalchemy as db\nrows = db.text('select 1')",
        "import sqlalchemy.orm\nsqlalchemy.orm.selectinload",
        "from sqlalchemy import func as f",
        "from sqlalchemy.orm import selectinload",
        "import sqlite3",
        "from psycopg import connect",
        "from catalogue.extensions import db\ndb.select(1)",
        "from catalogue.extensions import db as base\nbase.session.get(Book, 1)",
        "def f(held):\n    return held.execute(statement)",
        "def f(session):\n    return session.scalars(statement)",
        "db.session().add(book)",
        "db.session.query(Book)",
    ],
)
def test_sql_is_seen(source: Any) -> None:
    assert find_sql(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "import sqlalchemy as sa\ndef f(engine: sa.Engine) -> sa.Connection: ...",
        "from sqlalchemy.exc import DBAPIError\nfrom sqlalchemy.orm import Session",
        "from catalogue.extensions import db\nsession = db.session()\nsession.commit()\ndb.engine.dispose()",
        "from catalogue.search.execute import execute\nexecute(request)",
        "'We select and execute(from) text.'  # sa.select",
    ],
)
def test_passing_a_session_on_is_no_sql(source: Any) -> None:
    assert find_sql(ast.parse(source)) == set()


def test_sql_stays_below_the_doors() -> None:
    """Other modules pass sessions on, end their transactions, and know addresses and errors of the database."""
    sources = {name: path.read_text() for name, path in modules("catalogue", "explorer", "seed")}
    found = {name: find_sql(ast.parse(sources[name])) - MATPLOTLIB for name in outside(sources, SQL)}

    assert {name: expressions for name, expressions in found.items() if expressions} == {}


def test_services_leave_statements_to_the_store() -> None:
    """Services say what is done; what is selected and written is a function of `catalogue.store`."""
    found = {}
    for name, path in modules("catalogue/services"):
        allowed = {f"session.{method}" for method in UNIT_OF_WORK}
        found[name] = find_sql(ast.parse(path.read_text())) - allowed

    assert {name for name, expressions in found.items() if expressions} <= SERVICES_WITH_SQL


def test_the_domain_does_no_input_or_output() -> None:
    within = importers("os", "pathlib", "sqlite3", "logging", "requests", "socket", "sqlalchemy", "marshmallow")

    assert not [name for name in within if name.startswith("catalogue.domain")]


def test_a_public_class_name_stands_for_one_thing() -> None:
    """One stem means one thing in the whole tree."""
    homes: dict[str, list[str]] = {}
    for name, path in modules("catalogue", "explorer", "seed", "benchmarks", "tests"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name)

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_modules_and_functions_stay_short() -> None:
    for name, path in modules("catalogue", "explorer", "seed", "migrations", "benchmarks"):
        source = path.read_text()
        assert source.count("\n") <= LONGEST_MODULE, name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and not name.startswith("migrations"):
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                assert lines <= LONGEST_FUNCTION, f"{name}.{node.name}"


def test_stylesheets_stay_short() -> None:
    for path in (ROOT / "catalogue").rglob("*.css"):
        assert path.read_text().count("\n") <= LONGEST_STYLESHEET, path.name


def test_serving_does_without_what_only_migrating_needs(tmp_path: Path) -> None:
    """Alembic, its templates and the dialects of databases that are not ours: 12 MB of every process."""
    look = "import sys; from catalogue.app import create_app; create_app(); print({'alembic', 'mako'} & {*sys.modules})"
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.db", "SECRET_KEY": "only-for-tests-" * 3}
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=environ, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("set()\n", "")
